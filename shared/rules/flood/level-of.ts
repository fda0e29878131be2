import type { Quantity } from "#shared/domain/quantity.ts";
import type { PlacedFrame } from "../hazard-rule.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { levelOfFlow } from "./rating-table.ts";

const MM_PER_M = 1000;
/** Fresh water of 1,000 kg/m3 under standard gravity (ISO 80000-3: 9.80665 m/s2). */
const PASCAL_PER_METRE = 9_806.65;
/** No probe of the catalogue is made for deeper water. */
const DEEPEST_M = 60;

/** What tells of the water's height, the first that a frame holds. */
export const QUANTITIES_READ = [
  "distance",
  "water_depth",
  "water_pressure",
  "water_level",
  "water_flow",
] as const satisfies readonly Quantity[];

/** What a frame tells of the water, and how high the sensor's place lets it stand. */
export interface WaterLevel {
  readonly quantity: (typeof QUANTITIES_READ)[number];
  /** Above the site's datum, metres, to the millimetre. */
  readonly levelM: number;
  /** Above this no reading of the sensor can be water. */
  readonly highestM: number;
}

/**
 * The water level by a frame: below a sensor that looks down (`sensorHeight - distance`), above a probe in the water
 * (`sensorHeight + depth`, or the depth by its pressure), as a station tells it above the site's datum, or by a flow and the site's rating table.
 * A probe that hangs dry tells its own height: the water is not above that. Undefined when the frame tells nothing of water, or when what
 * it tells cannot be placed: nobody said how high the sensor hangs, or which level a flow means.
 */
export const waterLevelOf = (
  { values, sensorHeightM }: PlacedFrame,
  { ratingTable }: FloodSettings,
): WaterLevel | undefined => {
  const quantity = QUANTITIES_READ.find((candidate) => values[candidate] !== undefined);
  const value = quantity === undefined ? undefined : values[quantity];
  if (quantity === undefined || value === undefined) return undefined;
  if (quantity === "water_level") return { quantity, levelM: toMm(value), highestM: DEEPEST_M };
  if (quantity === "water_flow") {
    return ratingTable === undefined
      ? undefined
      : { quantity, levelM: toMm(levelOfFlow(value, ratingTable)), highestM: DEEPEST_M };
  }
  if (sensorHeightM === undefined) return undefined;
  if (quantity === "distance") {
    return { quantity, levelM: toMm(sensorHeightM - value), highestM: sensorHeightM };
  }
  const depthM = quantity === "water_pressure" ? value / PASCAL_PER_METRE : value;
  return { quantity, levelM: toMm(sensorHeightM + depthM), highestM: sensorHeightM + DEEPEST_M };
};

const toMm = (metres: number): number => Math.round(metres * MM_PER_M) / MM_PER_M;
