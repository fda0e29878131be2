import type { HazardCodes } from "../hazard-definition.ts";
import { hillFireFacts } from "./hill-fire-facts.ts";

/** One sign is watched; a warning prepares and keeps off the hill; at danger people leave. */
const RESPONSES = {
  raised: { advisory: ["Monitor"], warning: ["Prepare", "Avoid"], danger: ["Evacuate"] },
  lowered: { advisory: ["Monitor", "Avoid"], warning: ["Avoid"] },
} as const;

export const hillFireCodes: HazardCodes = {
  category: "Fire",
  responseTypes: ({ assessment }, { move }) => {
    if (move.kind === "cleared") return ["AllClear"];
    if (hillFireFacts(assessment.evidence).alarmOf === "smoky_air") return ["Monitor"];
    return move.kind === "raised" ? RESPONSES.raised[move.level] : RESPONSES.lowered[move.level];
  },
};
