import type { PlacedReading } from "./placed-reading.ts";

const MM_PER_M = 1000;
/** Fresh water of 1,000 kg/m3 under standard gravity (ISO 80000-3: 9.80665 m/s2). */
const PASCAL_PER_METRE = 9_806.65;
/** No probe of the catalogue is made for deeper water. */
const DEEPEST_M = 60;

/** What a gauge can tell of the water, and how high the sensor's place lets it stand. */
export interface WaterLevel {
  /** Above the site's datum, metres, to the millimetre. */
  readonly levelM: number;
  /** Above this no reading of the sensor can be water. */
  readonly highestM: number;
}

/**
 * The water level by a reading: below a sensor that looks down (`sensorHeight - distance`), above a probe in the water
 * (`sensorHeight + depth`, or the depth by its pressure). A probe that hangs dry tells its own height: the water is not above that.
 */
export const waterLevelOf = ({ quantity, value, sensorHeightM }: PlacedReading): WaterLevel => {
  if (quantity === "distance") return { levelM: toMm(sensorHeightM - value), highestM: sensorHeightM };
  const depthM = quantity === "water_pressure" ? value / PASCAL_PER_METRE : value;
  return { levelM: toMm(sensorHeightM + depthM), highestM: sensorHeightM + DEEPEST_M };
};

const toMm = (metres: number): number => Math.round(metres * MM_PER_M) / MM_PER_M;
