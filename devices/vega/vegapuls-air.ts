import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { f32At, i16At, u8At, u32At } from "../lib/fixed-layout-place.ts";
import {
  absent,
  alarm,
  type FixedField,
  type FixedLayout,
  fault,
  information,
  quantity,
} from "../lib/fixed-layout-table.ts";

const METRES = 45;
/** Codes of HART's common table of units: foot, metre, inch, centimetre, millimetre. */
const countsPerMetre = { 44: 1 / 0.3048, [METRES]: 1, 47: 1 / 0.0254, 48: 100, 49: 1000 };

/** NAMUR NE 107: what the device says of its own state. */
const states = [
  alarm(1, "function check"),
  alarm(2, "maintenance required"),
  alarm(3, "out of specification"),
  alarm(4, "failure"),
];
/** In these two states NE 107 calls the output invalid. */
const invalid = [fault(1, "function check"), fault(4, "failure")];
const STATE_AT = 1;

/** Parts of a packet, each from a byte on. The device's state, where a packet has one, comes first of all. */
const parts = {
  state: {
    bytes: 1,
    fields: () => [quantity("device_fault", u8At(STATE_AT), { codes: states, neutral: 0 })],
  },
  distance: {
    bytes: 5,
    fields: (at: number, hasState: boolean) => [
      quantity("distance", f32At(at), {
        unit: { place: u8At(at + 4), countsPerUnit: countsPerMetre, written: METRES },
        ...(hasState && { unless: { place: u8At(STATE_AT), codes: invalid } }),
      }),
    ],
  },
  scaled: { bytes: 9, fields: (at: number) => [information("scaled_value", f32At(at + 4))] },
  battery: { bytes: 1, fields: (at: number) => [quantity("battery_level", u8At(at), { neutral: 100 })] },
  temperature: {
    bytes: 2,
    fields: (at: number) => [
      quantity("internal_temperature", i16At(at), {
        countsPerUnit: 10,
        codes: [absent(-32_768, "none")],
      }),
    ],
  },
  temperature_unit: { bytes: 1, fields: () => [] },
  location: {
    bytes: 8,
    fields: (at: number) => [information("latitude", f32At(at)), information("longitude", f32At(at + 4))],
  },
  detail: { bytes: 4, fields: (at: number) => [information("detailed_state", u32At(at))] },
  tilt: { bytes: 1, fields: (at: number) => [quantity("tilt", u8At(at), { neutral: 0 })] },
} satisfies Readonly<
  Record<string, { readonly bytes: number; readonly fields: (at: number, hasState: boolean) => FixedField[] }>
>;

type Part = keyof typeof parts;

const packet = (lead: string, ...names: readonly Part[]): FixedLayout => {
  const fields: FixedField[] = [information("packet", u8At(0), { neutral: Number.parseInt(lead, 16) })];
  let byteLength = 1;
  for (const name of names) {
    fields.push(...parts[name].fields(byteLength, names.includes("state")));
    byteLength += parts[name].bytes;
  }
  return { name: `packet ${Number.parseInt(lead, 16)}`, lead, byteLength, fields };
};

const warmth: readonly Part[] = ["temperature", "temperature_unit"];

/**
 * VEGA VEGAPULS Air 23, 41 and 42, radar distance to the water. Packets 2 to 5 and 254: actility/device-catalog,
 * vendors/vega/drivers/vegapuls-air; packets 6 to 15 and 18 to 22: akenza-io/device-type-library, types/vegapulse. The two agree
 * where they overlap; the temperature is that of the electronics. Packets about the device's settings (16, 17, 23 and above) are
 * not read. The setting by radio is not documented, so there is none.
 */
export const vegapulsAir = fixedLayoutProfile(
  {
    id: "vega/vegapuls-air",
    vendor: "VEGA",
    model: "VEGAPULS Air 23, 41, 42",
    name: "Radar level sensor",
    hazards: ["flood"],
    // Assumed: the maker's instructions, which state the factory setting, were not at hand.
    heartbeatS: 21_600,
    defaultFPort: 1,
    // Packet 15, the longest that can be chosen; packets 2 and 8 have 11 B.
    reportBytes: 33,
  },
  [
    packet("02", "state", "distance", "battery", "temperature", "tilt"),
    packet("03", "state", "distance", "battery", "temperature", "location", "tilt"),
    packet("04", "state", "distance", "battery", "temperature", "detail", "tilt"),
    packet("05", "state", "distance", "battery", "temperature", "location", "detail", "tilt"),
    packet("06", "state", "location"),
    packet("07", "state", "detail"),
    packet("08", "distance", "battery", ...warmth, "tilt"),
    packet("09", "distance", "battery", "location", ...warmth, "tilt"),
    packet("0a", "state", "distance", "battery", "detail", ...warmth, "tilt"),
    packet("0b", "state", "distance", "battery", "location", "detail", ...warmth, "tilt"),
    packet("0c", "distance", "scaled", "battery", ...warmth, "tilt"),
    packet("0d", "distance", "scaled", "battery", "location", ...warmth, "tilt"),
    packet("0e", "state", "distance", "scaled", "battery", "detail", ...warmth, "tilt"),
    packet("0f", "state", "distance", "scaled", "battery", "location", "detail", ...warmth, "tilt"),
    packet("12", "distance", "battery", ...warmth, "tilt"),
    packet("13", "state", "distance", "battery", "tilt"),
    packet("14", "state", "detail", ...warmth),
    packet("15", "state", "location"),
    packet("16", "state", "scaled"),
    packet("fe"),
  ],
  {
    codes: {
      device_fault: {
        0: "good",
        1: "function check",
        2: "maintenance required",
        3: "out of specification",
        4: "failure",
      },
    },
  },
);
