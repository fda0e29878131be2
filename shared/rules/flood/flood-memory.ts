import type { Level } from "#shared/domain/level.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import type { Holds } from "./level-holds.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** What is remembered of one gauge: the believed readings of its last 15 minutes, two at least. */
export interface GaugeMemory {
  readonly believed: readonly LevelReading[];
  /** Since when it has said the same to the millimetre. */
  readonly flatSince?: LevelReading;
  /** When it last moved by 5 cm, and to where; before the first time, since ever. */
  readonly moved?: LevelReading;
  /** When it last said that nothing is there but a stream's own water; of one that never has, when it was first heard. */
  readonly dryAt?: EpochMs;
  /** How much it scatters by itself, to a tenth of a millimetre; absent until that is something. */
  readonly scatterMm?: number;
  /** A jump that waits for a further reading, and how many have said so. */
  readonly pending?: LevelReading;
  readonly doubts?: number;
  /** Where it reports less often than others of the site: after so long without a reading it is silent. */
  readonly silentAfterMs?: number;
}

/** What the flood rule remembers of a site: each gauge by itself, and the levels in force, which are the site's. */
export interface FloodMemory {
  /** By DevEUI. */
  readonly gauges: Readonly<Record<string, GaugeMemory>>;
  readonly holds: Holds;
  /** What was said last, so that a jump that is not believed leaves it standing. */
  readonly level: Level;
  /** Danger has been forecast, and is expected until then, unless it is forecast again. */
  readonly expectsUntil?: EpochMs;
  /** That danger is expected has been said: no news until it has not been for a while. */
  readonly forewarned?: true;
  /** When the level rose to warning, while danger has not been said to be expected. */
  readonly warnedAt?: EpochMs;
  /** Too few readings bear out the warning or the danger in force for villagers to be told. */
  readonly unconfirmed?: true;
  /** The water rose at the last reading. */
  readonly rising?: true;
}

const FORGOTTEN_AFTER_MS = DAY_MS;

/** When a gauge was last believed. */
export const lastAt = ({ believed }: GaugeMemory): EpochMs =>
  Math.max(...believed.map(({ observedAt }) => observedAt));

/** The gauges with one of them changed; one that nobody believed for a day is forgotten. */
export const withGauge = (
  { gauges }: FloodMemory,
  devEui: string,
  gauge: GaugeMemory,
  at: EpochMs,
): FloodMemory["gauges"] => {
  const others = Object.entries(gauges).filter(
    ([other, memory]) => other !== devEui && at - lastAt(memory) <= FORGOTTEN_AFTER_MS,
  );
  return Object.fromEntries([...others, [devEui, gauge]]);
};

/** When any gauge of the site was last believed; undefined when none ever was. */
export const lastBelievedAt = ({ gauges }: FloodMemory): EpochMs | undefined => {
  const times = Object.values(gauges).map(lastAt);
  return times.length === 0 ? undefined : Math.max(...times);
};

/** How much a gauge scatters by itself, metres. */
export const scatterOf = ({ scatterMm = 0 }: GaugeMemory): number => scatterMm / 1000;
