import type { Alert } from "#shared/domain/alert.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Level } from "#shared/domain/level.ts";
import { floodFacts } from "./flood-facts.ts";

/**
 * CAP 1.2 urgency and severity by level. Water takes a median 8 min from 10 to 30 cm inland (FloodNet NYC), so a warning already
 * asks for action at once. An all-clear asks for none: its urgency is Past.
 */
export const GRADES: Readonly<Record<Level, { readonly urgency: string; readonly severity: string }>> = {
  normal: { urgency: "Past", severity: "Minor" },
  advisory: { urgency: "Expected", severity: "Moderate" },
  warning: { urgency: "Immediate", severity: "Severe" },
  danger: { urgency: "Immediate", severity: "Extreme" },
};

/** A sensor alone makes a thing likely; only a second source makes it Observed. */
export const SENSOR_ONLY_CERTAINTY = "Likely";

/** What the instruction asks for, as CAP 1.2 `responseType`: a river bank is left, water on a road is avoided. */
const FLOOD_RESPONSES = {
  channel: {
    raised: { advisory: ["Prepare", "Avoid"], warning: ["Evacuate"], danger: ["Evacuate"] },
    lowered: { advisory: ["Prepare", "Avoid"], warning: ["Avoid"] },
  },
  ground: {
    raised: { advisory: ["Prepare"], warning: ["Avoid"], danger: ["Avoid", "Evacuate"] },
    lowered: { advisory: ["Prepare"], warning: ["Avoid"] },
  },
} as const;

const floodResponses = (alert: Alert): readonly string[] => {
  const { move, surface } = floodFacts(alert);
  switch (move.kind) {
    case "raised":
      return FLOOD_RESPONSES[surface].raised[move.level];
    case "lowered":
      return FLOOD_RESPONSES[surface].lowered[move.level];
    case "cleared":
      return ["AllClear"];
  }
};

export interface HazardCodes {
  readonly category: string;
  readonly responseTypes: (alert: Alert) => readonly string[];
}

const CODES: Readonly<Record<Hazard, HazardCodes>> = {
  flood: { category: "Met", responseTypes: floodResponses },
};

/** @throws an Error for a hazard without codes: a test holds this list against the hazards that have a rule. */
export const codesFor = (hazard: Hazard): HazardCodes => {
  const codes = CODES[hazard];
  if (codes === undefined) throw new Error(`there are no CAP codes for the hazard ${hazard}`);
  return codes;
};
