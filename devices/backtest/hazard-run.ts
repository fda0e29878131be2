import { nothingAnnounced, planAlert, settled } from "#shared/alerting/plan.ts";
import type { AlertPlan, Announced, SilentReason } from "#shared/domain/alert.ts";
import type { Assessment, Transition } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import { isAtLeast, type Level, RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { evaluateHazard } from "#shared/rules/evaluate.ts";
import { blindAfterMs, type SiteContext } from "#shared/rules/site-context.ts";
import type { BlindInterval, ForecastMade } from "./backtest-result.ts";
import { type BacktestSetup, DEFAULT_BOARD_URL, DEFAULT_SENDER } from "./backtest-setup.ts";
import { type FireDangerRun, newFireDangerRun, noteFireDanger } from "./fire-danger.ts";

/** A threshold that the believed readings came to. */
export interface Reached {
  readonly level: RaisedLevel;
  readonly at: EpochMs;
}

/** One hazard at one site in the course of a back-test. */
export interface HazardRun {
  readonly hazard: Hazard;
  announced: Announced;
  /** Why the last change is not told yet: the next reading may bring it out. */
  heldBack: SilentReason | undefined;
  transitions: readonly Transition[];
  /** What the last usable reading said, and when it was taken. */
  seen: { readonly at: EpochMs; readonly level: Level } | undefined;
  /** The highest threshold reached since the level left normal. */
  highest: Level;
  readonly alerts: AlertPlan[];
  readonly forecasts: ForecastMade[];
  readonly blind: BlindInterval[];
  readonly reached: Reached[];
  readonly fireDanger: FireDangerRun;
}

export const newHazardRun = (hazard: Hazard): HazardRun => ({
  hazard,
  announced: nothingAnnounced,
  heldBack: undefined,
  transitions: [],
  seen: undefined,
  highest: "normal",
  alerts: [],
  forecasts: [],
  blind: [],
  reached: [],
  fireDanger: newFireDangerRun(),
});

/** Silences that the next reading may end without changing the timeline. */
const AWAITS_A_READING: ReadonlySet<SilentReason> = new Set(["late", "no_evidence"]);

/** Brings the public from what was announced to what the timeline says at an instant, as `plan-alerts` does. */
export const announce = (
  run: HazardRun,
  state: SiteState,
  context: SiteContext,
  now: EpochMs,
  setup: BacktestSetup,
): void => {
  const timeline = evaluateHazard(state, run.hazard, context, now);
  const { transitions, transitionCount } = timeline;
  run.transitions = [...run.transitions.slice(0, transitionCount - transitions.length), ...transitions];
  const { village, addressees, sender = DEFAULT_SENDER, boardUrl = DEFAULT_BOARD_URL } = setup;
  const asked = { timeline, village, site: context.site, addressees, sender, boardUrl, now };
  for (;;) {
    const result = planAlert({ ...asked, announced: run.announced });
    run.announced = settled(result.announced);
    if (result.kind === "silent") {
      run.heldBack = AWAITS_A_READING.has(result.reason) ? result.reason : undefined;
      return;
    }
    run.alerts.push(result.plan);
  }
};

/** Notes what a rule said at a reading: forecasts, thresholds reached, and whether the site could not be seen before. */
export const noteAssessment = (run: HazardRun, assessment: Assessment, context: SiteContext): void => {
  const { observedAt, level, evidence } = assessment;
  if (run.seen !== undefined && observedAt < run.seen.at) return;
  noteBlindness(run, observedAt, context);
  run.seen = { at: observedAt, level };
  if (level === "normal") run.highest = "normal";
  for (const item of evidence) {
    if (item.kind === "forecast") {
      const { kind: _, contribution: __, ...forecast } = item;
      run.forecasts.push({ observedAt, ...forecast });
    } else if (item.kind === "threshold_reached") noteReached(run, item.level, observedAt);
    else if (item.kind === "factor") noteFireDanger(run.fireDanger, item, observedAt);
  }
};

/** Those between are reached with it: a flash flood skips levels. */
const noteReached = (run: HazardRun, level: RaisedLevel, at: EpochMs): void => {
  for (const passed of RAISED_LEVELS) {
    if (isAtLeast(level, passed) && !isAtLeast(run.highest, passed)) {
      run.reached.push({ level: passed, at });
      run.highest = passed;
    }
  }
};

/** A site in alarm that was not seen for longer than the blind limit, up to an instant. */
export const noteBlindness = (
  run: HazardRun,
  until: EpochMs,
  context: SiteContext,
  { isOver = true }: { readonly isOver?: boolean } = {},
): void => {
  if (run.seen === undefined || run.seen.level === "normal") return;
  const { at, level } = run.seen;
  const from = at + blindAfterMs(context, at);
  // An alarm may have ended by itself meanwhile, as one of wild pigs does: nobody has to see it then.
  const ended = run.transitions.find((one) => one.to === "normal" && one.at > at && one.at < until);
  const to = ended?.at ?? (isOver ? until : undefined);
  if (until > from && (to ?? until) > from)
    run.blind.push({ from, level, ...(to === undefined ? {} : { to }) });
};
