import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Span } from "./spans.ts";

/** Water that comes and goes. */
export interface Rise {
  readonly from: number;
  readonly peakM: number;
  /** Time constant of the filling. */
  readonly fillMin: number;
  readonly halfFallMin: number;
}

/** Where the rise counts as done. */
const FILLED = 0.97;
/** Water lower than this is gone. */
const GONE_M = 0.004;

/** When the water stands highest. */
export const peakAtOf = ({ from, fillMin }: Rise): number =>
  from + fillMin * -Math.log(1 - FILLED) * MINUTE_MS;

/** When the water is gone. */
export const endOf = (rise: Rise): number =>
  peakAtOf(rise) + Math.max(0, Math.log2(rise.peakM / GONE_M)) * rise.halfFallMin * MINUTE_MS;

export const spanOf = (rise: Rise): Rise & Span => ({ ...rise, to: Math.ceil(endOf(rise)) });

/**
 * How high the water stands above what it was: a basin that fills from a steady inflow, fast at first, then falls by half in equal
 * times. On the rain floods of FloodNet NYC this gives the recorded 1.4 min from 5 to 10 cm together with the 8 from 10 to 30.
 */
export const aboveAt = (rise: Rise, atMs: number): number => {
  if (atMs <= rise.from) return 0;
  const peakAt = peakAtOf(rise);
  if (atMs >= peakAt) return rise.peakM * 0.5 ** ((atMs - peakAt) / MINUTE_MS / rise.halfFallMin);
  return (rise.peakM / FILLED) * (1 - Math.exp(-(atMs - rise.from) / MINUTE_MS / rise.fillMin));
};

/** The time constant with which a flood of some height comes from 10 to 30 cm in so many minutes. */
export const fillMinFor = (peakM: number, minutesFrom10To30Cm: number): number => {
  const fullM = peakM / FILLED;
  return minutesFrom10To30Cm / Math.log((fullM - 0.1) / (fullM - 0.3));
};
