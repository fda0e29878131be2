import {
  alarmCode,
  angle,
  counter,
  dust,
  entry,
  flag,
  gas,
  length,
  particles,
  type QuantityEntry,
  temperature,
} from "./quantity-entry.ts";

/**
 * The catalogue of quantities: every physical thing a device can tell, each with ONE unit (UCUM), the bounds outside of which
 * a value is physically impossible for any device, and the resolution at which a window keeps it.
 */
export const QUANTITIES = {
  // Water
  /** From the sensor's face to what is before it: the water, the ground, a heap. */
  distance: length(0, 60),
  /** Step in distance between two readings, as devices with a mutation alarm report it. */
  distance_change: length(-60, 60),
  /** Nearest and farthest echo of several pings in one report. */
  distance_minimum: length(0, 60),
  distance_maximum: length(0, 60),
  distance_alarm: alarmCode,
  /** What keeps a radar or ultrasonic sensor from measuring: target too near, none at all, sensor broken. */
  distance_exception: alarmCode,
  /** Pings or samples behind one value. */
  sample_count: entry("1", 0, 65_535, 1),
  /** Strength of a radar's echo. */
  echo_level: entry("dB", -200, 200, 0.01),
  /** Height of the water above the site's datum: the drain's invert, the road, the river's gauge zero. */
  water_level: length(-20, 60),
  /** Water above a submerged probe. A little below zero is a probe in air. */
  water_depth: length(-5, 200),
  /** Pressure of the water above a submerged probe, beyond the air's. */
  water_pressure: entry("Pa", -100_000, 3_000_000, 1),
  /** Through a river's section, as gauging stations tell it. */
  water_flow: entry("m3/s", 0, 100_000, 0.001),
  water_temperature: temperature,
  electrical_conductivity: entry("S/m", 0, 20, 0.000_1),
  water_frozen: flag,

  // Rain
  /** Since the report before. */
  rainfall: entry("mm", 0, 1_000, 0.01),
  /** The device's running total; it starts again at zero. */
  rainfall_total: entry("mm", 0, 50_000_000, 0.01),
  rainfall_rate: entry("mm/h", 0, 5_000, 0.1),
  rainfall_alarm: alarmCode,
  /** Length of time a rainfall is of, or shortest time between two of its steps. */
  rainfall_interval: entry("s", 0, 10_000_000, 1),

  // Air
  air_temperature: temperature,
  air_temperature_minimum: temperature,
  air_temperature_maximum: temperature,
  temperature_alarm: alarmCode,
  temperature_change_alarm: alarmCode,
  relative_humidity: entry("%", 0, 100, 0.1),
  humidity_alarm: alarmCode,
  humidity_change_alarm: alarmCode,
  air_pressure: entry("Pa", 30_000, 120_000, 1),
  pressure_alarm: alarmCode,
  vapour_pressure: entry("Pa", 0, 50_000, 1),
  wind_speed: entry("m/s", 0, 120, 0.01),
  wind_gust: entry("m/s", 0, 120, 0.01),
  wind_speed_alarm: alarmCode,
  /** Where the wind comes from, clockwise from north. */
  wind_direction: entry("deg", 0, 360, 0.1),
  wind_speed_north: entry("m/s", -120, 120, 0.01),
  wind_speed_east: entry("m/s", -120, 120, 0.01),
  solar_irradiance: entry("W/m2", 0, 2_100, 0.1),
  solar_irradiance_maximum: entry("W/m2", 0, 2_100, 0.1),
  illuminance: entry("lx", 0, 200_000, 1),
  /** 1: daylight, 0: dark. */
  daylight: flag,
  uv_index: entry("1", 0, 30, 0.1),
  lightning_strike_count: entry("1", 0, 65_535, 1),
  lightning_distance: entry("m", 0, 100_000, 1),
  sound_level: entry("dB", 0, 200, 0.1),

  // Smoke and gas
  pm1: dust,
  pm2_5: dust,
  pm4: dust,
  pm10: dust,
  particles_0_3um: particles,
  particles_0_5um: particles,
  particles_1um: particles,
  particles_2_5um: particles,
  particles_4um: particles,
  particles_5um: particles,
  particles_10um: particles,
  particle_size: entry("um", 0, 100, 0.001),
  carbon_monoxide: gas(10_000),
  carbon_dioxide: gas(100_000),
  nitrogen_monoxide: gas(10_000),
  nitrogen_dioxide: gas(10_000),
  sulphur_dioxide: gas(10_000),
  hydrogen_sulphide: gas(10_000),
  ammonia: gas(10_000),
  ozone: gas(10_000),
  volatile_organic_compounds: gas(10_000),

  // Animals, people, vehicles
  /** 1: something warm moves before a passive infrared sensor now. */
  motion: flag,
  motion_count: counter,
  motion_age: entry("s", 0, 10_000_000, 1),
  /** Passages since the report before, and the device's running totals. */
  passages_left_to_right: counter,
  passages_right_to_left: counter,
  passages_left_to_right_total: counter,
  passages_right_to_left_total: counter,
  /** Of the surest target before a camera: its class in the model loaded into the device, and how sure. */
  vision_class: entry("1", 0, 255, 1),
  vision_confidence: entry("%", 0, 100, 0.1),
  /** Targets seen at once, of any class. */
  vision_target_count: entry("1", 0, 100, 1),
  /** 1: the door, gate or lid that a reed contact watches stands open; and how often it was moved. */
  contact_open: flag,
  contact_count: counter,
  vehicle_present: flag,
  /** How long a parking place has been taken. */
  occupied_time: entry("s", 0, 10_000_000, 1),

  // The device itself
  tilt_x: angle,
  tilt_y: angle,
  tilt_z: angle,
  /** Away from the vertical, whichever way. */
  tilt: entry("deg", 0, 180, 0.01),
  /** Which way the device faces, clockwise from north. */
  heading: entry("deg", 0, 360, 1),
  /** 1: the device no longer hangs as it was mounted. */
  tilted: flag,
  tilt_x_alarm: alarmCode,
  tilt_y_alarm: alarmCode,
  tilt_z_alarm: alarmCode,
  enclosure_opened: flag,
  internal_temperature: temperature,
  battery_level: entry("%", 0, 100, 1),
  battery_voltage: entry("V", 0, 30, 0.001),
  battery_low: flag,
  solar_power: entry("W", 0, 1_000, 0.001),
  /** The device's own fault code, 0 none: what it means is in its maker's table. */
  device_fault: entry("1", 0, 65_535, 1),
} as const satisfies Readonly<Record<string, QuantityEntry>>;

export type Quantity = keyof typeof QUANTITIES;

export const isQuantity = (name: string): name is Quantity => Object.hasOwn(QUANTITIES, name);

/** Whether a value is physically possible at all; a value outside is undecodable or a fault, never a measurement. */
export const isWithinBounds = (quantity: Quantity, value: number): boolean =>
  value >= QUANTITIES[quantity].minimum && value <= QUANTITIES[quantity].maximum;
