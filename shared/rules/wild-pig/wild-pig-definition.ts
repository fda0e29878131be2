import type { HazardDefinition } from "../hazard-definition.ts";
import { hazardRule } from "../hazard-rule.ts";
import { wildPigEn } from "./texts/wild-pig-en.ts";
import { wildPigZhHk } from "./texts/wild-pig-zh-HK.ts";
import { wildPigCodes } from "./wild-pig-codes.ts";
import { wildPigRule } from "./wild-pig-rule.ts";

/** Nothing tells of the end of a visit: a message must not outlast it by long, nor end before most visits do. */
const LIFETIME_MIN = 120;

/**
 * Wild pigs. The department with the duty (AFCD) and the village office hear of each visit; subscribers hear of a group or piglets
 * near houses or a school path, which is what makes a warning. An alarm ends without a message.
 */
export const wildPig: HazardDefinition = {
  rule: hazardRule(wildPigRule),
  routes: [
    { role: "department", from: "advisory" },
    { role: "village_office", from: "advisory" },
    { role: "subscriber", from: "warning" },
  ],
  codes: wildPigCodes,
  words: { "zh-HK": wildPigZhHk, en: wildPigEn },
  ending: "quiet",
  lifetimeMin: { advisory: LIFETIME_MIN, warning: LIFETIME_MIN, danger: LIFETIME_MIN },
};
