import { quantity } from "../lib/fixed-layout-table.ts";
import { centred, word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

/** Microsiemens per centimetre in one siemens per metre. */
const US_CM_PER_S_M = 10_000;

/**
 * Decentlab DL-CTD10, depth, temperature and conductivity of the water, and whether it freezes. Fields:
 * decentlab/decentlab-decoders, DL-CTD10/DL-CTD10.js.
 */
export const dlCtd10 = decentlabProfile(
  {
    id: "decentlab/dl-ctd10",
    model: "DL-CTD10",
    name: "Depth, temperature and conductivity probe",
    hazards: ["flood"],
  },
  [
    {
      words: 4,
      fields: [
        quantity("water_depth", word(0), centred(1000)),
        quantity("water_temperature", word(1), { ...centred(10), neutral: 32_768 }),
        quantity("electrical_conductivity", word(2), { countsPerUnit: US_CM_PER_S_M, neutral: 0 }),
        quantity("water_frozen", word(3), { neutral: 0 }),
      ],
    },
    battery,
  ],
);
