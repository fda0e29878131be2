import type { Level, RaisedLevel } from "./level.ts";
import type { Quantity } from "./quantity.ts";

/**
 * One reason behind an assessment, as data: texts in any language are made from these and from nothing else.
 * `contribution` is the part of the score (0-100) that this reason explains.
 */
export type Evidence =
  | {
      readonly kind: "value";
      readonly quantity: Quantity;
      readonly value: number;
      readonly contribution: number;
    }
  | {
      readonly kind: "threshold_reached";
      readonly quantity: Quantity;
      readonly value: number;
      readonly threshold: number;
      readonly level: RaisedLevel;
      readonly contribution: number;
    }
  /** Of the drain's depth; above 100 it overflows. */
  | { readonly kind: "percent_full"; readonly percent: number; readonly contribution: number }
  /** Least-squares slope, as the change it makes in 10 minutes, in the quantity's unit. Negative when falling. */
  | {
      readonly kind: "rate";
      readonly quantity: Quantity;
      readonly per10Min: number;
      readonly contribution: number;
    }
  /** When a level is reached if things go on as they do; `earliestMinutes` to `latestMinutes` is the honest part of it. */
  | {
      readonly kind: "forecast";
      readonly level: RaisedLevel;
      readonly inMinutes: number;
      readonly earliestMinutes?: number;
      readonly latestMinutes?: number;
      readonly contribution: number;
    }
  /** A jump no water makes: not believed until a second reading agrees. */
  | {
      readonly kind: "suspect_jump";
      readonly quantity: Quantity;
      readonly value: number;
      readonly perMinute: number;
      readonly limitPerMinute: number;
      readonly contribution: number;
    }
  /** Below the clear limit of the level, but not for long enough yet. */
  | {
      readonly kind: "held";
      readonly level: RaisedLevel;
      readonly sinceMinutes: number;
      readonly ofMinutes: number;
      readonly contribution: number;
    }
  /** What a near site says of the same hazard. `relation` is the rule's word: `upstream`, `near`, `same_hill`. */
  | {
      readonly kind: "neighbour";
      readonly siteId: string;
      readonly relation: string;
      readonly level: Level;
      readonly minutesAgo: number;
      readonly contribution: number;
    }
  /** A value far from what is usual here: `deviations` robust standard deviations from the learnt median. */
  | {
      readonly kind: "anomaly";
      readonly quantity: Quantity;
      readonly value: number;
      readonly median: number;
      readonly deviations: number;
      readonly contribution: number;
    }
  /** Things seen: animals, vehicles. `of` is the rule's word for them. */
  | {
      readonly kind: "count";
      readonly of: string;
      readonly count: number;
      readonly contribution: number;
    }
  /** Nothing was heard for this long, and what was heard last was not well. */
  | { readonly kind: "silence"; readonly minutes: number; readonly contribution: number }
  /** The alarm ended by itself: nothing more was seen for this long. */
  | { readonly kind: "ended"; readonly afterMinutes: number; readonly contribution: number }
  /** Anything else that a rule weighs, by the rule's word for it, in the unit that the word says: `night`, `fosberg_index`. */
  | {
      readonly kind: "factor";
      readonly name: string;
      readonly value?: number;
      readonly text?: string;
      readonly contribution: number;
    }
  /** Why the level is no higher: what the rule still waits for (`second_reading`, `baseline_days`), how much of it there is. */
  | {
      readonly kind: "needs";
      readonly what: string;
      readonly have: number;
      readonly of: number;
      readonly contribution: number;
    };
