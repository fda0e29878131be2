import type { Evidence } from "#shared/domain/evidence.ts";
import type { Level } from "#shared/domain/level.ts";

/** What an alarm is of: signs of a fire near by, or air that is smoky wherever something burns. */
export type AlarmOf = "fire" | "smoky_air";

/** The name of the factor that says so: the end of an alarm must still know what it was of. */
export const ALARM_OF = "alarm_of";

/** What the alarm is of now; when it has just ended, what it was of. */
export const alarmOf = (held: Level, isSmoky: boolean, before: AlarmOf | undefined): AlarmOf | undefined => {
  if (held !== "normal") return "fire";
  return isSmoky ? "smoky_air" : before;
};

export const alarmOfEvidence = (of: AlarmOf | undefined): readonly Evidence[] =>
  of === undefined ? [] : [{ kind: "factor", name: ALARM_OF, text: of, contribution: 0 }];
