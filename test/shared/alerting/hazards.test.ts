import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "#shared/domain/language.ts";
import { HAZARDS } from "#shared/rules/hazard-list.ts";

describe("the list of hazards", async () => {
  const rules = fileURLToPath(new URL("../../../shared/rules/", import.meta.url));
  const files = await readdir(rules, { recursive: true });
  const defined = files.flatMap((name) => /^([a-z-]+)\/\1-definition\.ts$/.exec(name)?.[1] ?? []);

  it("has a line for every folder that defines one", () => {
    expect(HAZARDS.map(({ rule }) => rule.hazard.replaceAll("_", "-")).sort()).toEqual(defined.sort());
  });

  it.each(HAZARDS)(
    "of which each has words in every language, codes, and somebody who is told: $rule.hazard",
    (hazard) => {
      expect(Object.keys(hazard.words).sort()).toEqual([...LANGUAGES].sort());
      expect(hazard.codes.category).toMatch(/^[A-Z][a-z]+$/);
      expect(hazard.routes.map(({ role }) => role)).toContain("village_office");
    },
  );
});
