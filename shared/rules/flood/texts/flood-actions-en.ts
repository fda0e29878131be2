import type { RaisedLevel } from "#shared/domain/level.ts";
import type { FloodFacts } from "../flood-facts.ts";

/** What people are asked to do, by where the water is and how it stands. */
export const RAISED_ACTIONS: Record<FloodFacts["surface"], Record<RaisedLevel, string>> = {
  channel: {
    advisory: "Keep away from the riverside, watch the water",
    warning: "Leave the riverside, go to high ground",
    danger: "Leave the riverside now, go to high ground",
  },
  ground: {
    advisory: "Water on the road: drive and walk with care",
    warning: "Do not drive or walk into the water",
    danger: "Do not drive or walk into the water, go to high ground",
  },
};

export const LOWERED_ACTIONS = {
  channel: {
    warning: "Still unsafe: keep away from the riverside",
    advisory: "Keep away from the riverside",
  },
  ground: {
    warning: "Road still flooded: keep out of the water",
    advisory: "Water still on the road: take care",
  },
} as const;

/** Short: what is lowered says so besides, and all must fit one SMS. */
export const BARE_ACTION = "Ground may be slippery, take care";

export const CLEARED_ACTION = "Ground may be slippery and muddy, take care";
