import { byName, type Place, together, type VendorValues } from "../vendor-values.ts";

const otherUnit: Place = { leftOut: "the same distance in another unit" };

const places: Readonly<Record<string, Place>> = {
  packetId: { information: "packet" },
  rawHex: { leftOut: "the frame itself" },
  packetType: { leftOut: "the vendor's word for the packet" },
  code: { quantity: "device_fault" },
  label: { leftOut: "the code in a word" },
  value: { quantity: "distance" },
  unitCode: { leftOut: "the unit of the value, metres" },
  unit: { leftOut: "the unit of the value, metres" },
  batteryLevel: { quantity: "battery_level" },
  temperature: { quantity: "internal_temperature" },
  tiltAngle: { quantity: "tilt" },
  distanceM: { quantity: "distance" },
  distanceMm: otherUnit,
  distanceCm: otherUnit,
  distanceInch: otherUnit,
  distanceFt: otherUnit,
  inclinationDegree: { quantity: "tilt" },
  namurState: { leftOut: "this packet has no state; the source takes it for good" },
};

export const vendorValues: VendorValues = {
  models: { "VEGAPULS Air": "vega/vegapuls-air", "VEGAPULS Air 41": "vega/vegapuls-air" },
  /** Published in groups: the names are read whatever group they are in. */
  told: (expected) =>
    together(
      Object.entries(expected as object).map(([name, value]) =>
        byName(places, typeof value === "object" ? value : { [name]: value }),
      ),
    ),
};
