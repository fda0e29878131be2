import { hex } from "../lib/byte-formats.ts";
import { entryRowProfile } from "../lib/entry-row.ts";
import { i16At, textAt, u8At, u16At, u32At } from "../lib/fixed-layout-place.ts";
import { type EntryLayout, information, quantity } from "../lib/fixed-layout-table.ts";
import { dotted } from "../lib/version-formats.ts";

const minutes = { unitsPerCount: 60 };

const airAndWind = (lead: string): EntryLayout => ({
  name: "air, light and wind",
  lead,
  fields: [
    quantity("air_temperature", i16At(1), { countsPerUnit: 10 }),
    quantity("relative_humidity", u8At(3)),
    quantity("illuminance", u32At(4)),
    quantity("uv_index", u8At(8), { countsPerUnit: 10 }),
    quantity("wind_speed", u16At(9), { countsPerUnit: 10 }),
  ],
});

const windRainPressure = (lead: string): EntryLayout => ({
  name: "wind direction, rain and pressure",
  lead,
  fields: [
    quantity("wind_direction", u16At(1)),
    quantity("rainfall_rate", u32At(3), { countsPerUnit: 1000 }),
    quantity("air_pressure", u16At(7), { countsPerUnit: 0.1 }),
  ],
});

/** The reasons of entry 06, in the words of the maker's decoder. */
const FAULTS: Readonly<Record<number, string>> = {
  0: "none",
  1: "sensor not found",
  2: "sensor wake-up error",
  3: "sensor does not respond",
  4: "data empty",
  5: "data head error",
  6: "data checksum error",
  7: "data B1 not valid",
  8: "data B2 not valid",
  9: "random number does not match",
  10: "public key's signature not verified",
  11: "data signature not verified",
  12: "value too high",
  13: "value too low",
  14: "value missed",
  15: "argument invalid",
  16: "RS-485 master busy",
  17: "RS-485 data error",
  18: "RS-485 register missed",
  19: "RS-485 function error",
  20: "RS-485 write strategy error",
  21: "configuration error",
  255: "data error unknown",
};

/**
 * SenseCAP S2120, eight weather values. Entries: the maker's decoder (Seeed-Solution/SenseCAP-Decoder, S2120/TTN) and its user
 * guide, chapter 10.3, which also says that the battery has two states, 0 and 100 %. Hourly by default (Seeed's wiki, "Getting
 * Started with SenseCAP S2120": Set the Interval). No downlink: neither document says how to write one.
 * The report is at its longest after power-on, with battery, versions and intervals before it; otherwise it has 27 B.
 */
export const s2120 = entryRowProfile(
  {
    id: "sensecap/s2120",
    vendor: "SenseCAP",
    model: "S2120",
    name: "8-in-1 weather station",
    hazards: ["hill_fire", "flood"],
    heartbeatS: 3600,
    defaultFPort: 3,
    reportBytes: 37,
  },
  [
    airAndWind("4a"),
    windRainPressure("4b"),
    {
      name: "gust and rain sum",
      lead: "4c",
      fields: [
        quantity("wind_gust", u16At(1), { countsPerUnit: 10 }),
        quantity("rainfall_total", u32At(3), { countsPerUnit: 1000 }),
      ],
    },
    airAndWind("01"),
    windRainPressure("02"),
    { name: "battery", lead: "03", fields: [quantity("battery_level", u8At(1))] },
    {
      name: "battery, versions and intervals",
      lead: "04",
      fields: [
        quantity("battery_level", u8At(1)),
        information("hardware_version", textAt(2, dotted(2))),
        information("firmware_version", textAt(4, dotted(2))),
        information("report_interval_s", u16At(6), minutes),
        information("gps_interval_s", u16At(8), minutes),
      ],
    },
    {
      name: "intervals",
      lead: "05",
      fields: [
        information("report_interval_s", u16At(1), minutes),
        information("gps_interval_s", u16At(3), minutes),
      ],
    },
    { name: "fault", lead: "06", fields: [quantity("device_fault", u8At(1))] },
    {
      name: "sensor",
      lead: "10",
      fields: [
        information("channel_status", textAt(1, hex(1))),
        information("sensor_eui", textAt(2, hex(8))),
      ],
    },
  ],
  { codes: { device_fault: FAULTS } },
);
