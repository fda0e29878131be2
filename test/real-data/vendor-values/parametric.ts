import { byName, type Place, type VendorValues } from "../vendor-values.ts";

const places: Readonly<Record<string, Place>> = {
  LTR: { quantity: "passages_left_to_right" },
  RTL: { quantity: "passages_right_to_left" },
  LTR_SUM: { quantity: "passages_left_to_right_total" },
  RTL_SUM: { quantity: "passages_right_to_left_total" },
  SBX_BATT: { quantity: "battery_voltage", per: 1000 },
  SBX_PV: { quantity: "solar_power", per: 1000 },
  DIFF: { leftOut: "reckoned by the decoder" },
  TEMP: { leftOut: "cut to whole degrees" },
};

export const vendorValues: VendorValues = {
  models: { "PCR2 (radar)": "parametric/pcr2" },
  alsoTold: ["internal_temperature"],
  told: (expected) => byName(places, expected as object),
};
