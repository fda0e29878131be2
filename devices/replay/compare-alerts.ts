import type { EpochMs } from "#shared/domain/time.ts";
import { type ExpectedAlert, type Truth, timeOf } from "../traces/truth.ts";
import { type Difference, hongKongTime, nameOf } from "./replay-lines.ts";
import { hasReached, type SeenAlert } from "./seen-alert.ts";

/** When the readings of a replay were taken, on its own clock, in the order of time. */
export type Moments = readonly [{ readonly atMs: number }, ...{ readonly atMs: number }[]];

/**
 * How the alerts of a replay differ from the trace's ground truth: level, kind of message, recipient, channel, language, and time
 * to within one reading. Empty when they are the same.
 */
export const compareAlerts = (
  truth: Truth,
  alerts: readonly SeenAlert[],
  trace: Moments,
  traceStart: EpochMs,
): readonly Difference[] => {
  const shiftMs = traceStart - trace[0].atMs;
  const unmatched = new Set(alerts.toSorted((a, b) => a.transitionAt - b.transitionAt));
  const differences: Difference[] = [];
  for (const expected of truth) {
    const [earliest, latest] = oneReadingAround(trace, timeOf(expected));
    const alike = [...unmatched].filter((alert) => isAlike(alert, expected));
    const match = alike.find(
      ({ transitionAt }) => transitionAt >= earliest + shiftMs && transitionAt <= latest + shiftMs,
    );
    const due = hongKongTime(timeOf(expected) + shiftMs);
    if (match !== undefined) {
      unmatched.delete(match);
      differences.push(...recipientDifferences(expected, match));
    } else if (alike[0] === undefined) {
      differences.push({ kind: "missing", sentence: `${nameOf(expected)} at ${due} did not come` });
    } else {
      unmatched.delete(alike[0]);
      const came = hongKongTime(alike[0].transitionAt);
      differences.push({
        kind: "time",
        sentence: `${nameOf(expected)} came at the reading of ${came}, due at ${due} or one reading beside`,
      });
    }
  }
  for (const alert of unmatched) {
    const came = hongKongTime(alert.transitionAt);
    differences.push({ kind: "unexpected", sentence: `${nameOf(alert)} at ${came} was not expected` });
  }
  return differences;
};

const isAlike = (alert: SeenAlert, expected: ExpectedAlert): boolean =>
  alert.level === expected.level && alert.messageType === expected.messageType;

/** On the trace's clock: the readings before and after the one nearest to an instant. */
const oneReadingAround = (trace: Moments, atMs: number): readonly [number, number] => {
  const times = trace.map((reading) => reading.atMs);
  const nearest = times.reduce((best, time) => (Math.abs(time - atMs) < Math.abs(best - atMs) ? time : best));
  const before = times.findLast((time) => time < nearest) ?? nearest;
  const after = times.find((time) => time > nearest) ?? nearest;
  return [before, after];
};

const recipientDifferences = (expected: ExpectedAlert, alert: SeenAlert): readonly Difference[] => {
  const words = ({ recipientId, channel, language }: ExpectedAlert["recipients"][number]) =>
    `${recipientId} by ${channel} in ${language}`;
  const wanted = new Set(expected.recipients.map(words));
  const told = new Set(alert.notifications.filter(hasReached).map(words));
  const name = `${nameOf(expected)} at ${hongKongTime(alert.transitionAt)}`;
  return [
    ...[...wanted]
      .filter((one) => !told.has(one))
      .map((one) => ({ kind: "missing", sentence: `${name} did not reach ${one}` }) as const),
    ...[...told]
      .filter((one) => !wanted.has(one))
      .map(
        (one) => ({ kind: "unexpected", sentence: `${name} reached ${one}, who was not expected` }) as const,
      ),
  ];
};
