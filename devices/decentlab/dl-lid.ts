import { fault, information, quantity } from "../lib/fixed-layout-table.ts";
import { word } from "../lib/flagged-words.ts";
import { battery, decentlabProfile } from "./decentlab.ts";

const samples = quantity("sample_count", word(9));
const millimetres = {
  countsPerUnit: 1000,
  unless: { place: samples.place, codes: [fault(0, "no sample was taken")] },
};

/**
 * Decentlab DL-LID, laser distance to the water. Fields: decentlab/decentlab-decoders, DL-LID/DL-LID.js. Of the statistics of
 * one report the median is the distance, because a drop or an insect before the laser does not move it.
 */
export const dlLid = decentlabProfile(
  { id: "decentlab/dl-lid", model: "DL-LID", name: "Laser distance and level sensor", hazards: ["flood"] },
  [
    {
      words: 11,
      fields: [
        information("distance_average_mm", word(0)),
        quantity("distance_minimum", word(1), { ...millimetres, neutral: 0 }),
        quantity("distance_maximum", word(2), { ...millimetres, neutral: 0 }),
        quantity("distance", word(3), millimetres),
        information("distance_10th_percentile_mm", word(4)),
        information("distance_25th_percentile_mm", word(5)),
        information("distance_75th_percentile_mm", word(6)),
        information("distance_90th_percentile_mm", word(7)),
        information("distance_most_frequent_mm", word(8)),
        { ...samples, neutral: 1 },
        information("acquisition_1024ths_of_s", word(10)),
      ],
    },
    battery,
  ],
);
