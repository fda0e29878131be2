import type { Assessment, Transition } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import { isUnderMaintenance } from "#shared/domain/maintenance.ts";
import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { Checkpoint, SiteSignal, WindowEntry } from "#shared/domain/site-state.ts";
import { type FoldMemory, letTimePass } from "./fold-memory.ts";
import type { HazardRule, Step } from "./hazard-rule.ts";
import { ruleFor } from "./hazards.ts";
import {
  assignmentAt,
  blindAfterMs,
  configurationAt,
  type SiteContext,
  surroundingsAt,
} from "./site-context.ts";

/** What was found of one frame of the window. */
export interface Judged {
  readonly entry: WindowEntry;
  readonly flags: Readonly<Partial<Record<Quantity, QualityFlag>>>;
  readonly derived?: Step<unknown>["derived"] | undefined;
  /** What the rule said of the site then; absent when the frame could not be used. */
  readonly assessment?: Assessment | undefined;
}

/** What is folded: the frames of a window (copies left out), and what near sites said meanwhile. */
export interface Window {
  readonly entries: readonly WindowEntry[];
  readonly signals?: readonly SiteSignal[] | undefined;
}

export interface Folded {
  readonly memory: FoldMemory;
  readonly transitions: readonly Transition[];
  readonly judged: readonly Judged[];
  readonly suspect: boolean;
  /** What near sites should know of this one. */
  readonly signals: readonly SiteSignal[];
  /** What near sites say could have changed the result. */
  readonly asksNeighbours: boolean;
}

const startOf = (rule: HazardRule, checkpoint: Checkpoint | undefined): FoldMemory =>
  checkpoint === undefined
    ? { level: "normal", rule: rule.initialMemory }
    : (checkpoint.memory as FoldMemory);

/**
 * Folds a window, in the order of events, from a checkpoint on. Pure: which device stood where, how high and under which settings is
 * looked up at each frame's own time in `context`, and nothing else is looked up at all.
 */
export const fold = (
  hazard: Hazard,
  checkpoint: Checkpoint | undefined,
  { entries, signals: neighbours }: Window,
  context: SiteContext,
): Folded => {
  const rule = ruleFor(hazard);
  const transitions: Transition[] = [];
  const judged: Judged[] = [];
  const signals: SiteSignal[] = [];
  let memory = startOf(rule, checkpoint);
  let suspect = false;
  let asksNeighbours = false;
  for (const entry of entries) {
    const values = valuesFor(rule, entry);
    if (values === undefined) continue;
    const passed = letTimePass(rule, memory, entry.observedAt, context, neighbours);
    transitions.push(...passed.transitions);
    memory = passed.memory;
    const step = stepOf(rule, memory, entry, values, context, neighbours);
    if (step === undefined) {
      judged.push({ entry, flags: unjudged(values) });
      continue;
    }
    if (step.reflagged !== undefined) reflag(judged, step.reflagged);
    judged.push({ entry, flags: step.flags, derived: step.derived, assessment: step.assessment });
    const transition = transitionOf(memory, step.assessment, entry);
    if (transition !== undefined) transitions.push(transition);
    if (step.signals === true && step.assessment !== undefined) {
      signals.push(signalOf(step.assessment, context));
    }
    memory = remember(memory, step, entry);
    suspect = step.suspect;
    asksNeighbours ||= step.asksNeighbours === true;
  }
  return { memory, transitions, judged, suspect, signals, asksNeighbours };
};

type Values = Readonly<Partial<Record<Quantity, number>>>;

/** What the rule reads in a frame; undefined when that is nothing. */
const valuesFor = (rule: HazardRule, { readings }: WindowEntry): Values | undefined => {
  const heeded = readings.filter(({ quantity }) => rule.quantities.includes(quantity));
  return heeded.length === 0
    ? undefined
    : Object.fromEntries(
        heeded.map(({ quantity, steps }) => [quantity, steps * QUANTITIES[quantity].resolution]),
      );
};

const unjudged = (values: Values): Judged["flags"] =>
  Object.fromEntries(Object.keys(values).map((quantity) => [quantity, QUALITY.notEvaluated]));

/** What the rule says of one frame; undefined when the device did not stand here then, was worked at, or nothing was watched for. */
const stepOf = (
  rule: HazardRule,
  memory: FoldMemory,
  { observedAt, devEui }: WindowEntry,
  values: Values,
  context: SiteContext,
  neighbours: readonly SiteSignal[] | undefined,
): Step<unknown> | undefined => {
  const assignment = assignmentAt(context, devEui, observedAt);
  const configuration = configurationAt(context.site, rule.hazard, observedAt);
  if (assignment === undefined || configuration === undefined) return undefined;
  if (isUnderMaintenance(context, devEui, observedAt)) return undefined;
  const { sensorHeightM } = assignment;
  const frame = {
    devEui,
    observedAt,
    values,
    silentAfterMs: blindAfterMs(context, observedAt),
    ...(sensorHeightM === undefined ? {} : { sensorHeightM }),
  };
  const surroundings = surroundingsAt(context, rule.hazard, neighbours, observedAt);
  return rule.step(memory.rule, frame, configuration.settings, surroundings);
};

const uplinkOf = ({ devEui, fCnt }: WindowEntry): string => `${devEui}/${fCnt}`;

const transitionOf = (
  memory: FoldMemory,
  assessment: Assessment | undefined,
  entry: WindowEntry,
): Transition | undefined =>
  assessment === undefined || assessment.level === memory.level
    ? undefined
    : {
        at: entry.observedAt,
        from: memory.level,
        to: assessment.level,
        uplinkId: uplinkOf(entry),
        assessment,
      };

const remember = (
  { endsAt: _, ...memory }: FoldMemory,
  { assessment, endsAt, memory: rule }: Step<unknown>,
  entry: WindowEntry,
): FoldMemory => {
  const lasting = { ...memory, rule, ...(endsAt === undefined ? {} : { endsAt }) };
  if (assessment === undefined) return lasting;
  const { level } = assessment;
  const since = level === memory.level ? (memory.since ?? entry.observedAt) : entry.observedAt;
  const { silencedAt: __, ...heard } = lasting;
  return { ...heard, level, since, head: assessment, uplinkId: uplinkOf(entry) };
};

const signalOf = (
  { hazard, observedAt, level, score }: Assessment,
  { site: { siteId } }: SiteContext,
): SiteSignal => ({ siteId, hazard, observedAt, level, score });

const reflag = (
  judged: Judged[],
  { devEui, observedAt, flag }: NonNullable<Step<unknown>["reflagged"]>,
): void => {
  const index = judged.findLastIndex(
    ({ entry }) => entry.observedAt === observedAt && entry.devEui === devEui,
  );
  const other = judged[index];
  if (other === undefined) return;
  const { flags, derived } = other;
  judged[index] = {
    ...other,
    flags: Object.fromEntries(Object.keys(flags).map((quantity) => [quantity, flag])),
    ...(derived === undefined ? {} : { derived: { ...derived, flag } }),
  };
};

/** How many changes before the window a checkpoint still tells of. */
export const SETTLED_CAPACITY = 4;

/** The checkpoint after some frames have left the window. */
export const settle = (
  hazard: Hazard,
  checkpoint: Checkpoint | undefined,
  leaving: Window,
  context: SiteContext,
): Checkpoint => {
  const folded = fold(hazard, checkpoint, leaving, context);
  return {
    memory: folded.memory,
    settled: [...(checkpoint?.settled ?? []), ...folded.transitions].slice(-SETTLED_CAPACITY),
    settledCount: (checkpoint?.settledCount ?? 0) + folded.transitions.length,
  };
};
