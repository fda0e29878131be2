import { toIso } from "#shared/domain/time.ts";
import { STORM_SEED, stormTrace } from "./storm.ts";
import { stormTruth } from "./storm-truth.ts";
import type { Trace } from "./trace.ts";

const COMMENT = [
  "A storm at Wai Tau bridge, Lam Tsuen, as its gauge would report it. The place is real, the storm is made by storm.ts.",
  `Seed ${STORM_SEED}. The sensor hangs 3.2 m above the invert of a drain 2 m deep.`,
];

/** The files of the bundled storm: names beside this file, and what they hold. */
export const bundledStorm = (): readonly { readonly name: string; readonly text: string }[] => [
  { name: "storm-at-wai-tau.csv", text: csvOf(stormTrace(STORM_SEED)) },
  { name: "storm-at-wai-tau.truth.json", text: `${JSON.stringify(stormTruth(), null, 2)}\n` },
];

/** As a person would type it, in the columns that tell their unit: it is the example of a trace. */
const csvOf = (trace: Trace): string =>
  [
    ...COMMENT.map((line) => `# ${line}`),
    "time,device,distance_m,battery_percent,transmission",
    ...trace.map(({ atMs, devEui, values, transmission }) =>
      [toIso(atMs), devEui, values.distance?.toFixed(3), values.battery_level, transmission].join(","),
    ),
    "",
  ].join("\n");
