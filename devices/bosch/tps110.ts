import { hex } from "../lib/byte-formats.ts";
import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { i8At, textAt, u8At, u16At, u32At, within } from "../lib/fixed-layout-place.ts";
import { information, quantity } from "../lib/fixed-layout-table.ts";
import { dotted } from "../lib/version-formats.ts";

const vehicleAt = (byteOffset: number) => quantity("vehicle_present", within(u8At(byteOffset), 0));

/**
 * Bosch TPS110 Parking Lot Sensor: each kind of frame on its own port. Fields: TheThingsNetwork/lorawan-devices
 * (vendor/bosch/tpl110-0292.js) and akenza-io/device-type-library (types/bosch/parkingLotSensor0_39). A frame at each change and
 * a heartbeat once a day (golem.de, "Bosch Parkplatzsensor im Test", 2019). What ports 4 and 5 hold is not published, and no
 * document in reach describes a downlink.
 */
export const tps110 = fixedLayoutProfile(
  {
    id: "bosch/tps110",
    vendor: "Bosch",
    model: "TPS110",
    name: "Parking lot sensor",
    hazards: ["illegal_dumping"],
    heartbeatS: 86_400,
    defaultFPort: 2,
    reportBytes: 2,
  },
  [
    { name: "parking status", ports: [1], fields: [vehicleAt(0)] },
    {
      name: "heartbeat",
      ports: [2],
      fields: [vehicleAt(0), quantity("internal_temperature", i8At(1), { optional: true })],
    },
    {
      name: "start-up",
      ports: [3],
      fields: [
        information("debug_codes", textAt(0, hex(12))),
        information("firmware_version", textAt(12, dotted(3))),
        information("reset_cause", u8At(15), {
          labels: { 1: "watchdog", 2: "power on", 3: "system request", 4: "other" },
        }),
        vehicleAt(16),
      ],
    },
    { name: "device information", ports: [4], fields: [] },
    { name: "device usage", ports: [5], fields: [] },
    {
      name: "debug frame",
      ports: [6],
      fields: [
        information("device_time_s", u32At(0, "little")),
        information("debug_code", within(u16At(4, "little"), 0, 12)),
        information("sequence_number", u16At(8, "little")),
      ],
    },
  ],
);
