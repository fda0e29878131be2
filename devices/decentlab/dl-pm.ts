import { quantity } from "../lib/fixed-layout-table.ts";
import { word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

const FULL_SCALE = 65_536;
const tenths = { countsPerUnit: 10, neutral: 0 };

/** Decentlab DL-PM, fine dust, air temperature, humidity and pressure. Fields: decentlab/decentlab-decoders, DL-PM/DL-PM.js. */
export const dlPm = decentlabProfile(
  { id: "decentlab/dl-pm", model: "DL-PM", name: "Particulate matter sensor", hazards: ["hill_fire"] },
  [
    battery,
    {
      words: 10,
      fields: [
        quantity("pm1", word(0), tenths),
        quantity("pm2_5", word(1), { countsPerUnit: 10 }),
        quantity("pm4", word(2), tenths),
        quantity("pm10", word(3), tenths),
        quantity("particle_size", word(4), { countsPerUnit: 1000, neutral: 0 }),
        quantity("particles_0_5um", word(5), tenths),
        quantity("particles_1um", word(6), tenths),
        quantity("particles_2_5um", word(7), tenths),
        quantity("particles_4um", word(8), tenths),
        quantity("particles_10um", word(9), tenths),
      ],
    },
    {
      words: 2,
      fields: [
        quantity("air_temperature", word(0), { countsPerUnit: FULL_SCALE / 175.72, valueAtZero: -46.85 }),
        // In fog the sensor reads up to 119 %.
        quantity("relative_humidity", word(1), {
          countsPerUnit: FULL_SCALE / 125,
          valueAtZero: -6,
          cropTo: [0, 100],
        }),
      ],
    },
    { words: 1, fields: [quantity("air_pressure", word(0), { countsPerUnit: 0.5 })] },
  ],
);
