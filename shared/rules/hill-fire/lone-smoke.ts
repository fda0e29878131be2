import type { Evidence } from "#shared/domain/evidence.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Sign } from "./fire-memory.ts";

/**
 * Smoke at one station says by itself that somebody should look when it is so many deviations above the hour, three times what stands
 * out (75 ug/m3 of particles in clean air, 1.5 ppm of CO), in particles and gas together or in two readings. Beside the food stalls of
 * festivals the mean was 35 ug/m3 (Parsons and others, Int. J. Environ. Health Res. 24, 2014); a burning hillside soon brings hundreds.
 */
export const STRONG_DEVIATIONS = 15;
/** Or when it lasts so long, however weak: longer than most grills and engines. */
export const LASTING_MIN = 25;
/**
 * As thick as no grill makes it for long: 300 ug/m3 of particles or 6 ppm of CO above the hour, where particles and gas agree. In two
 * readings of a run it is a warning by itself; one reading may be a lorry's exhaust.
 */
export const THICK_DEVIATIONS = 60;

const isLasting = ({ first, last }: Sign): boolean => last - first >= LASTING_MIN * MINUTE_MS;

/** The level that a confirmed sign of smoke carries without another reason; undefined when it waits for one. */
export const carriedBy = (sign: Sign): "advisory" | "warning" | undefined => {
  if (sign.thick?.isSure === true) return "warning";
  return sign.strong?.isSure === true || isLasting(sign) ? "advisory" : undefined;
};

const needs = (what: string, have: number, of: number): Evidence => ({
  kind: "needs",
  what,
  have,
  of,
  contribution: 0,
});

/** What smoke that carries nothing yet waits for: to be stronger, or to be as strong once more; or to last. */
export const smokeNeeds = ({ strong, measured, first, last }: Sign): readonly Evidence[] => [
  strong === undefined
    ? needs("smoke_deviations", measured, STRONG_DEVIATIONS)
    : needs("second_reading_of_strong_smoke", 1, 2),
  needs("smoke_minutes", Math.floor((last - first) / MINUTE_MS), LASTING_MIN),
];
