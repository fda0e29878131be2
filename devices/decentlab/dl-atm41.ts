import { quantity } from "../lib/fixed-layout-table.ts";
import { centred, word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

const ZERO = 32_768;
/** Hundredths of a kilopascal, in pascals. */
const hundredthsOfKpa = centred(0.1);
const kilometres = centred(0.001);

/** Decentlab DL-ATM41, weather station of eleven parameters. Fields: decentlab/decentlab-decoders, DL-ATM41/DL-ATM41.js. */
export const dlAtm41 = decentlabProfile(
  {
    id: "decentlab/dl-atm41",
    model: "DL-ATM41",
    name: "Eleven-parameter weather station",
    hazards: ["hill_fire", "flood"],
  },
  [
    {
      words: 17,
      fields: [
        quantity("solar_irradiance", word(0), { ...centred(1), neutral: ZERO }),
        quantity("rainfall", word(1), { ...centred(1000), neutral: ZERO }),
        quantity("lightning_strike_count", word(2), { ...centred(1), neutral: ZERO }),
        quantity("lightning_distance", word(3), { ...kilometres, neutral: ZERO }),
        quantity("wind_speed", word(4), centred(100)),
        quantity("wind_direction", word(5), centred(10)),
        quantity("wind_gust", word(6), centred(100)),
        quantity("air_temperature", word(7), centred(10)),
        quantity("vapour_pressure", word(8), { ...hundredthsOfKpa, neutral: ZERO }),
        quantity("air_pressure", word(9), hundredthsOfKpa),
        quantity("relative_humidity", word(10), centred(10)),
        quantity("internal_temperature", word(11), { ...centred(10), neutral: ZERO }),
        quantity("tilt_x", word(12), { ...centred(10), neutral: ZERO }),
        quantity("tilt_y", word(13), { ...centred(10), neutral: ZERO }),
        quantity("heading", word(14), { ...centred(1), neutral: ZERO }),
        quantity("wind_speed_north", word(15), { ...centred(100), neutral: ZERO }),
        quantity("wind_speed_east", word(16), { ...centred(100), neutral: ZERO }),
      ],
    },
    battery,
  ],
);
