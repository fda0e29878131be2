/**
 * The water of the bundled storm, without noise: metres above the invert of a drain 2 m deep, by minutes since the start.
 * A shower fills the drain slowly to two thirds; then the hill above lets go, and within 7 minutes it overflows. No rise is
 * faster than 184 mm a minute, the fastest rain flood of FloodNet NYC; seven minutes from plateau to peak is usual there (5-11).
 */
export const waterLevelM = (minute: number): number => {
  if (minute <= RISE.from) return BASE_M;
  if (minute <= RISE.to) return BASE_M + (PLATEAU_M - BASE_M) * easedShare(minute, RISE);
  if (minute <= BURST.from) return PLATEAU_M;
  if (minute <= BURST.to) return burst(minute - BURST.from);
  if (minute <= RECESSION_FROM) return PEAK_M;
  return AFTER_M + (PEAK_M - AFTER_M) * Math.exp(-(minute - RECESSION_FROM) / RECESSION_MINUTES);
};

export const STORM_MINUTES = 144;
export const BASE_M = 0.4;
export const PLATEAU_M = 1.34;
export const PEAK_M = 2.11;
const AFTER_M = 0.36;

const RISE = { from: 14, to: 64 };
export const BURST = { from: 70, to: 77 };
const RECESSION_FROM = 81;
/** Time in which the drain loses 63 % of what it still has to lose. */
const RECESSION_MINUTES = 20;

/** Water level at each minute of the burst. */
const BURST_M = [PLATEAU_M, 1.52, 1.69, 1.86, 2.0, 2.07, 2.1, PEAK_M] as const;

const burst = (minute: number): number => {
  const before = Math.floor(minute);
  const fromM = BURST_M[before] ?? PEAK_M;
  return fromM + ((BURST_M[before + 1] ?? PEAK_M) - fromM) * (minute - before);
};

/** 0 to 1, slow at both ends. */
const easedShare = (minute: number, { from, to }: { from: number; to: number }): number =>
  (1 - Math.cos((Math.PI * (minute - from)) / (to - from))) / 2;
