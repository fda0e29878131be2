import { byName, type Place, type Told, together, type VendorValues } from "../vendor-values.ts";

const PASCALS_PER_BAR = 100_000;

const mm = (quantity: "distance" | "distance_minimum" | "distance_maximum" | "water_depth"): Place => ({
  quantity,
  per: 1000,
});
const same = (information: string): Place => ({ information });

const places: Readonly<Record<string, Place>> = {
  protocol_version: same("protocol_version"),
  device_id: same("device_id"),
  battery_voltage: { quantity: "battery_voltage" },
  distance: mm("distance"),
  distance_average: same("distance_average_mm"),
  distance_minimum: mm("distance_minimum"),
  distance_maximum: mm("distance_maximum"),
  distance_median: mm("distance"),
  distance_10th_percentile: same("distance_10th_percentile_mm"),
  distance_25th_percentile: same("distance_25th_percentile_mm"),
  distance_75th_percentile: same("distance_75th_percentile_mm"),
  distance_90th_percentile: same("distance_90th_percentile_mm"),
  distance_most_frequent_value: same("distance_most_frequent_mm"),
  number_of_samples: { quantity: "sample_count" },
  total_acquisition_time: {
    information: "acquisition_1024ths_of_s",
    from: (milliseconds) => Math.round(Number(milliseconds) * 1.024),
  },
  water_depth: mm("water_depth"),
  temperature: { quantity: "water_temperature" },
  electrical_conductivity: { quantity: "electrical_conductivity", per: 10_000 },
  freezing_flag: { quantity: "water_frozen" },
  pressure: { quantity: "water_pressure", times: PASCALS_PER_BAR },
  air_temperature: { quantity: "air_temperature" },
  air_humidity: { quantity: "relative_humidity" },
  relative_humidity: { quantity: "relative_humidity" },
  barometric_pressure: { quantity: "air_pressure" },
  atmospheric_pressure: { quantity: "air_pressure", times: 1000 },
  vapor_pressure: { quantity: "vapour_pressure", times: 1000 },
  solar_radiation: { quantity: "solar_irradiance" },
  precipitation: { quantity: "rainfall" },
  cumulative_precipitation: { quantity: "rainfall_total" },
  precipitation_electrical_conductivity: { quantity: "electrical_conductivity", per: 10_000 },
  lightning_strike_count: { quantity: "lightning_strike_count" },
  lightning_average_distance: { quantity: "lightning_distance", times: 1000 },
  wind_speed: { quantity: "wind_speed" },
  wind_direction: { quantity: "wind_direction" },
  maximum_wind_speed: { quantity: "wind_gust" },
  north_wind_speed: { quantity: "wind_speed_north" },
  east_wind_speed: { quantity: "wind_speed_east" },
  sensor_temperature_internal: { quantity: "internal_temperature" },
  internal_temperature: { quantity: "internal_temperature" },
  x_orientation_angle: { quantity: "tilt_x" },
  y_orientation_angle: { quantity: "tilt_y" },
  tilt_angle_x_orientation: { quantity: "tilt_x" },
  tilt_angle_y_orientation: { quantity: "tilt_y" },
  compass_heading: { quantity: "heading" },
};

/** The same name in kilopascals. */
const inKilopascals = { ...places, barometric_pressure: { quantity: "air_pressure", times: 1000 } as const };

/** As another publishes them, grouped, and a level of its own reckoning. */
const others: Readonly<Record<string, Place>> = {
  ...places,
  batteryVoltage: { quantity: "battery_voltage" },
  protocolVersion: same("protocol_version"),
  deviceID: same("device_id"),
  level: { leftOut: "reckoned from the pressure with a density of its own" },
  levelCm: { leftOut: "reckoned from the pressure with a density of its own" },
};

interface Grouped {
  readonly default?: object;
  readonly lifecycle?: object;
}

const told = (expected: unknown, profileId: string): Told => {
  const { default: measured, lifecycle = {}, ...flat } = expected as Grouped;
  if (measured === undefined) {
    return byName(profileId === "decentlab/dl-atm41g2" ? inKilopascals : places, flat);
  }
  const rounded = { water_pressure: 0.5, water_temperature: 0.000_01 };
  return { ...together([byName(others, measured), byName(others, lifecycle)]), within: rounded };
};

export const vendorValues: VendorValues = {
  models: {
    "DL-ATM22": "decentlab/dl-atm22",
    "DL-ATM41": "decentlab/dl-atm41",
    "DL-ATM41G2": "decentlab/dl-atm41g2",
    "DL-CTD10": "decentlab/dl-ctd10",
    "DL-CTD10B": "decentlab/dl-ctd10b",
    "DL-LID": "decentlab/dl-lid",
    "DL-MBX": "decentlab/dl-mbx",
    "DL-PM": "decentlab/dl-pm",
    "DL-PR26": "decentlab/dl-pr26",
    "DL-TBRG": "decentlab/dl-tbrg",
  },
  told,
};
