import { MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { Wind } from "./hong-kong-weather.ts";

/** Metres east and north of the hill's middle. */
export type Point = readonly [number, number];

/** A fire that eats its way in all directions from a point. */
export interface Burning {
  readonly at: Point;
  readonly from: number;
  readonly to: number;
  readonly spreadMps: number;
  readonly fuelKgPerM2: number;
}

/** What smoke adds to the air. */
export interface Smoke {
  readonly pm25: number;
  readonly carbonMonoxidePpm: number;
  readonly vocPpm: number;
  readonly heatC: number;
}

/**
 * From a kilogram of burning savanna and grassland (Andreae 2019, rounded): 6.7 g of PM2.5, 69 g of CO, some 14 g of organic gases;
 * 18.6 MJ, of which 60 % leave with the gases (Byram 1959; Rothermel 1972).
 */
const PM25_UG_PER_KG = 6.7e6;
const CO_MG_PER_KG = 69e3;
const VOC_MG_PER_KG = 14e3;
const HEAT_J_PER_KG = 0.6 * 18.6e6;
/** 1 ppm at 25 °C: of CO 1.145 mg/m3, of a photo-ionisation detector's isobutylene 2.3 mg/m3. */
const CO_MG_PER_PPM = 1.145;
const VOC_MG_PER_PPM = 2.3;
const AIR_J_PER_M3_C = 1_200;

/** Hot smoke rises: the part that stays near the ground. An assumption. */
const NEAR_GROUND = 0.15;
/** A fire front is no larger than people and rock let it become: metres. */
const LARGEST_RADIUS_M = 400;
/** Nearer than this the plume is no thinner. */
const NEAREST_M = 20;

const burntKgPerS = ({ from, to, spreadMps, fuelKgPerM2 }: Burning, atMs: number): number => {
  if (atMs < from || atMs >= to) return 0;
  const radiusM = Math.min(LARGEST_RADIUS_M, (spreadMps * (atMs - from)) / SECOND_MS);
  return fuelKgPerM2 * 2 * Math.PI * radiusM * spreadMps;
};

/**
 * Kilograms of burnt fuel in a cubic metre of air at some place: a Gaussian plume along the ground with Briggs' widths for open country
 * in neutral air (class D), of what burnt when that air passed the fire.
 */
export const burntKgPerM3 = (fire: Burning, place: Point, wind: Wind, atMs: number): number => {
  const eastM = place[0] - fire.at[0];
  const northM = place[1] - fire.at[1];
  const towards = ((wind.fromDeg + 180) * Math.PI) / 180;
  const along = eastM * Math.sin(towards) + northM * Math.cos(towards);
  if (along <= 0) return 0;
  const across = eastM * Math.cos(towards) - northM * Math.sin(towards);
  const x = Math.max(NEAREST_M, along);
  const widthM = (0.08 * x) / Math.sqrt(1 + 0.000_1 * x);
  const heightM = (0.06 * x) / Math.sqrt(1 + 0.001_5 * x);
  const rate = burntKgPerS(fire, atMs - (along / wind.speedMps) * SECOND_MS);
  if (rate === 0) return 0;
  const offAxis = Math.exp(-0.5 * (across / widthM) ** 2);
  return (NEAR_GROUND * rate * offAxis) / (Math.PI * widthM * heightM * wind.speedMps);
};

export const smokeOf = (kgPerM3: number): Smoke => ({
  pm25: kgPerM3 * PM25_UG_PER_KG,
  carbonMonoxidePpm: (kgPerM3 * CO_MG_PER_KG) / CO_MG_PER_PPM,
  vocPpm: (kgPerM3 * VOC_MG_PER_KG) / VOC_MG_PER_PPM,
  heatC: (kgPerM3 * HEAT_J_PER_KG) / AIR_J_PER_M3_C,
});

/** When the fire itself comes to a place. */
export const burntAtOf = ({ at, from, to, spreadMps }: Burning, place: Point): number | undefined => {
  const distanceM = Math.hypot(place[0] - at[0], place[1] - at[1]);
  const atMs = Math.round(from + (distanceM / spreadMps) * SECOND_MS);
  return distanceM < LARGEST_RADIUS_M && atMs < to ? atMs : undefined;
};

/** More PM2.5 than a cheap particle sensor's noise: three deviations of 5 µg/m3 (Sensirion SPS30: ±10 up to 100), and a little. */
const ABOVE_NOISE_UG = 20;
const STEP_MS = 30 * SECOND_MS;
const LOOK_MIN = 10;

/** When smoke first stands above a sensor's noise for ten minutes on average: a gust of one breath reaches nobody. */
export const reachedAtOf = (
  fire: Burning,
  place: Point,
  windAt: (atMs: number) => Wind,
): number | undefined => {
  const steps = (LOOK_MIN * MINUTE_MS) / STEP_MS;
  const seen: { readonly atMs: number; readonly ug: number }[] = [];
  let sum = 0;
  for (let atMs = fire.from; atMs < fire.to; atMs += STEP_MS) {
    const ug = Math.min(1_000, smokeOf(burntKgPerM3(fire, place, windAt(atMs), atMs)).pm25);
    seen.push({ atMs, ug });
    sum += ug;
    if (seen.length > steps) sum -= seen.shift()?.ug ?? 0;
    if (sum / steps > ABOVE_NOISE_UG) return seen.find((one) => one.ug > ABOVE_NOISE_UG)?.atMs ?? atMs;
  }
  return undefined;
};

export const NO_SMOKE: Smoke = { pm25: 0, carbonMonoxidePpm: 0, vocPpm: 0, heatC: 0 };

export const plus = (a: Smoke, b: Smoke, share: number): Smoke => ({
  pm25: a.pm25 + share * b.pm25,
  carbonMonoxidePpm: a.carbonMonoxidePpm + share * b.carbonMonoxidePpm,
  vocPpm: a.vocPpm + share * b.vocPpm,
  heatC: a.heatC + share * b.heatC,
});
