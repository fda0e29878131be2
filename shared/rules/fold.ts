import type { Assessment, Transition } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { QualityFlag } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Checkpoint, SiteSignal, WindowEntry } from "#shared/domain/site-state.ts";
import { type FoldMemory, letTimePass } from "./fold-memory.ts";
import { unjudged, valuesFor } from "./frame-values.ts";
import type { HazardRule, Step } from "./hazard-rule.ts";
import { ruleFor } from "./hazards.ts";
import { judgeFrame } from "./judge-frame.ts";
import { isNewsOfSameLevel } from "./news-of-same-level.ts";
import type { SiteContext } from "./site-context.ts";
import { signalOf } from "./site-signal.ts";

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
    const step = judgeFrame(rule, memory, entry, values, context, neighbours);
    if (step === undefined) {
      judged.push({ entry, flags: unjudged(values) });
      continue;
    }
    if (step.reflagged !== undefined) reflag(judged, step.reflagged);
    judged.push({ entry, flags: step.flags, derived: step.derived, assessment: step.assessment });
    const transition = transitionOf(memory, step.assessment, entry);
    if (transition !== undefined) transitions.push(transition);
    if (step.signals === true && step.assessment !== undefined) {
      signals.push(signalOf(step.assessment, context.site.siteId));
    }
    memory = remember(memory, step, entry);
    suspect = step.suspect;
    asksNeighbours ||= step.asksNeighbours === true;
  }
  return { memory, transitions, judged, suspect, signals, asksNeighbours };
};

const uplinkOf = ({ devEui, fCnt }: WindowEntry): string => `${devEui}/${fCnt}`;

const transitionOf = (
  memory: FoldMemory,
  assessment: Assessment | undefined,
  entry: WindowEntry,
): Transition | undefined =>
  assessment === undefined ||
  (assessment.level === memory.level && !isNewsOfSameLevel(assessment, memory.head))
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
