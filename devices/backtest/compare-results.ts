import type { Alert } from "#shared/domain/alert.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import { type Level, rank } from "#shared/domain/level.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { BacktestResult, HazardResult } from "./backtest-result.ts";

/** How an alert of one configuration stands to those of another. */
export interface AlertChange {
  readonly hazard: Hazard;
  readonly change: "appears" | "vanishes" | "moves";
  readonly level: Level;
  readonly previousLevel: Level;
  /** When it goes out; of one that vanishes, when it would have. */
  readonly at: EpochMs;
  /** Of one that moves: negative when it comes earlier now. */
  readonly byMinutes?: number;
}

export interface Comparison {
  readonly changes: readonly AlertChange[];
  /** Alerts that are the same, to the second. */
  readonly same: number;
  /** Text messages more than before, or fewer. */
  readonly moreSms: number;
}

/** What a configuration does otherwise than another on the same recording: alerts that appear, vanish or move. */
export const compareResults = (now: BacktestResult, before: BacktestResult): Comparison => {
  const hazardsBefore = before.sites.flatMap(({ hazards }) => hazards);
  const hazardsNow = now.sites.flatMap(({ hazards }) => hazards);
  const names = new Set([...hazardsBefore, ...hazardsNow].map(({ hazard }) => hazard));
  const compared = [...names].map((hazard) =>
    compareHazard(
      hazard,
      hazardsNow.find((one) => one.hazard === hazard),
      hazardsBefore.find((one) => one.hazard === hazard),
    ),
  );
  return {
    changes: compared.flatMap(({ changes }) => changes).toSorted((a, b) => a.at - b.at),
    same: compared.reduce((sum, { same }) => sum + same, 0),
    moreSms: now.sms.messages - before.sms.messages,
  };
};

const alertsOf = (result: HazardResult | undefined): readonly Alert[] =>
  result?.alerts.map(({ alert }) => alert) ?? [];

const compareHazard = (
  hazard: Hazard,
  now: HazardResult | undefined,
  before: HazardResult | undefined,
): { readonly changes: readonly AlertChange[]; readonly same: number } => {
  const [newOnes, oldOnes] = [alertsOf(now), alertsOf(before)];
  const pairs = pairUp(newOnes, oldOnes);
  const paired = new Set(pairs.flat());
  const named = (
    change: AlertChange["change"],
    { level, previousLevel, sent }: Alert,
    byMinutes?: number,
  ): AlertChange => ({
    hazard,
    change,
    level,
    previousLevel,
    at: sent,
    ...(byMinutes === undefined ? {} : { byMinutes }),
  });
  const moved = pairs.filter(([one, other]) => one.sent !== other.sent);
  return {
    same: pairs.length - moved.length,
    changes: [
      ...newOnes.filter((alert) => !paired.has(alert)).map((alert) => named("appears", alert)),
      ...oldOnes.filter((alert) => !paired.has(alert)).map((alert) => named("vanishes", alert)),
      ...moved.map(([one, other]) => named("moves", one, (one.sent - other.sent) / MINUTE_MS)),
    ],
  };
};

/** Further apart than this, two alerts are not the same one that moved. */
const MOST_APART_MS = 6 * HOUR_MS;

/** Alerts that say the same, the nearest in time first: to the same level, and the same way up or down. */
const pairUp = (
  newOnes: readonly Alert[],
  oldOnes: readonly Alert[],
): readonly (readonly [Alert, Alert])[] => {
  const candidates = newOnes
    .flatMap((one) =>
      near(one, oldOnes).map((other) => ({ one, other, apart: Math.abs(one.sent - other.sent) })),
    )
    .sort((a, b) => a.apart - b.apart);
  const taken = new Set<Alert>();
  return candidates.flatMap(({ one, other }) => {
    if (taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    return [[one, other] as const];
  });
};

const near = (alert: Alert, others: readonly Alert[]): readonly Alert[] =>
  others.filter(
    (other) =>
      Math.abs(other.sent - alert.sent) <= MOST_APART_MS &&
      other.level === alert.level &&
      isUp(other) === isUp(alert),
  );

const isUp = ({ level, previousLevel }: Alert): boolean => rank(level) > rank(previousLevel);
