import type { GaugeMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { MOVED_M } from "./gauge-votes.ts";
import { FLAT_LINE_TOLERANCE_M, isSpike } from "./level-quality.ts";
import { DRY_M, type LevelReading, SLOPE_SPAN_MS } from "./rate-of-rise.ts";
import { scatterAfter } from "./scatter.ts";

/** The most readings a slope is made from: a device that reports every second must not grow the memory. */
export const BELIEVED_CAPACITY = 16;

/** A gauge that has been heard by this release. */
type HeardGauge = GaugeMemory & { readonly flatSince: LevelReading };

/** How a gauge stands to the others of its site. */
interface Standing {
  /** There is no other: nobody asks when this one moved. */
  readonly isAlone: boolean;
  /** Where it reports less often than others. */
  readonly silentAfterMs: number | undefined;
}

/**
 * A gauge after one more reading that is believed, and the reading before it where this one shows it to have been a spike.
 *
 * @param history the readings that count before it */
export const gaugeAfter = (
  gauge: GaugeMemory | undefined,
  history: readonly LevelReading[],
  reading: LevelReading,
  settings: FloodSettings,
  { isAlone, silentAfterMs }: Standing,
): { readonly gauge: HeardGauge; readonly spike?: LevelReading } => {
  const { kept, spike } = withoutSpike(history, reading);
  const isDry = reading.levelM < settings.dryLevelM + DRY_M;
  const dryAt = isDry ? reading.observedAt : (gauge?.dryAt ?? reading.observedAt);
  const scatterMm = scatterAfter(gauge?.scatterMm ?? 0, [kept.at(-2), kept.at(-1), reading], settings);
  return {
    gauge: {
      believed: recent([...kept, reading], reading),
      flatSince: flatSinceOf(gauge, reading),
      ...(isAlone ? {} : { moved: movedTo(gauge, reading) }),
      dryAt,
      ...(scatterMm === 0 ? {} : { scatterMm }),
      ...(silentAfterMs === undefined ? {} : { silentAfterMs }),
    },
    ...(spike === undefined ? {} : { spike }),
  };
};

const flatSinceOf = (gauge: GaugeMemory | undefined, reading: LevelReading): LevelReading => {
  const since = gauge?.flatSince;
  return since !== undefined && Math.abs(since.levelM - reading.levelM) < FLAT_LINE_TOLERANCE_M
    ? since
    : reading;
};

/** A gauge that is heard for the first time has moved at no time that anybody knows of. */
const movedTo = (gauge: GaugeMemory | undefined, reading: LevelReading): LevelReading => {
  const { moved } = gauge ?? {};
  if (moved === undefined) return { observedAt: 0, levelM: reading.levelM };
  return Math.abs(moved.levelM - reading.levelM) < MOVED_M ? moved : reading;
};

/** Drops the reading before this one when this one shows it to have been a spike. */
const withoutSpike = (
  history: readonly LevelReading[],
  reading: LevelReading,
): { kept: readonly LevelReading[]; spike?: LevelReading } => {
  const [before, middle] = [history.at(-2), history.at(-1)];
  return before !== undefined && middle !== undefined && isSpike(before, middle, reading)
    ? { kept: history.slice(0, -1), spike: middle }
    : { kept: history };
};

/** The last 15 minutes, but two readings at least: the tests of quality need them whatever the interval. */
const recent = (believed: readonly LevelReading[], newest: LevelReading): readonly LevelReading[] =>
  believed
    .filter(
      (reading, index) =>
        newest.observedAt - reading.observedAt <= SLOPE_SPAN_MS || index >= believed.length - 2,
    )
    .slice(-BELIEVED_CAPACITY);
