import type { Level, RaisedLevel } from "./level.ts";
import type { EpochMs } from "./time.ts";

/** Which way an alert moves the level. A lowered level is still an alarm; a cleared one is its end. */
export type Move =
  | { readonly kind: "raised"; readonly level: RaisedLevel }
  | { readonly kind: "lowered"; readonly level: Exclude<RaisedLevel, "danger">; readonly from: Level }
  | { readonly kind: "cleared" };

/** What every text says whatever the hazard, before it is put in words. */
export interface AlertFacts {
  readonly move: Move;
  readonly from: Level;
  readonly observedAt: EpochMs;
  /** Whether the reading was taken on another day, in Hong Kong, than the message is sent. */
  readonly isOtherDay: boolean;
  /** Age of the reading when the message is sent; absent while it is as good as now. */
  readonly ageMinutes?: number;
  readonly isExercise: boolean;
}
