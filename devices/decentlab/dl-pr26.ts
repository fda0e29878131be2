import { quantity } from "../lib/fixed-layout-table.ts";
import { word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

/** Pascals over the whole span of the probe, which is ordered with it: this is the one of 0 to 1 bar. */
const SPAN_PA = 100_000;
const SPAN_COUNTS = 32_768;
const COUNT_AT_ZERO = 16_384;

/**
 * Decentlab DL-PR26 with a probe of 0 to 1 bar, pressure and temperature in the water. Fields:
 * decentlab/decentlab-decoders, DL-PR26/DL-PR26 (Pmin=0.0,Pmax=1.0).js. A probe of another span gives a frame that looks the
 * same and is wrong by a factor: it needs a profile of its own.
 */
export const dlPr26 = decentlabProfile(
  {
    id: "decentlab/dl-pr26",
    model: "DL-PR26 (0 to 1 bar)",
    name: "Pressure, level and temperature probe",
    hazards: ["flood"],
  },
  [
    {
      words: 2,
      fields: [
        quantity("water_pressure", word(0), {
          countsPerUnit: SPAN_COUNTS / SPAN_PA,
          valueAtZero: (-COUNT_AT_ZERO / SPAN_COUNTS) * SPAN_PA,
        }),
        quantity("water_temperature", word(1), { countsPerUnit: 320, valueAtZero: -384 / 320 - 50 }),
      ],
    },
    battery,
  ],
);
