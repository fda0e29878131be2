import { SECOND_MS } from "#shared/domain/time.ts";
import { seconds } from "./replay-lines.ts";
import type { SeenAlert } from "./seen-alert.ts";

/** What a replay came to. */
export interface ReplayReport {
  readonly exerciseId: string;
  /** Uplinks handed to the endpoint, copies included. */
  readonly sent: number;
  readonly lost: number;
  /** Readings that had to come into the history, and those that are there. */
  readonly readings: number;
  readonly accepted: number;
  readonly alerts: number;
  readonly notifications: number;
  /** From the publishing of the uplink that made an alert to each of its messages, wall ms. */
  readonly latenciesMs: readonly number[];
  /** Of the sending. */
  readonly tookMs: number;
}

/** The value that a share of all values does not exceed (nearest rank); undefined of none. */
export const percentile = (values: readonly number[], share: number): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];

export const summaryLines = (report: ReplayReport): readonly string[] => {
  const { latenciesMs, tookMs, sent } = report;
  const [p50, p95] = [percentile(latenciesMs, 0.5), percentile(latenciesMs, 0.95)];
  const rate = sent / Math.max(tookMs / SECOND_MS, 0.001);
  return [
    `exercise         ${report.exerciseId}`,
    `sent             ${sent} uplinks in ${seconds(tookMs)} (${rate.toFixed(1)} a second), ${report.lost} lost on the radio`,
    `accepted         ${report.accepted} of ${report.readings} readings in the history`,
    `alerts           ${report.alerts}, in ${report.notifications} messages`,
    p50 === undefined || p95 === undefined
      ? "uplink to phone  no messages"
      : `uplink to phone  p50 ${seconds(p50)}, p95 ${seconds(p95)}`,
  ];
};

/** What had not come to its end when the waiting was over, in sentences. */
export const unfinished = ({
  report,
  alerts,
}: {
  readonly report: ReplayReport;
  readonly alerts: readonly SeenAlert[];
}): readonly string[] => {
  const missing = report.readings - report.accepted;
  const waiting = alerts
    .flatMap(({ notifications }) => notifications)
    .filter(({ result }) => result === undefined);
  const reason = waiting.find(({ delayedBecause }) => delayedBecause !== undefined)?.delayedBecause;
  return [
    ...(missing > 0 ? [`${missing} of ${report.readings} readings did not come into the history.`] : []),
    ...(waiting.length > 0
      ? [`${waiting.length} messages have no result yet${reason === undefined ? "" : `: ${reason}`}.`]
      : []),
  ];
};
