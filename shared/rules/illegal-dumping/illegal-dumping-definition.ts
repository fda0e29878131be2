import type { HazardDefinition } from "../hazard-definition.ts";
import { hazardRule } from "../hazard-rule.ts";
import { CASE_CLOSED, HEAP_REMOVED } from "./dumping-facts.ts";
import { dumpingRule } from "./dumping-rule.ts";
import { dumpingEn } from "./texts/dumping-en.ts";
import { dumpingZhHk } from "./texts/dumping-zh-HK.ts";

const DAY_MIN = 24 * 60;

/**
 * Proposed, until the departments say otherwise. In Boston (311 service, 45 reports of 2015) the target was one day, to the next working
 * day; half were closed within 0.9 days, 93 % within three. Country parks are farther away.
 */
const TARGET_DAYS = {
  food_environmental_hygiene: 3,
  environmental_protection: 3,
  agriculture_fisheries_conservation: 5,
} as const;

/**
 * Illegal dumping: a case for the department whose ground it is (FEHD, EPD or AFCD), with the village office beside it. A suspicion
 * is shown and sent to nobody; villagers are never told, for there is nothing that they must do.
 */
export const illegalDumping: HazardDefinition = {
  rule: hazardRule(dumpingRule),
  routes: [
    { role: "department", from: "warning" },
    { role: "village_office", from: "warning" },
  ],
  codes: {
    category: "Env",
    responseTypes: (_alert, { move }) => (move.kind === "cleared" ? ["AllClear"] : ["Assess"]),
  },
  words: { "zh-HK": dumpingZhHk, en: dumpingEn },
  case: {
    from: "warning",
    targetDays: TARGET_DAYS,
    usualTargetDays: 3,
    removedFactor: HEAP_REMOVED,
    closedFactor: CASE_CLOSED,
  },
  ending: "told",
  lifetimeMin: { advisory: DAY_MIN, warning: 3 * DAY_MIN },
};
