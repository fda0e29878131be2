import { hex } from "../lib/byte-formats.ts";
import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { encodeFixedInterval } from "../lib/fixed-layout-downlink.ts";
import { i16At, textAt, u8At, u16At, u32At, within } from "../lib/fixed-layout-place.ts";
import {
  absent,
  type FixedField,
  type FixedLayout,
  information,
  quantity,
} from "../lib/fixed-layout-table.ts";

const tenths = { countsPerUnit: 10, codes: [absent(0xffff, "not fitted")] };
const units = { countsPerUnit: 1, codes: [absent(0xffff, "not fitted")] };
const hundredths = { countsPerUnit: 100, codes: [absent(0xffff, "not fitted")] };
const signedHundredths = { countsPerUnit: 100, codes: [absent(-1, "not fitted")] };

const supply: readonly FixedField[] = [
  quantity("battery_low", within(u8At(3), 7), { neutral: 0 }),
  quantity("battery_voltage", within(u8At(3), 0, 7), {
    countsPerUnit: 10,
    codes: [absent(0, "fed from outside")],
  }),
];

/** Every frame has 11 bytes; what its kind does not use is reserved. */
const sensors = (kind: string, ...fields: readonly FixedField[]): FixedLayout => ({
  name: "sensor report",
  ports: [6],
  lead: `0105${kind}`,
  byteLength: 11,
  fields: [...supply, ...fields],
});

const answer = (lead: string, name: string, ...fields: readonly FixedField[]): FixedLayout => ({
  name,
  ports: [7],
  lead,
  byteLength: 11,
  fields,
});

const dust = [
  quantity("pm1", u16At(4), units),
  quantity("pm2_5", u16At(6), units),
  quantity("pm10", u16At(8), units),
];

/**
 * Netvox RA0715 and its RA07 series: whichever of these sensors are fitted, each group in a report of its own. Frames:
 * TheThingsNetwork/lorawan-devices, vendor/netvox/ra0715-codec.yaml. Particles are per decilitre.
 *
 * The setting on port 7 is in the same file. "MaxTime" is what is set; it must be longer than "MinTime" times the kinds of
 * report, and 10 s (manual of R72608, p. 7), so "MinTime" is set to the 30 s of that manual's example.
 */
export const ra0715 = fixedLayoutProfile(
  {
    id: "netvox/ra0715",
    vendor: "Netvox",
    model: "RA0715 (RA07 series)",
    name: "Outdoor air station: fine dust, gases, weather",
    hazards: ["hill_fire"],
    // The interval as delivered is not in the documents at hand: this is the longest of the maker's example of a setting.
    heartbeatS: 1800,
    defaultFPort: 6,
    reportBytes: 11,
  },
  [
    {
      name: "start-up report",
      ports: [6],
      lead: "010500",
      byteLength: 11,
      fields: [
        information("software_version_tenths", u8At(3)),
        information("hardware_version", u8At(4)),
        information("date_code", textAt(5, hex(4))),
      ],
    },
    sensors("01", ...dust),
    sensors("02", ...dust),
    sensors(
      "03",
      quantity("particles_0_3um", u16At(4), hundredths),
      quantity("particles_0_5um", u16At(6), hundredths),
      quantity("particles_1um", u16At(8), hundredths),
    ),
    sensors(
      "04",
      quantity("particles_2_5um", u16At(4), hundredths),
      quantity("particles_5um", u16At(6), hundredths),
      quantity("particles_10um", u16At(8), hundredths),
    ),
    sensors(
      "05",
      quantity("ozone", u16At(4), tenths),
      quantity("carbon_monoxide", u16At(6), tenths),
      quantity("nitrogen_monoxide", u16At(8), tenths),
    ),
    sensors(
      "06",
      quantity("nitrogen_dioxide", u16At(4), tenths),
      quantity("sulphur_dioxide", u16At(6), tenths),
      quantity("hydrogen_sulphide", u16At(8), tenths),
    ),
    sensors(
      "07",
      quantity("carbon_dioxide", u16At(4), tenths),
      quantity("ammonia", u16At(6), tenths),
      quantity("sound_level", u16At(8), tenths),
    ),
    sensors(
      "0c",
      quantity("air_temperature", i16At(4), signedHundredths),
      quantity("relative_humidity", u16At(6), hundredths),
      quantity("wind_speed", u16At(8), hundredths),
    ),
    sensors(
      "0d",
      quantity("wind_direction", u16At(4), units),
      // Hundredths of a hectopascal are pascals.
      quantity("air_pressure", u32At(6), { codes: [absent(0xffff_ffff, "not fitted")] }),
    ),
    sensors("0e", quantity("volatile_organic_compounds", u16At(4), tenths)),
    answer(
      "8105",
      "answer to a setting",
      information("setting", u8At(2), { labels: { 0: "accepted", 1: "refused" } }),
    ),
    answer(
      "8205",
      "report of the settings",
      information("shortest_interval_s", u16At(2)),
      information("longest_interval_s", u16At(4)),
    ),
  ],
  {
    encodeDownlink: encodeFixedInterval("netvox/ra0715", {
      fPort: 7,
      lead: "0105001e",
      byteLength: 11,
      seconds: [u16At(4)],
      // Room for all 14 kinds of report of the series.
      minimumS: 440,
      maximumS: 65_535,
    }),
  },
);
