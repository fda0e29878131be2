import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import type { Alert } from "#shared/domain/alert.ts";
import { isAtLeast, type RaisedLevel } from "#shared/domain/level.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** Alerts that began an alarm: their CAP message is an `Alert`, what follows are updates and its end. */
export const newAlarms = ({ alerts }: HazardResult): readonly Alert[] =>
  alerts.map(({ alert }) => alert).filter(({ messageType }) => messageType === "Alert");

/** A time in which the public was told of a level or worse; without an end, until the recording was over. */
export interface Episode {
  readonly from: EpochMs;
  readonly to?: EpochMs;
}

/** The times in which the last alert stood at a level or above. */
export const episodesAt = ({ alerts }: HazardResult, level: RaisedLevel): readonly Episode[] => {
  const episodes: { from: EpochMs; to?: EpochMs }[] = [];
  for (const { alert } of alerts) {
    const running = episodes.at(-1);
    const isRunning = running !== undefined && running.to === undefined;
    if (isAtLeast(alert.level, level) && !isRunning) episodes.push({ from: alert.sent });
    else if (!isAtLeast(alert.level, level) && isRunning) running.to = alert.sent;
  }
  return episodes;
};

export const holds = ({ from, to = Number.POSITIVE_INFINITY }: Episode, at: EpochMs): boolean =>
  from <= at && at <= to;
