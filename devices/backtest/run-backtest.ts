import { smsParts } from "#shared/alerting/gsm7.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { alarmsOf } from "./alarms.ts";
import type { BacktestResult, HazardResult, SiteResult } from "./backtest-result.ts";
import type { BacktestSetup } from "./backtest-setup.ts";
import { fireDangerOf } from "./fire-danger.ts";
import { type HazardRun, noteBlindness } from "./hazard-run.ts";
import { playRows } from "./play-rows.ts";
import type { SeriesRow } from "./series-row.ts";
import { siteGroups } from "./site-groups.ts";
import { readingsResult } from "./site-readings.ts";
import { letTimePass, type SiteRun } from "./site-run.ts";
import { BATCH_ROWS } from "./take-rows.ts";

export interface BacktestOptions {
  /** Rows that are looked at together while nothing changes. It has no part in the result. */
  readonly batchRows?: number;
  /** Until when the clock runs on after the last row: only then does a gauge that was lost fall silent. Default: not at all. */
  readonly until?: EpochMs;
}

/**
 * Plays a recording to a village, in memory, through the code that runs in the cloud: each row is observed when it came, each change of
 * an alarm is planned at that moment as it would have been live, and time passes in between. No AWS, no clock but the recording's.
 * Alarms that end by themselves do so also after the last row.
 *
 * @param rows in the order they came (`receivedAt`); what is out of order by `observedAt` is judged as a late reading is
 */
export const runBacktest = (
  setup: BacktestSetup,
  rows: Iterable<SeriesRow>,
  { batchRows = BATCH_ROWS, until = Number.NEGATIVE_INFINITY }: BacktestOptions = {},
): BacktestResult => {
  const groups = siteGroups(setup);
  const { span, ...counts } = playRows(setup.village, groups, rows, batchRows);
  const end = Math.max(until, span?.lastReceivedAt ?? until);
  const runs = groups.flat();
  const sites = setup.village.sites.flatMap(({ siteId }) =>
    runs.filter(({ context }) => context.site.siteId === siteId).map((run) => conclude(run, end)),
  );
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  return {
    ...counts,
    duplicates: total(runs.map(({ duplicates }) => duplicates)),
    passed: total(runs.map(({ passed }) => passed)),
    ...(span === undefined ? {} : { span: { from: span.from, to: span.to } }),
    sites,
    sms: smsOf(sites),
  };
};

const conclude = (run: SiteRun, end: EpochMs): SiteResult => {
  letTimePass(run, end);
  letTimePass(run, Number.POSITIVE_INFINITY, "ends");
  const { context, hazards, readings } = run;
  return {
    siteId: context.site.siteId,
    hazards: hazards.map((hazard) => {
      noteBlindness(hazard, end, context, { isOver: false });
      return hazardResult(hazard);
    }),
    ...readingsResult(readings),
  };
};

const hazardResult = ({
  hazard,
  transitions,
  alerts,
  forecasts,
  blind,
  reached,
  seen,
  heldBack,
  fireDanger: fireDangerRun,
}: HazardRun): HazardResult => {
  const fireDanger = fireDangerOf(fireDangerRun);
  return {
    hazard,
    transitions,
    alarms: alarmsOf(transitions, alerts, reached),
    alerts,
    forecasts,
    blind,
    ...(seen === undefined ? { unjudged: true } : {}),
    ...(fireDanger === undefined ? {} : { fireDanger }),
    ...(heldBack === undefined ? {} : { heldBack }),
  };
};

const smsOf = (sites: readonly SiteResult[]): BacktestResult["sms"] => {
  const texts = sites
    .flatMap(({ hazards }) => hazards)
    .flatMap(({ alerts }) => alerts)
    .flatMap(({ notifications }) => notifications)
    .filter(({ channel }) => channel === "sms")
    .map(({ text }) => smsParts(text.body));
  return { messages: texts.length, parts: texts.reduce((sum, parts) => sum + parts, 0) };
};
