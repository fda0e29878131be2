import { byName, type Place, together, type VendorValues } from "../vendor-values.ts";

const places: Readonly<Record<string, Place>> = {
  occupied: { quantity: "vehicle_present", codes: { true: 1, false: 0 } },
  temperature: { quantity: "internal_temperature" },
  fwVersion: { information: "firmware_version" },
  resetCause: {
    information: "reset_cause",
    from: (cause) => (cause === "SYSTEM_REQUEST_RESET" ? "system request" : String(cause)),
  },
  type: { leftOut: "the port tells it" },
  debug: { leftOut: "cut to ten of its twelve bytes" },
  occupiedMinutes: { leftOut: "reckoned by the decoder" },
  minutesSinceLastOccupied: { leftOut: "reckoned by the decoder" },
  occupancy: { leftOut: "the same as occupied" },
  occupancyStatus: { leftOut: "the same as occupied" },
  occupiedOrWarm: { leftOut: "reckoned by the decoder" },
  warm: { leftOut: "reckoned by the decoder" },
};

interface Grouped {
  readonly start_up?: object;
  readonly occupancy?: object;
}

export const vendorValues: VendorValues = {
  models: { "TPS110 (PLS)": "bosch/tps110" },
  // A start-up tells the place's state too, which the decoder leaves out.
  alsoTold: ["vehicle_present"],
  told: (expected) => {
    const { start_up: startUp = {}, occupancy = {}, ...flat } = expected as Grouped;
    return together([byName(places, startUp), byName(places, occupancy), byName(places, flat)]);
  },
};
