import { fault, quantity } from "../lib/fixed-layout-table.ts";
import { word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

const valid = quantity("sample_count", word(1));

/** Decentlab DL-MBX, ultrasonic distance to the water. Fields: decentlab/decentlab-decoders, DL-MBX/DL-MBX.js. */
export const dlMbx = decentlabProfile(
  {
    id: "decentlab/dl-mbx",
    model: "DL-MBX",
    name: "Ultrasonic distance and level sensor",
    hazards: ["flood"],
  },
  [
    {
      words: 2,
      fields: [
        quantity("distance", word(0), {
          countsPerUnit: 1000,
          unless: { place: valid.place, codes: [fault(0, "no sample was valid")] },
        }),
        { ...valid, neutral: 1 },
      ],
    },
    battery,
  ],
);
