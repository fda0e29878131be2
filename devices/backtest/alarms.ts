import type { Alert, AlertPlan } from "#shared/domain/alert.ts";
import type { Transition } from "#shared/domain/assessment.ts";
import { highest, isAtLeast, type Level, RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Alarm, LeadTime } from "./backtest-result.ts";
import type { Reached } from "./hazard-run.ts";

interface Span {
  readonly from: EpochMs;
  to?: EpochMs;
  readonly levels: Level[];
}

/** The alarms of a timeline, each with the alerts that told of it and how long they came before the levels they told of. */
export const alarmsOf = (
  transitions: readonly Transition[],
  plans: readonly AlertPlan[],
  reached: readonly Reached[],
): readonly Alarm[] =>
  spansOf(transitions).map(({ from, to, levels }) => {
    const isWithin = (at: EpochMs) => at >= from && (to === undefined || at <= to);
    const alerts = plans.map(({ alert }) => alert).filter((alert) => isWithin(alert.transitionAt));
    const top = highest(levels);
    return {
      from,
      ...(to === undefined ? {} : { to }),
      highest: RAISED_LEVELS.find((level) => level === top) ?? "advisory",
      alerts: alerts.map(({ identifier }) => identifier),
      leadTimes: leadTimes(
        reached.filter(({ at }) => isWithin(at)),
        alerts,
      ),
    };
  });

const spansOf = (transitions: readonly Transition[]): readonly Span[] => {
  const spans: Span[] = [];
  for (const { at, from, to } of transitions) {
    const running = spans.at(-1);
    if (from === "normal" || running === undefined || running.to !== undefined) {
      spans.push({ from: at, levels: [to] });
    } else running.levels.push(to);
    const current = spans.at(-1);
    if (to === "normal" && current !== undefined) current.to = at;
  }
  return spans;
};

/** Each level of an alarm when it was reached first. */
const leadTimes = (reached: readonly Reached[], alerts: readonly Alert[]): readonly LeadTime[] =>
  RAISED_LEVELS.flatMap((level) => {
    const first = reached.find((one) => one.level === level);
    if (first === undefined) return [];
    const alert = alerts.find((candidate) => tellsOf(candidate, level));
    return [
      {
        level,
        reachedAt: first.at,
        ...(alert === undefined
          ? {}
          : { alertedAt: alert.sent, leadMinutes: (first.at - alert.sent) / MINUTE_MS }),
      },
    ];
  });

/** Whether an alert stands at a level or above, or foretells it. */
export const tellsOf = ({ level, assessment }: Alert, wanted: RaisedLevel): boolean =>
  isAtLeast(level, wanted) ||
  assessment.evidence.some((item) => item.kind === "forecast" && isAtLeast(item.level, wanted));
