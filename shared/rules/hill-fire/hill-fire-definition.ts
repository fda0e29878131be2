import type { HazardDefinition } from "../hazard-definition.ts";
import { hazardRule } from "../hazard-rule.ts";
import { HILL_IN_ALARM } from "./hill-alarm.ts";
import { hillFireCodes } from "./hill-fire-codes.ts";
import { hillFireRule } from "./hill-fire-rule.ts";
import { hillFireEn } from "./texts/hill-fire-en.ts";
import { hillFireZhHk } from "./texts/hill-fire-zh-HK.ts";

/**
 * Hill fires. Fire Services has the duty, with Agriculture, Fisheries and Conservation in country parks; it hears the first sign, and the
 * village office, which can look out of the window, hears with it. Villagers hear when lives are in danger, near houses already at a
 * warning. A notice of smoky air is an advisory and so goes to no villager.
 * One fire on a hill with several sites is told to villagers once at each level, to departments by every site.
 */
export const hillFire: HazardDefinition = {
  rule: hazardRule(hillFireRule),
  routes: [
    { role: "department", from: "advisory" },
    { role: "village_office", from: "advisory" },
    { role: "fire_services", from: "warning" },
    { role: "subscriber", from: "warning", where: "near_houses", unless: HILL_IN_ALARM },
    { role: "subscriber", from: "danger", unless: HILL_IN_ALARM },
  ],
  codes: hillFireCodes,
  words: { "zh-HK": hillFireZhHk, en: hillFireEn },
  ending: "told",
};
