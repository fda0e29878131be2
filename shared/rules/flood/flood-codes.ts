import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts } from "#shared/domain/alert-facts.ts";
import type { HazardCodes } from "../hazard-definition.ts";
import { floodFacts } from "./flood-facts.ts";

/** A river bank is left, water on a road is avoided. */
const RESPONSES = {
  channel: {
    raised: { advisory: ["Prepare", "Avoid"], warning: ["Evacuate"], danger: ["Evacuate"] },
    lowered: { advisory: ["Prepare", "Avoid"], warning: ["Avoid"] },
  },
  ground: {
    raised: { advisory: ["Prepare"], warning: ["Avoid"], danger: ["Avoid", "Evacuate"] },
    lowered: { advisory: ["Prepare"], warning: ["Avoid"] },
  },
} as const;

const responseTypes = (alert: Alert, facts: AlertFacts): readonly string[] => {
  const { move, surface } = floodFacts(alert, facts);
  switch (move.kind) {
    case "raised":
      return RESPONSES[surface].raised[move.level];
    case "lowered":
      return RESPONSES[surface].lowered[move.level];
    case "cleared":
      return ["AllClear"];
  }
};

export const floodCodes: HazardCodes = { category: "Met", responseTypes };
