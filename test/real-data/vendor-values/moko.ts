import { byName, type Place, type VendorValues } from "../vendor-values.ts";

const places: Readonly<Record<string, Place>> = {
  pir: { quantity: "motion" },
  reed: { quantity: "contact_open", codes: { true: 0, false: 1 } },
  count: { quantity: "contact_count" },
  temperature: { quantity: "air_temperature" },
  humidity: { quantity: "relative_humidity" },
  lowBattery: { quantity: "battery_low", codes: { true: 1, false: 0 } },
  pirState: { leftOut: "the same as pir" },
  reedState: { leftOut: "the same as reed" },
  reedStatus: { leftOut: "told by the count" },
  temperatureState: { leftOut: "told by the temperature" },
  humidityState: { leftOut: "told by the humidity" },
};

export const vendorValues: VendorValues = {
  models: { "LW007-PIR": "moko/lw007-pir" },
  // A report says that the device is on.
  alsoTold: ["device_fault"],
  told: (expected) => byName(places, (expected as { readonly default: object }).default),
};
