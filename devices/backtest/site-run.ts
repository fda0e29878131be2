import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { neighbourSites, signalsOf } from "#shared/rules/neighbours.ts";
import { type Observed, observe } from "#shared/rules/observe.ts";
import { hazardsOf, type SiteContext, siteContextOf } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import type { BacktestSetup } from "./backtest-setup.ts";
import { announce, type HazardRun, newHazardRun, noteAssessment } from "./hazard-run.ts";
import { nextTurn } from "./next-turn.ts";
import { arrivalOf, receivedAtOf, type SeriesRow } from "./series-row.ts";
import { newSiteReadings, noteJudged, type SiteReadings, settleReadings } from "./site-readings.ts";

/** One site in the course of a back-test. */
export interface SiteRun {
  readonly setup: BacktestSetup;
  readonly context: SiteContext;
  readonly hazards: readonly HazardRun[];
  readonly readings: SiteReadings;
  /** The sites whose word can count here. */
  near: readonly SiteRun[];
  state: SiteState;
  /** What the last frames came to. */
  folds: Observed["folds"];
  now: EpochMs;
  duplicates: number;
  passed: number;
}

/** @throws an Error for a site that the village does not have. */
export const newSiteRun = (setup: BacktestSetup, siteId: string): SiteRun => {
  const { village, weather, keepReadings = false } = setup;
  const context = siteContextOf(village, siteId, weather);
  if (context === undefined) throw new Error(`village ${village.villageId} has no site ${siteId}`);
  return {
    setup,
    context,
    hazards: hazardsOf(context.site).map(newHazardRun),
    readings: newSiteReadings(keepReadings ? "all" : "doubted"),
    near: [],
    state: newSiteState({ villageId: village.villageId, siteId }),
    folds: [],
    now: Number.NEGATIVE_INFINITY,
    duplicates: 0,
    passed: 0,
  };
};

/** What rows would come to; the run stays as it is. */
export const tryRows = (run: SiteRun, rows: readonly SeriesRow[]): Observed =>
  observe(run.state, rows.map(arrivalOf), run.context);

/** Whether something is to be told that the next reading may bring out. */
export const isHoldingBack = ({ hazards }: SiteRun): boolean =>
  hazards.some(({ heldBack }) => heldBack !== undefined);

/** Takes what rows came to. */
export const accept = (run: SiteRun, observed: Observed, now: EpochMs): void => {
  const before = new Set(run.state.entries);
  for (const [index, { folded }] of observed.folds.entries()) {
    const hazard = run.hazards[index];
    for (const judged of folded.judged) {
      noteJudged(run.readings, judged);
      if (judged.assessment === undefined || hazard === undefined || before.has(judged.entry)) continue;
      noteAssessment(hazard, judged.assessment, run.context);
    }
  }
  settleReadings(run.readings, observed.state.entries);
  run.state = observed.state;
  run.folds = observed.folds;
  run.now = Math.max(run.now, now);
  run.duplicates += observed.duplicates;
  run.passed += observed.passed;
};

/** One row as it comes: first what time alone does until then, then the row itself, then whoever is to be told. */
export const takeRow = (run: SiteRun, row: SeriesRow): void => {
  const now = Math.max(run.now, receivedAtOf(row));
  for (const near of run.near) letTimePass(near, now);
  letTimePass(run, now);
  const first = tryRows(run, [row]);
  const observed = first.asksNeighbours.length === 0 ? first : withNeighbours(run, row, first, now);
  accept(run, observed, now);
  if (observed.changed.length > 0 || isHoldingBack(run)) announceAll(run, now);
};

const withNeighbours = (run: SiteRun, row: SeriesRow, first: Observed, now: EpochMs): Observed => {
  const { setup, context } = run;
  const asked = new Set(neighbourSites(setup.village, context, first.asksNeighbours, now));
  const signals = run.near
    .filter((near) => asked.has(near.context.site.siteId))
    .flatMap((near) => signalsOf(near.state, near.context));
  return observe(run.state, [arrivalOf(row)], context, { signals });
};

const announceAll = (run: SiteRun, now: EpochMs): void => {
  for (const hazard of run.hazards) announce(hazard, run.state, run.context, now, run.setup);
};

/** Alarms that end by themselves, and silence that means something, up to an instant. */
export const letTimePass = (run: SiteRun, until: EpochMs, what: "all" | "ends" = "all"): void => {
  for (;;) {
    const turn = nextTurn(run.folds, run.context, run.now, what);
    if (turn === undefined || turn > until) return;
    run.now = turn;
    announceAll(run, turn);
  }
};
