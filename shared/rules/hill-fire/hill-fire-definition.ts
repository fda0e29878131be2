import type { HazardDefinition } from "../hazard-definition.ts";
import { hazardRule } from "../hazard-rule.ts";
import { hillFireCodes } from "./hill-fire-codes.ts";
import { hillFireRule } from "./hill-fire-rule.ts";
import { hillFireEn } from "./texts/hill-fire-en.ts";
import { hillFireZhHk } from "./texts/hill-fire-zh-HK.ts";

/**
 * Hill fires. Fire Services has the duty, with Agriculture, Fisheries and Conservation in country parks; it hears the first sign, and the
 * village office, which can look out of the window, hears with it. Villagers hear when lives are in danger, near houses already at a
 * warning. A notice of smoky air is an advisory and so goes to no villager.
 */
export const hillFire: HazardDefinition = {
  rule: hazardRule(hillFireRule),
  routes: [
    { role: "department", from: "advisory" },
    { role: "village_office", from: "advisory" },
    { role: "fire_services", from: "warning" },
    { role: "subscriber", from: "warning", where: "near_houses" },
    { role: "subscriber", from: "danger" },
  ],
  codes: hillFireCodes,
  words: { "zh-HK": hillFireZhHk, en: hillFireEn },
  ending: "told",
};
