import { quantity } from "../lib/fixed-layout-table.ts";
import { centred, word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

/** Microsiemens per centimetre in one siemens per metre, two to a count. */
const COUNTS_PER_S_M = 10_000 / 2;

/**
 * Decentlab DL-CTD10B, depth, temperature and conductivity of the water: as DL-CTD10, but its conductivity is in steps of two.
 * Fields: decentlab/decentlab-decoders, DL-CTD10B/DL-CTD10B.js.
 */
export const dlCtd10b = decentlabProfile(
  {
    id: "decentlab/dl-ctd10b",
    model: "DL-CTD10B",
    name: "Depth, temperature and conductivity probe, revised",
    hazards: ["flood"],
  },
  [
    {
      words: 4,
      fields: [
        quantity("water_depth", word(0), centred(1000)),
        quantity("water_temperature", word(1), { ...centred(10), neutral: 32_768 }),
        quantity("electrical_conductivity", word(2), { countsPerUnit: COUNTS_PER_S_M, neutral: 0 }),
        quantity("water_frozen", word(3), { neutral: 0 }),
      ],
    },
    battery,
  ],
);
