import { quantity } from "../lib/fixed-layout-table.ts";
import { centred, word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

/** Decentlab DL-ATM22, wind and air temperature. Fields: decentlab/decentlab-decoders, DL-ATM22/DL-ATM22.js. */
export const dlAtm22 = decentlabProfile(
  {
    id: "decentlab/dl-atm22",
    model: "DL-ATM22",
    name: "Sonic anemometer with air temperature",
    hazards: ["hill_fire"],
  },
  [
    {
      words: 8,
      fields: [
        quantity("wind_speed", word(0), centred(100)),
        quantity("wind_direction", word(1), centred(10)),
        quantity("wind_gust", word(2), centred(100)),
        quantity("air_temperature", word(3), centred(10)),
        quantity("tilt_x", word(4), { ...centred(10), neutral: 32_768 }),
        quantity("tilt_y", word(5), { ...centred(10), neutral: 32_768 }),
        quantity("wind_speed_north", word(6), { ...centred(100), neutral: 32_768 }),
        quantity("wind_speed_east", word(7), { ...centred(100), neutral: 32_768 }),
      ],
    },
    battery,
  ],
);
