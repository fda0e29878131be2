import type { Assessment } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { Level } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { PlacedFrame, Step, Surroundings } from "#shared/rules/hazard-rule.ts";
import { type DumpingMemory, initialDumpingMemory } from "#shared/rules/illegal-dumping/dumping-memory.ts";
import { dumpingRule } from "#shared/rules/illegal-dumping/dumping-rule.ts";

/** Tuesday 2026-09-08, 22:00 in Hong Kong. */
export const START: EpochMs = Date.UTC(2026, 8, 8, 14, 0);
export const PARKING = "020000fffe000041";
export const GROUND = "020000fffe000042";
export const CAMERA = "020000fffe000043";
const HEIGHT_M = 3.5;

const frame = (devEui: string, minute: number, values: PlacedFrame["values"], more = {}): PlacedFrame => ({
  devEui,
  observedAt: START + Math.round(minute * MINUTE_MS),
  values,
  silentAfterMs: 20 * MINUTE_MS,
  ...more,
});

/** A vehicle comes, and goes. */
export const vehicle = (from: number, to: number): readonly PlacedFrame[] => [comes(from), goes(to)];
export const comes = (minute: number, values: PlacedFrame["values"] = {}) =>
  frame(PARKING, minute, { vehicle_present: 1, ...values });
export const goes = (minute: number, values: PlacedFrame["values"] = {}) =>
  frame(PARKING, minute, { vehicle_present: 0, ...values });
export const tells = (minute: number, values: PlacedFrame["values"], devEui = CAMERA) =>
  frame(devEui, minute, values);

/** What lies under the sensor on its pole, metres, at a minute. */
export const ground = (minute: number, heapM: number, more: Partial<PlacedFrame> = {}): PlacedFrame =>
  frame(
    GROUND,
    minute,
    { distance: Math.round((HEIGHT_M - heapM) * 1000) / 1000 },
    {
      sensorHeightM: HEIGHT_M,
      ...more,
    },
  );

/** One look at the ground each 10 minutes, from one minute on. */
export const looks = (heapsM: readonly number[], from = 0, everyMin = 10): readonly PlacedFrame[] =>
  heapsM.map((heapM, index) => ground(from + index * everyMin, heapM));

export const bare = (count: number): readonly number[] => Array.from({ length: count }, () => 0);
export const lying = (heapM: number, count: number): readonly number[] =>
  Array.from({ length: count }, () => heapM);

export interface Told {
  readonly changes: readonly string[];
  readonly steps: readonly Step<DumpingMemory>[];
  readonly level: Level;
  readonly last: Assessment;
  readonly memory: DumpingMemory;
}

const nowhere: Surroundings = { siteId: "lay-by", position: [114.2, 22.48], neighbours: [] };

/** What the rule says of frames in the order of events. */
export const told = (frames: readonly PlacedFrame[], settings: Record<string, unknown> = {}): Told => {
  const parsed = dumpingRule.parseSettings(settings);
  const steps: Step<DumpingMemory>[] = [];
  const changes: string[] = [];
  let memory = initialDumpingMemory;
  let level: Level = "normal";
  let last: Assessment | undefined;
  for (const one of frames.toSorted((a, b) => a.observedAt - b.observedAt)) {
    const step = dumpingRule.step(memory, one, parsed, nowhere);
    steps.push(step);
    ({ memory } = step);
    last = step.assessment ?? last;
    if (last !== undefined && last.level !== level) {
      changes.push(`${(one.observedAt - START) / MINUTE_MS} ${level}>${last.level}`);
      level = last.level;
    }
  }
  if (last === undefined) throw new Error("nothing was assessed");
  return { changes, steps, level, last, memory };
};

export const factorOf = (evidence: readonly Evidence[], name: string) =>
  evidence.find((item) => item.kind === "factor" && item.name === name);

export const neededOf = (evidence: readonly Evidence[]) =>
  evidence.flatMap((item) => (item.kind === "needs" ? [`${item.what} ${item.have}/${item.of}`] : []));

/** A lorry stands there from 30.5 to 36.5 min and leaves 60 cm of rubble, which lies for so many more looks. */
export const dumped = (looksAfter: number, heapM = 0.6): readonly PlacedFrame[] => [
  ...vehicle(30.5, 36.5),
  ...looks([...bare(4), ...lying(heapM, looksAfter)]),
];
