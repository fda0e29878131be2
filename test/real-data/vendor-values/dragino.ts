import { byName, type Place, together, type VendorValues } from "../vendor-values.ts";

const fitted = (flag: unknown) => (flag === 1 || flag === true ? "fitted" : "absent");

const ldds75: Readonly<Record<string, Place>> = {
  Bat: { quantity: "battery_voltage" },
  Distance: { quantity: "distance", per: 1000 },
  Interrupt_flag: { information: "interrupt" },
  TempC_DS18B20: { quantity: "internal_temperature", codes: { "0.00": 0 } },
  Sensor_flag: { information: "ultrasonic_sensor", from: fitted },
};

/** As akenza tells it, by topic. */
const dds20Lb: Readonly<Record<string, Place>> = {
  batteryVoltage: { quantity: "battery_voltage" },
  distance: { quantity: "water_depth", per: 1000 },
  interruptFlag: { information: "interrupt", from: (flag) => (flag === true ? 1 : 0) },
  temperature: { leftOut: "327.6 degrees of a probe that is not there" },
  sensorFlag: { information: "ultrasonic_sensor", from: fitted },
  sensorModel: { information: "sensor_model" },
  frequencyBand: { information: "frequency_band", from: (band) => (band === "EU868" ? 1 : String(band)) },
  subBand: { leftOut: "ours is the code: 0 has no name" },
  firmwareVersion: {
    information: "firmware_version",
    from: (version) => `0${String(version).replaceAll(".", "")}`,
  },
};

export const vendorValues: VendorValues = {
  models: { LDDS75: "dragino/ldds75", "DDS20-LB": "dragino/dds20-lb" },
  told: (expected, profileId) =>
    profileId === "dragino/ldds75"
      ? byName(ldds75, expected as object)
      : together(Object.values(expected as object).map((topic: object) => byName(dds20Lb, topic))),
};
