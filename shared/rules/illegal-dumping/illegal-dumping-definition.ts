import type { HazardDefinition } from "../hazard-definition.ts";
import { hazardRule } from "../hazard-rule.ts";
import { dumpingRule } from "./dumping-rule.ts";
import { dumpingEn } from "./texts/dumping-en.ts";
import { dumpingZhHk } from "./texts/dumping-zh-HK.ts";

const DAY_MIN = 24 * 60;

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
  ending: "told",
  lifetimeMin: { advisory: DAY_MIN, warning: 3 * DAY_MIN },
};
