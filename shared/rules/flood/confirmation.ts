import type { Evidence } from "#shared/domain/evidence.ts";
import { isAtLeast, type Level } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { MINUTES_OF_WATER } from "./flood-facts.ts";
import type { FloodMemory, GaugeMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { BELIEVED_CAPACITY } from "./gauge-after.ts";
import { NOISE_M } from "./level-quality.ts";
import { DRY_M, type LevelReading } from "./rate-of-rise.ts";

/** An echo under a gauge is gone after a few pings; water is still there three minutes later. See `DECISIONS.md`. */
const STANDS_MIN = 3;
const ROUGH_SHARE = 0.5;

export interface Site {
  readonly gauges: FloodMemory["gauges"];
  /** Rain, or a site upstream in alarm: one reading is enough. */
  readonly mayHaveCome: boolean;
  readonly settings: Pick<FloodSettings, "dryLevelM" | "thresholdsM">;
  readonly at: EpochMs;
  readonly silentAfterMs: number;
}

/** Whether the public is to be told of an alarm, and what it still waits for where it is not. */
export interface Confirmation {
  readonly unconfirmed?: true;
  readonly evidence: readonly Evidence[];
}

const CONFIRMED: Confirmation = { evidence: [] };

/**
 * An alarm is confirmed where rain or a site upstream explains it, where two gauges of the site see water, where one saw it come from below the
 * lowest threshold, or where it stands for some minutes. So it stays until it ends; an echo that has passed confirms nothing while its alarm is held.
 */
export const confirmation = (
  before: Pick<FloodMemory, "level" | "unconfirmed">,
  level: Level,
  site: Site,
): Confirmation => {
  const isOpen = !isAtLeast(before.level, "warning") || before.unconfirmed === true;
  if (!isAtLeast(level, "warning") || !isOpen) return CONFIRMED;
  const wet = Object.values(site.gauges)
    .map((gauge) => wetMinutes(gauge, site))
    .filter((minutes) => minutes !== undefined);
  const longestMin = Math.max(0, ...wet);
  if (wet.length > (site.mayHaveCome ? 0 : 1) || longestMin >= STANDS_MIN) return CONFIRMED;
  const have = Math.floor(longestMin);
  return {
    unconfirmed: true,
    evidence: [{ kind: "needs", what: MINUTES_OF_WATER, have, of: STANDS_MIN, contribution: 0 }],
  };
};

/**
 * For how many minutes a gauge that stands at the lowest threshold or above has seen water. A fall by more than any gauge scatters begins anew,
 * but water that is as rough as that counts half from its first reading on. Endlessly long where the water was seen below that threshold first,
 * since an echo does not rise, or in every reading that is remembered: a fast gauge's memory is shorter than the minutes asked for.
 * Undefined: it sees none.
 */
const wetMinutes = ({ believed, silentAfterMs = 0 }: GaugeMemory, site: Site): number | undefined => {
  const newest = believed.at(-1);
  const { dryLevelM, thresholdsM } = site.settings;
  if (newest === undefined || newest.levelM < thresholdsM.advisory) return undefined;
  if (site.at - newest.observedAt > Math.max(silentAfterMs, site.silentAfterMs)) return undefined;
  const wetM = Math.min(dryLevelM + DRY_M, thresholdsM.advisory);
  // Never none: the newest is wet, and nothing comes after it.
  const wet = believed.slice(believed.findLastIndex(({ levelM }) => levelM < wetM) + 1);
  const steady = wet.slice(wet.findLastIndex((reading, index) => hasFallen(reading, wet[index + 1])) + 1);
  const isSeenToCome = earliest(steady).levelM < thresholdsM.advisory;
  if (isSeenToCome || wet.length >= BELIEVED_CAPACITY) return Number.POSITIVE_INFINITY;
  return Math.max(minutesSince(steady, newest), ROUGH_SHARE * minutesSince(wet, newest));
};

const hasFallen = ({ levelM }: LevelReading, next: LevelReading | undefined): boolean =>
  next !== undefined && next.levelM < levelM - NOISE_M;

const earliest = (run: readonly LevelReading[]): LevelReading => run.reduce((first) => first);

const minutesSince = (run: readonly LevelReading[], { observedAt }: LevelReading): number =>
  (observedAt - earliest(run).observedAt) / MINUTE_MS;
