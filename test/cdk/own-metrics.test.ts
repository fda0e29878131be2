import { describe, expect, it } from "vitest";
import { mentioned } from "./policies.ts";
import { configOf, ofType, resourcesOf } from "./synthesised.ts";

describe.each(["pilot", "prod"])("what stage %s counts itself", (stage) => {
  const resources = resourcesOf(configOf(stage));
  const counted = ofType(resources, "AWS::Lambda::Function").map(
    ({ properties }) =>
      (properties.Environment as { Variables: Record<string, string> } | undefined)?.Variables
        .POWERTOOLS_METRICS_NAMESPACE,
  );

  it("is counted by all its functions under one name, its own", () => {
    expect(new Set(counted)).toEqual(new Set([`VillageWatch/${stage}`]));
  });

  it.each(["AWS::CloudWatch::Dashboard", "AWS::CloudWatch::Alarm"])("is looked up there: %s", (type) => {
    const text = mentioned(ofType(resources, type).map(({ properties }) => properties));
    const namespaces = [...text.matchAll(/\bVillageWatch\b[^"'\\,}]*/g)].map(([namespace]) => namespace);
    expect(new Set(namespaces)).toEqual(new Set([`VillageWatch/${stage}`]));
  });
});
