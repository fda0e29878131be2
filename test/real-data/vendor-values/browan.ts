import { byName, type Place, together, type VendorValues } from "../vendor-values.ts";

const places: Readonly<Record<string, Place>> = {
  motion: { quantity: "motion", codes: { true: 1, false: 0 } },
  temperature: { quantity: "internal_temperature" },
  time: { quantity: "motion_age", times: 60 },
  count: { quantity: "motion_count" },
  batteryVoltage: { quantity: "battery_voltage" },
  batteryLevel: { leftOut: "reckoned from the voltage" },
};

interface Grouped {
  readonly lifecycle: object;
  readonly default: object;
}

export const vendorValues: VendorValues = {
  models: { TBMS100: "browan/tbms100" },
  told: (expected) => {
    const { lifecycle, default: own } = expected as Grouped;
    return together([byName(places, lifecycle), byName(places, own)]);
  },
};
