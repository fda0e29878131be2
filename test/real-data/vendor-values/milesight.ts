import { byName, type Place, type Told, together, type VendorValues } from "../vendor-values.ts";

const threshold = {
  codes: {
    threshold_alarm: 1,
    "threshold alarm": 1,
    threshold_alarm_release: 0,
    "threshold alarm release": 0,
  },
};
const crossed = { codes: { normal: 0, trigger: 1 } };
const classes: Readonly<Record<string, number>> = { A: 0, B: 1, C: 2 };

/** "v1.10" of the vendor is our digits "0110". */
const versionDigits = (version: unknown): string => {
  const [major = "", minor = ""] = String(version).replace("v", "").split(".");
  return major.padStart(2, "0") + minor.padStart(2, "0");
};

/** The vendor tells a hardware version's minor part by the upper half of its byte. */
const hardwareDigits = (version: unknown): string => {
  const [major = "", minor = ""] = String(version).replace("v", "").split(".");
  return `${major.padStart(2, "0")}${minor}0`;
};

const places: Readonly<Record<string, Place>> = {
  battery: { quantity: "battery_level" },
  distance: { quantity: "distance", per: 1000 },
  depth: { quantity: "water_depth", per: 100 },
  radar_signal_rssi: { quantity: "echo_level" },
  temperature: { quantity: "air_temperature" },
  humidity: { quantity: "relative_humidity" },
  co2: { quantity: "carbon_dioxide" },
  pressure: { quantity: "air_pressure", times: 100 },
  wind_direction: { quantity: "wind_direction" },
  wind_speed: { quantity: "wind_speed" },
  rainfall_total: { quantity: "rainfall_total" },
  position: { quantity: "tilted", codes: { normal: 0, tilt: 1 } },
  pir: { quantity: "motion", codes: { normal: 0, trigger: 1 } },
  daylight: { quantity: "daylight", codes: { dark: 0, light: 1 } },
  angle_x: { quantity: "tilt_x" },
  angle_y: { quantity: "tilt_y" },
  angle_z: { quantity: "tilt_z" },
  threshold_x: { quantity: "tilt_x_alarm", ...crossed },
  threshold_y: { quantity: "tilt_y_alarm", ...crossed },
  threshold_z: { quantity: "tilt_z_alarm", ...crossed },
  distance_alarm: { quantity: "distance_alarm", ...threshold },
  temperature_alarm: { quantity: "temperature_alarm", ...threshold },
  pressure_alarm: { quantity: "pressure_alarm", ...threshold },
  rainfall_counter: { information: "rainfall_counter" },
  sn: { information: "serial_number" },
  ipso_version: { information: "protocol_version", from: (text) => String(text).replace("v", "") },
  hardware_version: { information: "hardware_version", from: hardwareDigits },
  firmware_version: { information: "firmware_version", from: versionDigits },
  tsl_version: { information: "tsl_version", from: versionDigits },
  lorawan_class: {
    information: "lorawan_class",
    from: (text) => classes[String(text).replace(/Class ?/, "")] ?? "unknown",
  },
  device_status: { leftOut: "the vendor tells a constant, not the byte" },
  reset_event: { leftOut: "the vendor tells a constant, not the byte" },
  // Another's names for the same model.
  batteryLevel: { quantity: "battery_level" },
  tilt: { quantity: "tilted", codes: { true: 1, false: 0 } },
};

/** EM400 and EM410 measure inside their housing: that is no weather. */
const placesOf = (profileId: string): Readonly<Record<string, Place>> =>
  /em4\d0/.test(profileId) ? { ...places, temperature: { quantity: "internal_temperature" } } : places;

type Past = Readonly<Record<string, unknown>> & { readonly timestamp: number };
interface Expected {
  readonly history?: readonly Past[];
  readonly default?: object;
}

const told = (expected: unknown, profileId: string): Told => {
  const { history = [], default: grouped = {}, ...flat } = expected as Expected;
  const table = placesOf(profileId);
  return together([
    byName(table, flat),
    byName(table, grouped),
    ...history.map(({ timestamp, ...values }) => byName(table, values, timestamp * 1000)),
  ]);
};

export const vendorValues: VendorValues = { told };
