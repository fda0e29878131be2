import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { codesFor } from "#shared/alerting/cap-codes.ts";
import { ROUTES } from "#shared/alerting/route.ts";
import { wordsFor } from "#shared/alerting/wording.ts";
import { ruleFor } from "#shared/rules/hazards.ts";

/** What is known of devices and of the sky, no hazards. */
const NO_HAZARDS = ["health", "weather"];

describe("every hazard that has a rule", async () => {
  const rules = fileURLToPath(new URL("../../../shared/rules/", import.meta.url));
  const folders = (await readdir(rules, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const hazards = folders
    .filter(({ name }) => existsSync(`${rules}${name}/${name}-rule.ts`))
    .map(({ name }) => name.replaceAll("-", "_"))
    .filter((name) => !NO_HAZARDS.includes(name));

  it.each(hazards)("can be put in words, in codes, and has somebody who is told: %s", (hazard) => {
    expect(() => [ruleFor(hazard), wordsFor(hazard), codesFor(hazard)]).not.toThrow();
    expect(ROUTES.map((route) => route.hazard)).toContain(hazard);
  });
});
