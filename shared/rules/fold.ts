import type { Assessment, Transition } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Level } from "#shared/domain/level.ts";
import { isUnderMaintenance } from "#shared/domain/maintenance.ts";
import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { Checkpoint, WindowEntry, WindowReading } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { HazardRule, Step } from "./hazard-rule.ts";
import { ruleFor } from "./hazards.ts";
import { blindAfterMs, configurationAt, type SiteContext, sensorHeightAt } from "./site-context.ts";

/** How a hazard's alarm stands after some readings. `rule` belongs to the hazard's rule. */
export interface FoldMemory {
  readonly level: Level;
  readonly since?: EpochMs;
  /** What the rule said last; its time is that of the last reading that could be used. */
  readonly head?: Assessment;
  readonly rule: unknown;
}

/** What was found of one reading of the window. */
export interface Judged {
  readonly entry: WindowEntry;
  readonly quantity: Quantity;
  readonly flag: QualityFlag;
  readonly derived?: { readonly quantity: Quantity; readonly value: number } | undefined;
}

export interface Folded {
  readonly memory: FoldMemory;
  readonly transitions: readonly Transition[];
  readonly judged: readonly Judged[];
  readonly suspect: boolean;
}

const startOf = (rule: HazardRule, checkpoint: Checkpoint | undefined): FoldMemory =>
  checkpoint === undefined
    ? { level: "normal", rule: rule.initialMemory }
    : (checkpoint.memory as FoldMemory);

/**
 * Folds a window of frames (copies left out), in the order of events, from a checkpoint on. Pure: which device stood where, how high and under
 * which settings is looked up at each reading's own time in `context`, and nothing else is looked up at all.
 */
export const fold = (
  hazard: Hazard,
  checkpoint: Checkpoint | undefined,
  entries: readonly WindowEntry[],
  context: SiteContext,
): Folded => {
  const rule = ruleFor(hazard);
  const transitions: Transition[] = [];
  const judged: Judged[] = [];
  let memory = startOf(rule, checkpoint);
  let suspect = false;
  for (const { entry, reading } of readingsFor(rule, entries)) {
    const { quantity } = reading;
    const result = judge(rule, memory, entry, reading, context);
    if (result === undefined) {
      judged.push({ entry, quantity, flag: QUALITY.notEvaluated });
      continue;
    }
    if (result.reflagged !== undefined) reflag(judged, result.reflagged);
    judged.push({ entry, quantity, flag: result.flag, derived: result.derived });
    const transition = transitionOf(memory, result.assessment, entry);
    if (transition !== undefined) transitions.push(transition);
    memory = { ...remember(memory, result.assessment, entry), rule: result.memory };
    suspect = result.suspect;
  }
  return { memory, transitions, judged, suspect };
};

const readingsFor = (rule: HazardRule, entries: readonly WindowEntry[]) =>
  entries.flatMap((entry) =>
    entry.readings
      .filter(({ quantity }) => rule.quantities.includes(quantity))
      .map((reading) => ({ entry, reading })),
  );

/** What the rule says of one reading; undefined when the device did not stand here then, was worked at, or nothing was watched for. */
const judge = (
  rule: HazardRule,
  memory: FoldMemory,
  { observedAt, devEui }: WindowEntry,
  { quantity, steps }: WindowReading,
  context: SiteContext,
): Step<unknown> | undefined => {
  const sensorHeightM = sensorHeightAt(context, devEui, observedAt);
  const configuration = configurationAt(context.site, rule.hazard, observedAt);
  if (sensorHeightM === undefined || configuration === undefined) return undefined;
  if (isUnderMaintenance(context, devEui, observedAt)) return undefined;
  const value = steps * QUANTITIES[quantity].resolution;
  const silentAfterMs = blindAfterMs(context, observedAt);
  const placed = { devEui, observedAt, quantity, value, sensorHeightM, silentAfterMs };
  return rule.step(memory.rule, placed, configuration.settings);
};

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
        uplinkId: `${entry.devEui}/${entry.fCnt}`,
        assessment,
      };

const remember = (memory: FoldMemory, assessment: Assessment | undefined, entry: WindowEntry): FoldMemory => {
  if (assessment === undefined) return memory;
  const { level } = assessment;
  const since = level === memory.level ? (memory.since ?? entry.observedAt) : entry.observedAt;
  return { ...memory, level, since, head: assessment };
};

const reflag = (judged: Judged[], { observedAt, flag }: { observedAt: EpochMs; flag: QualityFlag }): void => {
  const index = judged.findLastIndex((other) => other.entry.observedAt === observedAt);
  const other = judged[index];
  if (other !== undefined) judged[index] = { ...other, flag };
};

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
