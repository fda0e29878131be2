import type { Level } from "#shared/domain/level.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import type { Holds } from "./level-holds.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** What is remembered of one gauge: the believed readings of its last 15 minutes, two at least. */
export interface GaugeMemory {
  readonly believed: readonly LevelReading[];
  readonly flatSince?: LevelReading;
  /** A jump that waits for a second reading. */
  readonly pending?: LevelReading;
}

/** What the flood rule remembers of a site: each gauge by itself, and the levels in force, which are the site's. */
export interface FloodMemory {
  /** By DevEUI. */
  readonly gauges: Readonly<Record<string, GaugeMemory>>;
  readonly holds: Holds;
  /** What was said last, so that a jump that is not believed leaves it standing. */
  readonly level: Level;
}

const FORGOTTEN_AFTER_MS = DAY_MS;

/** When a gauge was last believed. */
const lastAt = ({ believed }: GaugeMemory): EpochMs =>
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

/** A gauge and its last believed reading. */
export interface Speaking {
  readonly gauge: GaugeMemory;
  readonly last: LevelReading;
}

/**
 * The gauge that speaks for the site: of the one that was just heard and those that are not silent the one that stands highest,
 * since a spare that is stuck low must not talk a flood away.
 */
export const highestGauge = (
  gauges: FloodMemory["gauges"],
  heard: Speaking,
  at: EpochMs,
  silentAfterMs: number,
): Speaking =>
  Object.values(gauges).reduce((highest, gauge) => {
    const last = gauge.believed.at(-1);
    const speaks =
      last !== undefined && at - last.observedAt <= silentAfterMs && last.levelM > highest.last.levelM;
    return speaks ? { gauge, last } : highest;
  }, heard);

/** When any gauge of the site was last believed; undefined when none ever was. */
export const lastBelievedAt = ({ gauges }: FloodMemory): EpochMs | undefined => {
  const times = Object.values(gauges).map(lastAt);
  return times.length === 0 ? undefined : Math.max(...times);
};
