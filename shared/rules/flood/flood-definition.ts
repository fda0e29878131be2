import type { HazardDefinition } from "../hazard-definition.ts";
import { hazardRule } from "../hazard-rule.ts";
import { floodCodes } from "./flood-codes.ts";
import { floodRule } from "./flood-rule.ts";
import { floodEn } from "./texts/flood-en.ts";
import { floodZhHk } from "./texts/flood-zh-HK.ts";

/**
 * Floods. Drainage Services has the duty and the village office stands beside it, so both hear first; the District Office (Home
 * Affairs) and the subscribers hear warnings; Fire Services hears when lives are in danger. Subscribers wait until more
 * than an echo has seen the water: departments can look again, a village that was woken for nothing does not wake the next time.
 */
export const flood: HazardDefinition = {
  rule: hazardRule(floodRule),
  routes: [
    { role: "department", from: "advisory" },
    { role: "village_office", from: "advisory" },
    { role: "home_affairs", from: "warning" },
    { role: "subscriber", from: "warning", onceConfirmed: true },
    { role: "fire_services", from: "danger" },
  ],
  codes: floodCodes,
  words: { "zh-HK": floodZhHk, en: floodEn },
  ending: "told",
};
