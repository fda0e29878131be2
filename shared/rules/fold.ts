import type { Assessment, Transition } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Level } from "#shared/domain/level.ts";
import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { Checkpoint, WindowEntry } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { HazardRule } from "./hazard-rule.ts";
import { ruleFor } from "./hazards.ts";
import { configurationAt, type SiteContext, sensorHeightAt } from "./site-context.ts";

/** How a hazard's alarm stands after some readings. `rule` belongs to the hazard's rule. */
export interface FoldMemory {
  readonly level: Level;
  readonly since?: EpochMs;
  /** Time of the last reading that could be used. */
  readonly seenAt?: EpochMs;
  readonly rule: unknown;
}

/** What was found of one entry of the window. */
export interface Judged {
  readonly entry: WindowEntry;
  readonly flag: QualityFlag;
  readonly derived?: { readonly quantity: Quantity; readonly value: number } | undefined;
}

export interface Folded {
  readonly memory: FoldMemory;
  readonly transitions: readonly Transition[];
  readonly judged: readonly Judged[];
  readonly head?: Assessment;
  readonly suspect: boolean;
}

const startOf = (rule: HazardRule, checkpoint: Checkpoint | undefined): FoldMemory =>
  checkpoint === undefined
    ? { level: "normal", rule: rule.initialMemory }
    : (checkpoint.memory as FoldMemory);

/**
 * Folds a window of readings, in the order of events, from a checkpoint on. Pure: which device stood where, how high and under
 * which settings is looked up at each reading's own time in `context`, and nothing else is looked up at all.
 */
export const fold = (
  hazard: Hazard,
  checkpoint: Checkpoint | undefined,
  entries: readonly WindowEntry[],
  context: SiteContext,
): Folded => {
  const rule = ruleFor(hazard);
  const start: Folded = { memory: startOf(rule, checkpoint), transitions: [], judged: [], suspect: false };
  return entries
    .filter((entry) => rule.quantities.includes(entry.quantity))
    .reduce((folded, entry) => step(rule, folded, entry, context), start);
};

const step = (rule: HazardRule, folded: Folded, entry: WindowEntry, context: SiteContext): Folded => {
  const sensorHeightM = sensorHeightAt(context, entry.devEui, entry.observedAt);
  const configuration = configurationAt(context.site, rule.hazard, entry.observedAt);
  if (sensorHeightM === undefined || configuration === undefined) {
    return { ...folded, judged: [...folded.judged, { entry, flag: QUALITY.notEvaluated }] };
  }
  const { observedAt, quantity } = entry;
  const value = entry.steps * QUANTITIES[quantity].resolution;
  const placed = { observedAt, quantity, value, sensorHeightM };
  const result = rule.step(folded.memory.rule, placed, configuration.settings);
  const judgedBefore =
    result.reflagged === undefined ? folded.judged : reflag(folded.judged, result.reflagged);
  const judged: Judged = { entry, flag: result.flag, derived: result.derived };
  const moved = move(folded.memory, result.assessment, entry);
  const head = result.assessment ?? folded.head;
  return {
    memory: { ...moved.memory, rule: result.memory },
    transitions: [...folded.transitions, ...moved.transitions],
    judged: [...judgedBefore, judged],
    ...(head === undefined ? {} : { head }),
    suspect: result.suspect,
  };
};

const move = (
  memory: FoldMemory,
  assessment: Assessment | undefined,
  entry: WindowEntry,
): { memory: FoldMemory; transitions: readonly Transition[] } => {
  if (assessment === undefined) return { memory, transitions: [] };
  const seenAt = assessment.observedAt;
  if (assessment.level === memory.level) {
    return { memory: { ...memory, seenAt, since: memory.since ?? entry.observedAt }, transitions: [] };
  }
  const transition: Transition = {
    at: entry.observedAt,
    from: memory.level,
    to: assessment.level,
    uplinkId: `${entry.devEui}/${entry.fCnt}`,
    assessment,
  };
  return {
    memory: { ...memory, level: assessment.level, since: entry.observedAt, seenAt },
    transitions: [transition],
  };
};

const reflag = (
  judged: readonly Judged[],
  { observedAt, flag }: { observedAt: EpochMs; flag: QualityFlag },
): readonly Judged[] =>
  judged.map((other) => (other.entry.observedAt === observedAt ? { ...other, flag } : other));

/** How many changes before the window a checkpoint still tells of. */
export const SETTLED_CAPACITY = 4;

/** The checkpoint after some entries have left the window. */
export const settle = (
  hazard: Hazard,
  checkpoint: Checkpoint | undefined,
  leaving: readonly WindowEntry[],
  context: SiteContext,
): Checkpoint => {
  const folded = fold(hazard, checkpoint, leaving, context);
  return {
    memory: folded.memory,
    settled: [...(checkpoint?.settled ?? []), ...folded.transitions].slice(-SETTLED_CAPACITY),
    settledCount: (checkpoint?.settledCount ?? 0) + folded.transitions.length,
  };
};
