import type { Place } from "./place.ts";

/** The settings of the flood sites, each with its source. One set of constants holds for all: see shared/rules/DECISIONS.md. */

/**
 * A street in New York: 51 mm (2 in) is the lowest depth that FloodNet calls a flood, 305 mm (12 in) its deepest class and about the
 * 0.3 m that is dangerous to wade; half of it between them. The height of a sensor over the street is not published: 3 m stands for it.
 */
export const STREET_LEVELS_M = { advisory: 0.051, warning: 0.152, danger: 0.305 } as const;
export const STREET: Place = {
  name: "A street in New York",
  position: [-73.98, 40.67],
  hazard: "flood",
  settings: {
    reference: "depth",
    advisoryM: STREET_LEVELS_M.advisory,
    warningM: STREET_LEVELS_M.warning,
    dangerM: STREET_LEVELS_M.danger,
  },
  sensorHeightM: 3,
  reportIntervalS: 60,
};

/**
 * The House Mill at Bromley-by-Bow, London: 830 mm from the sensor the tide touches the floorboards, nearer than 570 mm it stands above
 * the floor (the authors' labels). The datum is 3.9 m below the sensor, under the lowest tide; the mid-level lies half way.
 */
const MILL_SENSOR_M = 3.9;
export const HOUSE_MILL: Place = {
  name: "House Mill",
  position: [-0.0077, 51.5275],
  hazard: "flood",
  settings: {
    reference: "depth",
    advisoryM: MILL_SENSOR_M - 0.83,
    warningM: MILL_SENSOR_M - 0.7,
    dangerM: MILL_SENSOR_M - 0.569,
  },
  sensorHeightM: MILL_SENSOR_M,
  reportIntervalS: 600,
};

/** The Lea at Lea Bridge, level above its own zero: advisory 6.3 m, base 5.85 m; the higher two by the highest level on record there. */
export const LEA_BRIDGE: Place = {
  name: "Lea Bridge",
  position: [-0.0335, 51.5655],
  hazard: "flood",
  settings: { reference: "depth", advisoryM: 6.3, warningM: 6.5, dangerM: 6.8, dryLevelM: 5.85 },
  sensorHeightM: 0,
  reportIntervalS: 900,
};

/** A place whose thresholds follow from where its water stands. */
type Bare = Omit<Place, "hazard" | "settings"> & { readonly sensorHeightM: number };

/** A gauge over a stream: how far above its base each level lies, in metres. */
export const aboveBase = (
  place: Bare,
  baseM: number,
  [advisoryM, warningM, dangerM]: readonly [number, number, number],
): Place => ({
  ...place,
  hazard: "flood",
  settings: {
    reference: "depth",
    advisoryM: baseM + advisoryM,
    warningM: baseM + warningM,
    dangerM: baseM + dangerM,
    dryLevelM: baseM,
  },
});

/** Trout Creek, Minnesota: a lidar over a bridge; the datum 4 m below it lies under the bed. */
export const TROUT_CREEK: Bare = {
  name: "Trout Creek",
  position: [-92, 44.1],
  sensorHeightM: 4,
  reportIntervalS: 300,
};

/** A gauge of the United States Geological Survey, whose stage is the height above its own zero. */
export const USGS_GAUGE: Bare = {
  name: "USGS gauge",
  position: [-97.7, 30.2],
  sensorHeightM: 0,
  reportIntervalS: 900,
};
