import { algerian } from "./algerian.ts";
import { cffdrs } from "./fire-danger.ts";
import { fosberg, mcArthur } from "./fire-indices.ts";
import { floodnet } from "./floodnet.ts";
import { gmu8 } from "./gmu8.ts";
import { soberanes, tourperret } from "./hill-fires.ts";
import { housemill } from "./housemill.ts";
import { scenarios } from "./scenarios.ts";
import type { Scoring } from "./score.ts";
import { leabridge, troutcreek } from "./streams.ts";
import { usgsQuiet, usgsTexas } from "./usgs.ts";

/** Every dataset, in the order in which it is printed. */
export const SCORINGS: readonly Scoring[] = [
  floodnet,
  housemill,
  leabridge,
  troutcreek,
  usgsTexas,
  usgsQuiet,
  cffdrs,
  fosberg,
  mcArthur,
  algerian,
  soberanes,
  tourperret,
  gmu8,
  scenarios,
];
