import type { HazardDefinition } from "#shared/rules/hazard-definition.ts";
import { hazardRule } from "#shared/rules/hazard-rule.ts";
import { carRule } from "./car-rule.ts";

const words = {
  event: "Cars",
  wording: () => ({ title: "Cars", tag: "CARS", clauses: [], action: "Wait", details: [] }),
  keepAway: () => "wait",
};

/** The rule of these tests with the least that a hazard needs. */
export const cars: HazardDefinition = {
  rule: hazardRule(carRule),
  routes: [{ role: "village_office", from: "advisory" }],
  codes: { category: "Transport", responseTypes: () => ["Monitor"] },
  words: { en: words, "zh-HK": words },
  ending: "told",
};
