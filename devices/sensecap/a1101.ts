import { dataIdProfile } from "../lib/data-id.ts";
import { nowhere, textAt, u8At, u16At } from "../lib/fixed-layout-place.ts";
import { information, quantity } from "../lib/fixed-layout-table.ts";
import { dotted, hexLowestFirst } from "../lib/version-formats.ts";

const HOUR_MIN = 60;
const REMOVED = 0x0120;

/**
 * SenseCAP A1101, a camera that tells what it sees: up to ten targets, each a class of the model loaded into it and a confidence.
 * Entries and their ids: the maker's decoder (Seeed-Solution/SenseCAP-Decoder, A1101) and akenza-io/device-type-library
 * (types/seeed/senseCAPA1101). Hourly: the maker publishes no default for it; its S210x, which sends the same frames, tells
 * 60 min in the example. No downlink: no document in reach says how to write one.
 */
export const a1101 = dataIdProfile(
  {
    id: "sensecap/a1101",
    vendor: "SenseCAP",
    model: "A1101",
    name: "Vision AI sensor",
    hazards: ["wild_pig", "illegal_dumping"],
    heartbeatS: 3600,
    defaultFPort: 1,
    reportBytes: 72,
  },
  {
    targets: { first: 0x104f, last: 0x1058 },
    entries: {
      0: [
        information("firmware_version", textAt(0, dotted(2, "little"))),
        information("hardware_version", textAt(2, dotted(2, "little"))),
      ],
      1: [information("sensor_version", textAt(0, dotted(4, "little")))],
      2: [information("sensor_eui_low", textAt(0, hexLowestFirst(4)))],
      3: [information("sensor_eui_high", textAt(0, hexLowestFirst(4)))],
      7: [
        quantity("battery_level", u16At(0, "little")),
        information("report_interval_s", u16At(2, "little"), { unitsPerCount: 60, neutral: HOUR_MIN }),
      ],
      9: [
        information("model_version", u8At(1)),
        information("model_id", u8At(2)),
        information("detection_type", u8At(3)),
      ],
      [REMOVED]: [quantity("device_fault", nowhere, { valueAtZero: REMOVED })],
    },
  },
  { codes: { device_fault: { [REMOVED]: "sensor removed" } } },
);
