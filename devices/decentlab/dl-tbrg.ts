import { u32At } from "../lib/fixed-layout-place.ts";
import { quantity } from "../lib/fixed-layout-table.ts";
import { word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

const STEPS_PER_MM = 10;

/**
 * Decentlab DL-TBRG, tipping-bucket rain gauge of 0.1 mm a tip. Fields: decentlab/decentlab-decoders, DL-TBRG, and its
 * sibling DL-ATM41G2 for the running total's order of words. A gauge with tips of 0.2 mm sends the same frames: it needs a
 * profile of its own.
 */
export const dlTbrg = decentlabProfile(
  {
    id: "decentlab/dl-tbrg",
    model: "DL-TBRG (0.1 mm)",
    name: "Tipping-bucket rain gauge",
    hazards: ["flood"],
  },
  [
    {
      words: 4,
      fields: [
        quantity("rainfall", word(0), { countsPerUnit: STEPS_PER_MM }),
        quantity("rainfall_interval", word(1), { neutral: 600 }),
        quantity("rainfall_total", u32At(4, "low-word-first"), { countsPerUnit: STEPS_PER_MM, neutral: 0 }),
      ],
    },
    battery,
  ],
);
