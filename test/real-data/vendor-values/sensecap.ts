import type { Quantity } from "#shared/domain/quantity.ts";
import { byName, type Place, type Told, together, type VendorValues } from "../vendor-values.ts";

const places: Readonly<Record<string, Place>> = {
  battery: { quantity: "battery_level" },
  batteryLevel: { quantity: "battery_level" },
  interval: { information: "report_interval_s" },
  sendInterval: { information: "report_interval_s" },
  hardwareVersion: { information: "hardware_version" },
  softwareVersion: { information: "firmware_version" },
  type: { leftOut: "the name of the entry" },
};
const REMOVED: Told = { measurements: [{ quantity: "device_fault", value: 0x0120 }], information: {} };

/** Numbers of the maker's catalogue of measurements. */
const measurementIds: Readonly<Record<string, Quantity>> = {
  4097: "air_temperature",
  4098: "relative_humidity",
  4099: "illuminance",
  4101: "air_pressure",
  4104: "wind_direction",
  4105: "wind_speed",
  4113: "rainfall_rate",
  4190: "uv_index",
  4191: "wind_gust",
  4213: "rainfall_total",
};

interface Weather {
  readonly measurementId: string;
  readonly measurementValue: number;
}
type Message = readonly Weather[] | { readonly type: string };

const weather = ({ measurementId, measurementValue }: Weather): Told => {
  const quantity = measurementIds[measurementId];
  if (quantity === undefined) throw new Error(`"${measurementId}" has no place in our words`);
  return { measurements: [{ quantity, value: measurementValue }], information: {} };
};

const message = (one: Message): Told => {
  if (!("type" in one)) return together(one.map(weather));
  return one.type === "report_remove_sensor" ? REMOVED : byName(places, one);
};

/** `objectDetected1`: the class before the point, the confidence behind it; zero is nothing. */
const sight = (objects: Readonly<Record<string, number>>): Told => {
  const strange = Object.keys(objects).find((name) => !/^objectDetected\d+$/.test(name));
  if (strange !== undefined) throw new Error(`"${strange}" has no place in our words`);
  const seen = Object.values(objects).filter((value) => value > 0);
  const [surest] = seen.sort((one, other) => (other % 1) - (one % 1));
  const count = { quantity: "vision_target_count", value: seen.length } as const;
  if (surest === undefined) return { measurements: [count], information: {} };
  return {
    measurements: [
      count,
      { quantity: "vision_class", value: Math.floor(surest) },
      { quantity: "vision_confidence", value: (surest % 1) * 100 },
    ],
    information: {},
  };
};

interface Expected {
  readonly messages?: readonly Message[];
  readonly lifecycle?: object;
  readonly default?: Readonly<Record<string, number>>;
}

export const vendorValues: VendorValues = {
  models: {
    A1101: "sensecap/a1101",
    "S210x/A1101 frame protocol": "sensecap/a1101",
    S2120: "sensecap/s2120",
  },
  told: (expected) => {
    const { messages = [], lifecycle = {}, default: objects } = expected as Expected;
    const seen = objects === undefined ? [] : [sight(objects)];
    return together([...messages.map(message), byName(places, lifecycle), ...seen]);
  },
};
