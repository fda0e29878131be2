import type { Assessment } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { PlacedFrame, Rule, Step } from "../hazard-rule.ts";
import { dumpingEvidence } from "./dumping-evidence.ts";
import { CASE_CLOSED, HEAP_REMOVED } from "./dumping-facts.ts";
import { type DumpingMemory, initialDumpingMemory, withSensor } from "./dumping-memory.ts";
import { type DumpingSettings, dumpingSettingsSchema } from "./dumping-settings.ts";
import { GROUND_QUANTITIES, type GroundFrame, isPossible } from "./ground-sensor.ts";
import { groundAfter, lastLook } from "./ground-step.ts";
import { type GroundStep, withoutPile } from "./pile.ts";
import { endOfSight, hasCase, type KnownHeap, worstHeap } from "./site-heaps.ts";
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
    const step =
      ground === undefined
        ? {
            memory: watched,
            flags: goodFlags(frame),
            suspect: false,
            assessment: assess(watched, frame, settings),
          }
        : groundStep(watched, frame, ground, settings);
    const endsAt = endOfSight(step.memory, frame.observedAt);
    return endsAt === undefined ? step : { ...step, endsAt };
  },
  close: (memory, closing, settings) => {
    const grounds = Object.entries(memory.grounds).map(([key, ground]) => [
      key,
      withoutPile(ground, closing.at),
    ]);
    const closed = { ...memory, grounds: Object.fromEntries(grounds) };
    const frame = { observedAt: closing.seenAt, silentAfterMs: Number.POSITIVE_INFINITY };
    const { evidence, ...assessment } = assess(closed, frame, settings);
    const how: Evidence = { kind: "factor", name: CASE_CLOSED, text: closing.outcome, contribution: 0 };
    const endsAt = endOfSight(closed, closing.at);
    return {
      memory: closed,
      assessment: { ...assessment, evidence: [how, ...evidence], news: true },
      ...(endsAt === undefined ? {} : { endsAt }),
    };
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
  const looked = groundAfter(memory.grounds[key], ground, memory, settings);
  const { memory: after } = looked;
  const next = { ...memory, grounds: withSensor(memory.grounds, key, after, lastLook) };
  const isDoubted = after.outSince !== undefined && after.heap === undefined;
  return {
    memory: next,
    flags: isDoubted ? { ...flags, [ground.quantity]: QUALITY.suspect } : flags,
    suspect: isDoubted,
    assessment: assess(next, frame, settings, looked),
  };
};

const assess = (
  memory: DumpingMemory,
  { observedAt, silentAfterMs }: Pick<PlacedFrame, "observedAt" | "silentAfterMs">,
  settings: DumpingSettings,
  looked?: GroundStep,
): Assessment => {
  const known = worstHeap(memory, observedAt);
  const picture = {
    at: observedAt,
    ...{ known, silentAfterMs },
    ground: looked?.memory,
    isTaken: isTaken(memory, observedAt),
    visits: memory.visits,
  };
  const { score, evidence } = dumpingEvidence(picture, settings);
  return {
    hazard: "illegal_dumping",
    observedAt,
    level: known?.level ?? "normal",
    score,
    evidence: [...endEvidence(looked?.ended, memory, observedAt), ...evidence],
    ...(isNews(looked, known, memory) ? { news: true } : {}),
  };
};

/** A further heap, and the end of a case that nothing was seen of for long, are told though the level stays. */
const isNews = (
  looked: GroundStep | undefined,
  known: KnownHeap | undefined,
  memory: DumpingMemory,
): boolean =>
  (looked?.told === "warning" && known?.furtherHeight !== undefined) ||
  (looked?.ended?.pile.level === "warning" && !hasCase(memory));

/** A case ends when nothing of it is left: not with a suspicion, and not while another heap of it lies there. */
const endEvidence = (ended: GroundStep["ended"], memory: DumpingMemory, at: number): readonly Evidence[] => {
  if (ended === undefined) return [];
  const { how, pile } = ended;
  const isCase = pile.level === "warning" && !hasCase(memory);
  const name = isCase ? HEAP_REMOVED : `suspicion_${how}`;
  const value = Math.round((at - pile.heap.by) / MINUTE_MS);
  return [{ kind: "factor", name, value, contribution: 0 }];
};
