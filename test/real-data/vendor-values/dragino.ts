import { byName, type VendorValues } from "../vendor-values.ts";

export const vendorValues: VendorValues = {
  models: { LDDS75: "dragino/ldds75" },
  told: (expected) =>
    byName(
      {
        Bat: { quantity: "battery_voltage" },
        Distance: { quantity: "distance", per: 1000 },
        Interrupt_flag: { information: "interrupt" },
        TempC_DS18B20: { quantity: "internal_temperature", codes: { "0.00": 0 } },
        Sensor_flag: { information: "ultrasonic_sensor", from: (flag) => (flag === 1 ? "fitted" : "absent") },
      },
      expected as object,
    ),
};
