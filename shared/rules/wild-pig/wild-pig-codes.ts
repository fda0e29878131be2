import type { HazardCodes } from "../hazard-definition.ts";

/** CAP knows no animals: `Safety` is what is left of its categories. */
export const wildPigCodes: HazardCodes = {
  category: "Safety",
  responseTypes: (_alert, { move }) => {
    if (move.kind === "cleared") return ["AllClear"];
    return move.level === "advisory" ? ["Monitor", "Avoid"] : ["Avoid"];
  },
};
