import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FUNCTIONS } from "#cdk/config/names.ts";
import { configOf, ofType, resourcesOf } from "./synthesised.ts";

const FUNCTION_CODE = fileURLToPath(new URL("../../functions/", import.meta.url));
/** Given to every function, read by Node and by Powertools themselves. */
const FOR_ALL = ["NODE_OPTIONS", "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_SERVICE_NAME"];
/** Lambda's own, or the emulator's. */
const FROM_OUTSIDE = ["AWS_ENDPOINT_URL", "AWS_REGION"];

/** Environment variables that a function's code asks for by name. */
const askedFor = (name: string): readonly string[] => {
  const folder = join(FUNCTION_CODE, name);
  const code = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
  const called = [...code.matchAll(/(?:environment|table)\("([A-Z_]+)"\)/g)].map((found) => found[1] ?? "");
  const dotted = [...code.matchAll(/process\.env\.([A-Z_]+)/g)].map((found) => found[1] ?? "");
  const spread = [...code.matchAll(/const \{([^}]+)\} = process\.env/g)].flatMap((found) =>
    [...(found[1] ?? "").matchAll(/[A-Z_]{4,}/g)].map(([variable]) => variable),
  );
  return [...new Set([...called, ...dotted, ...spread])].filter((asked) => !FROM_OUTSIDE.includes(asked));
};

describe.each(FUNCTIONS)("the environment of %s", (name) => {
  const config = configOf("pilot");
  const server = { url: "https://lorawan.example.hk", tokenSecretName: "village-watch/lorawan" };
  const full = {
    ...config,
    sms: { ...config.sms, senderId: "#VillageHK" },
    weather: { url: "https://data.weather.gov.hk" },
    networkServers: {
      awsIotWireless: { region: "ap-northeast-1" },
      chirpStack: server,
      theThingsStack: server,
    },
  };
  it("is what its code asks for, all of it and nothing else", () => {
    const lambdas = ofType(resourcesOf(full), "AWS::Lambda::Function");
    const lambda = lambdas.find(({ properties }) => String(properties.FunctionName).endsWith(name));
    const environment = lambda?.properties.Environment as { Variables: object } | undefined;
    const given = Object.keys(environment?.Variables ?? {});
    expect(given.filter((variable) => !FOR_ALL.includes(variable)).toSorted()).toEqual(
      askedFor(name).toSorted(),
    );
  });
});
