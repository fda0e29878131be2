import { hex } from "../lib/byte-formats.ts";
import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { encodeFixedInterval } from "../lib/fixed-layout-downlink.ts";
import { textAt, u8At, u16At, u24At, within } from "../lib/fixed-layout-place.ts";
import { information, quantity } from "../lib/fixed-layout-table.ts";

const ID = "browan/tbms100";
const CONFIGURATION_PORT = 204;

/**
 * Browan TBMS100, motion in a room or on a path. Fields: the maker's reference manual BQW_02_0006 (manuals.online, manualslib.com),
 * TheThingsNetwork/lorawan-devices (vendor/browan/tbms100.js) and akenza-io/device-type-library (types/browan/TBMS100), which
 * agree; ChirpStack's codec, which reads a shorter count, does not. Hourly, every 10 min while something moves (manual, 3.2).
 * Downlink: the manual's appendix 2, command 00 on port 204, which sets the hourly report only. It gives 15 to 65,535 s and "per
 * unit: 5 min" at once, so that only whole steps of 5 min are asked for. The device answers a query on the same port (appendix 3).
 */
export const tbms100 = fixedLayoutProfile(
  {
    id: ID,
    vendor: "Browan",
    model: "TBMS100",
    name: "PIR motion sensor",
    hazards: ["wild_pig"],
    heartbeatS: 3600,
    defaultFPort: 102,
    reportBytes: 8,
  },
  [
    {
      name: "status",
      ports: [102],
      fields: [
        quantity("motion", within(u8At(0), 0)),
        quantity("battery_voltage", within(u8At(1), 0, 4), {
          countsPerUnit: 10,
          valueAtZero: 2.5,
          neutral: 11,
        }),
        quantity("internal_temperature", within(u8At(2), 0, 7), { valueAtZero: -32, neutral: 57 }),
        quantity("motion_age", u16At(3, "little"), { countsPerUnit: 1 / 60 }),
        quantity("motion_count", u24At(5, "little")),
      ],
    },
    {
      name: "configuration",
      ports: [CONFIGURATION_PORT],
      lead: "00",
      byteLength: 16,
      fields: [
        information("report_interval_s", u16At(1, "little")),
        information("occupied_interval_s", u16At(4, "little")),
        information("free_detection_min", u8At(7)),
        information("trigger_count", u16At(9, "little")),
        information("pir_parameters", textAt(12, hex(4))),
      ],
    },
  ],
  {
    encodeDownlink: encodeFixedInterval(ID, {
      fPort: CONFIGURATION_PORT,
      lead: "00",
      byteLength: 3,
      seconds: [u16At(1, "little")],
      minimumS: 300,
      maximumS: 65_400,
      stepS: 300,
    }),
  },
);
