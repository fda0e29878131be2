import { type Level, RAISED_LEVELS, type RaisedLevel, rank } from "#shared/domain/level.ts";
import { MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { STORM_START_MS } from "./storm.ts";
import { STORM_MINUTES, waterLevelM } from "./storm-hydrograph.ts";
import type { ExpectedAlert, Truth } from "./truth.ts";

/** 50, 75 and 90 % of a drain 2 m deep. */
const THRESHOLDS_M: Readonly<Record<RaisedLevel, number>> = { advisory: 1, warning: 1.5, danger: 1.8 };
/** 5 % of the depth. */
const CLEAR_MARGIN_M = 0.1;
const CLEAR_AFTER_MIN = 15;
const RAISE_AHEAD_MIN = 15;

type Told = ExpectedAlert["recipients"][number] & { readonly from: RaisedLevel };

/** Who hears of a flood in Lam Tsuen, from which level on. */
const ROUTES: readonly Told[] = [
  { recipientId: "dsd-duty", channel: "sms", language: "zh-HK", from: "advisory" },
  { recipientId: "dsd-duty", channel: "email", language: "zh-HK", from: "advisory" },
  { recipientId: "lam-tsuen-office", channel: "email", language: "zh-HK", from: "advisory" },
  { recipientId: "had-tai-po", channel: "email", language: "en", from: "warning" },
  { recipientId: "fsd-duty", channel: "sms", language: "en", from: "danger" },
  { recipientId: "villager-chan", channel: "sms", language: "zh-HK", from: "warning" },
  { recipientId: "villager-smith", channel: "sms", language: "en", from: "warning" },
  { recipientId: "villager-smith", channel: "email", language: "en", from: "warning" },
];

/** What the water calls for at a minute: the highest threshold reached, or warning when danger is 15 minutes away or less. */
const calledFor = (minute: number): Level => {
  const levelM = waterLevelM(minute);
  const reached = RAISED_LEVELS.filter((level) => levelM >= THRESHOLDS_M[level]).at(-1) ?? "normal";
  const risePerMinM = levelM - waterLevelM(minute - 1);
  const dangerIsNear =
    reached === "advisory" &&
    risePerMinM > 0 &&
    (THRESHOLDS_M.danger - levelM) / risePerMinM <= RAISE_AHEAD_MIN;
  return dangerIsNear ? "warning" : reached;
};

/** Whether the water has stayed under a level's clear limit for 15 minutes. */
const isOver = (level: RaisedLevel, minute: number): boolean =>
  Array.from({ length: CLEAR_AFTER_MIN + 1 }, (_, index) => waterLevelM(minute - index)).every(
    (levelM) => levelM < THRESHOLDS_M[level] - CLEAR_MARGIN_M,
  );

/** Levels minute by minute: raised at once, left when their time under the limit is over. */
const levelAfter = (before: Level, minute: number): Level => {
  const called = calledFor(minute);
  if (rank(called) >= rank(before)) return called;
  const still = RAISED_LEVELS.filter((level) => rank(level) <= rank(before) && !isOver(level, minute)).at(-1);
  return still === undefined || rank(called) > rank(still) ? called : still;
};

/**
 * The alerts that the storm must lead to, from its water without noise and the plain statement of the rules: the alarm engine
 * has no part in it. Whoever was told hears how it goes on and ends.
 */
export const stormTruth = (): Truth => {
  const alerts: ExpectedAlert[] = [];
  let level: Level = "normal";
  let worst: Level = "normal";
  for (let minute = 1; minute < STORM_MINUTES; minute += 1) {
    const next = levelAfter(level, minute);
    if (next === level) continue;
    worst = rank(next) > rank(worst) ? next : worst;
    const told = ROUTES.filter(({ from }) => rank(from) <= rank(worst));
    alerts.push({
      time: toIso(STORM_START_MS + minute * MINUTE_MS),
      level: next,
      messageType: messageType(level, next),
      recipients: told.map(({ recipientId, channel, language }) => ({ recipientId, channel, language })),
    });
    level = next;
  }
  return alerts;
};

const messageType = (from: Level, to: Level): ExpectedAlert["messageType"] => {
  if (to === "normal") return "Cancel";
  return from === "normal" ? "Alert" : "Update";
};
