import { byName, type Place, type VendorValues } from "../vendor-values.ts";

const places: Readonly<Record<string, Place>> = {
  occupied: { quantity: "vehicle_present", codes: { true: 1, false: 0 } },
  occupiedMinutes: { leftOut: "reckoned by the decoder" },
  minutesSinceLastOccupied: { leftOut: "reckoned by the decoder" },
  occupancy: { leftOut: "the same as occupied" },
  occupancyStatus: { leftOut: "the same as occupied" },
  occupiedOrWarm: { leftOut: "reckoned by the decoder" },
  warm: { leftOut: "reckoned by the decoder" },
};

export const vendorValues: VendorValues = {
  models: { PlacePod: "pni/placepod" },
  told: (expected) => byName(places, (expected as { readonly occupancy: object }).occupancy),
};
