import type { Assessment } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { highest } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { PlacedFrame, Rule, Step } from "../hazard-rule.ts";
import { dumpingEvidence, type KnownHeap } from "./dumping-evidence.ts";
import { type DumpingMemory, type GroundMemory, initialDumpingMemory, withSensor } from "./dumping-memory.ts";
import { type DumpingSettings, dumpingSettingsSchema } from "./dumping-settings.ts";
import { GROUND_QUANTITIES, type GroundFrame, type GroundQuantity, isPossible } from "./ground-sensor.ts";
import { groundAfter, lastLook } from "./ground-step.ts";
import type { HeapStep } from "./heap.ts";
import { isTaken, watch } from "./vehicle-visits.ts";

const WATCHER_QUANTITIES = [
  "vehicle_present",
  "occupied_time",
  "passages_left_to_right",
  "passages_right_to_left",
  "vision_class",
  "vision_confidence",
] as const;

/**
 * The dumping rule: something lies where nothing lay, found by CUSUM on the running median of a sensor of the ground, and goes on lying
 * there after a vehicle left. A vehicle alone is parked; a heap alone is at most a suspicion. Never danger: it is a case, not a siren.
 */
export const dumpingRule: Rule<DumpingSettings, DumpingMemory> = {
  hazard: "illegal_dumping",
  quantities: [...GROUND_QUANTITIES, ...WATCHER_QUANTITIES],
  parseSettings: (settings) => dumpingSettingsSchema.parse(settings),
  initialMemory: initialDumpingMemory,
  details: () => ({}),
  step: (memory, frame, settings) => {
    const isWatcher = WATCHER_QUANTITIES.some((quantity) => frame.values[quantity] !== undefined);
    const watched = isWatcher ? watch(memory, frame, settings) : memory;
    const ground = groundFrameOf(frame);
    return ground === undefined
      ? {
          memory: watched,
          flags: goodFlags(frame),
          suspect: false,
          assessment: assess(watched, frame, settings),
        }
      : groundStep(watched, frame, ground, settings);
  },
};

const goodFlags = ({ values }: PlacedFrame): Step<DumpingMemory>["flags"] =>
  Object.fromEntries(Object.keys(values).map((quantity) => [quantity, QUALITY.good]));

const groundFrameOf = ({ values, observedAt, sensorHeightM }: PlacedFrame): GroundFrame | undefined => {
  const quantity = GROUND_QUANTITIES.find((candidate) => values[candidate] !== undefined);
  const value = quantity === undefined ? undefined : values[quantity];
  return quantity === undefined || value === undefined
    ? undefined
    : { quantity, value, observedAt, ...(sensorHeightM === undefined ? {} : { sensorHeightM }) };
};

const groundStep = (
  memory: DumpingMemory,
  frame: PlacedFrame,
  ground: GroundFrame,
  settings: DumpingSettings,
): Step<DumpingMemory> => {
  const flags = goodFlags(frame);
  if (!isPossible(ground)) {
    return { memory, flags: { ...flags, [ground.quantity]: QUALITY.fail }, suspect: false };
  }
  const key = `${frame.devEui}/${ground.quantity}`;
  const { memory: after, ended } = groundAfter(memory.grounds[key], ground, memory, settings);
  const next = { ...memory, grounds: withSensor(memory.grounds, key, after, lastLook) };
  const isDoubted = after.outSince !== undefined && after.heap === undefined;
  return {
    memory: next,
    flags: isDoubted ? { ...flags, [ground.quantity]: QUALITY.suspect } : flags,
    suspect: isDoubted,
    assessment: assess(next, frame, settings, { after, ended }),
  };
};

/** The heap that a site's level goes by: the worst, of these the last to come. */
const worstHeap = ({ grounds }: DumpingMemory): KnownHeap | undefined =>
  Object.entries(grounds).reduce<KnownHeap | undefined>((worst, [key, { heap }]) => {
    if (heap === undefined) return worst;
    const isWorse = worst === undefined || highest([worst.heap.level, heap.level]) !== worst.heap.level;
    const quantity = key.slice(key.indexOf("/") + 1) as GroundQuantity;
    return isWorse ? { heap, quantity } : worst;
  }, undefined);

const assess = (
  memory: DumpingMemory,
  { observedAt }: PlacedFrame,
  settings: DumpingSettings,
  heard?: { readonly after: GroundMemory; readonly ended: HeapStep["ended"] },
): Assessment => {
  const known = worstHeap(memory);
  const picture = {
    at: observedAt,
    known,
    ground: heard?.after,
    isTaken: isTaken(memory, observedAt),
    visits: memory.visits,
  };
  const { score, evidence } = dumpingEvidence(picture, settings);
  return {
    hazard: "illegal_dumping",
    observedAt,
    level: known?.heap.level ?? "normal",
    score,
    evidence: [...endEvidence(heard?.ended, observedAt), ...evidence],
  };
};

const endEvidence = (ended: HeapStep["ended"], at: number): readonly Evidence[] =>
  ended === undefined
    ? []
    : [
        {
          kind: "factor",
          name: `heap_${ended.how}`,
          value: Math.round((at - ended.heap.by) / MINUTE_MS),
          contribution: 0,
        },
      ];
