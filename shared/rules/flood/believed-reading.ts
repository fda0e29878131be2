import type { Evidence } from "#shared/domain/evidence.ts";
import { type Level, RAISED_LEVELS, rank } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { floodAssessment } from "./assess-flood.ts";
import { confirmation } from "./confirmation.ts";
import { expecting } from "./expecting.ts";
import type { FloodMemory } from "./flood-memory.ts";
import { lastBelievedAt, scatterOf, withGauge } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { type Forecast, firmSlope, forecasts, type Rise } from "./forecast.ts";
import { gaugeAfter } from "./gauge-after.ts";
import { type Vote, voteOf } from "./gauge-votes.ts";
import { heldLevel, moveHolds } from "./level-holds.ts";
import { flatLineFlag } from "./level-quality.ts";
import type { LevelStep, Told } from "./level-step.ts";
import { DRY_M, type LevelReading, STEADY_PER_10_MIN_M, slopeOf } from "./rate-of-rise.ts";
import { SURE_SCATTERS, surelyM } from "./scatter.ts";

/**
 * A reading that water can have made. It moves its gauge's slope; the gauge that stands highest moves the forecast and the
 * levels in force.
 *
 * @param history the readings of the gauge that count before it
 */
export const believe = (
  memory: FloodMemory,
  history: readonly LevelReading[],
  reading: LevelReading,
  told: Told,
): LevelStep => {
  const { settings, frame, circumstances } = told;
  const { devEui, silentAfterMs } = frame;
  const at = reading.observedAt;
  const isAlone = Object.keys(memory.gauges).every((other) => other === devEui);
  const standing = { isAlone, silentAfterMs: frame.deviceSilentAfterMs };
  const { gauge: heard, spike } = gaugeAfter(memory.gauges[devEui], history, reading, settings, standing);
  const gauges = withGauge(memory, devEui, heard, at);
  const vote = voteOf(gauges, { gauge: heard, last: reading }, at, silentAfterMs);
  const rise = riseOf(vote, told);
  const { levelM } = vote.last;
  const scatterM = scatterOf(vote.gauge);
  const sureM = surelyM(vote.last, vote.gauge.believed.at(-2), scatterM);
  const ahead = forecasts(levelM, sureM, rise, settings);
  const rateMPerMin = firmSlope(rise)?.mPerMin;
  const rising = isRising(rateMPerMin);
  const since = lastBelievedAt(memory);
  const movement = {
    at,
    levelM,
    sureM,
    clearMarginM: Math.max(settings.clearMarginM, SURE_SCATTERS * scatterM),
    forecasts: ahead.map(({ level }) => level),
    isComing: circumstances.isBelowAlarm && rising,
    wasSilent: since !== undefined && at - since > silentAfterMs,
  };
  const holds = moveHolds(memory.holds, movement, settings);
  const level = heldLevel(holds);
  const { mayHaveCome } = circumstances;
  const site = { gauges, mayHaveCome, settings, at, silentAfterMs };
  const { unconfirmed, evidence: waitsFor } = confirmation(memory, level, site);
  const next: FloodMemory = {
    gauges,
    holds,
    level,
    ...expecting(memory, level, ahead, at, settings),
    ...(rising ? { rising } : {}),
    ...(unconfirmed === undefined ? {} : { unconfirmed }),
  };
  return {
    memory: next,
    flag: flatLineFlag(heard.flatSince, reading, settings),
    suspect: false,
    ...(spike === undefined
      ? {}
      : { reflagged: { devEui, observedAt: spike.observedAt, flag: QUALITY.suspect } }),
    assessment: floodAssessment(
      next,
      {
        reading: vote.last,
        at,
        rateMPerMin,
        forecast: nextAbove(level, ahead),
        holds,
        level,
        more: [
          ...(rising ? circumstances.evidence : []),
          ...vote.evidence,
          ...needs(levelM, sureM, settings),
          ...waitsFor,
        ],
      },
      settings,
    ),
  };
};

const riseOf = ({ gauge, last }: Vote, { circumstances, settings }: Told): Rise => {
  const at = last.observedAt;
  const before = gauge.believed.at(-2);
  return {
    slope: slopeOf(gauge.believed, at, settings.dryLevelM + DRY_M),
    since: gauge.dryAt ?? at,
    at,
    goesOn: before === undefined || last.levelM >= before.levelM,
    scatterM: scatterOf(gauge),
    isExplained: circumstances.isExplained,
    aheadAtLeastMin: circumstances.aheadAtLeastMin,
  };
};

const isRising = (rateMPerMin = 0): boolean => rateMPerMin * 10 >= STEADY_PER_10_MIN_M;

const nextAbove = (level: Level, ahead: readonly Forecast[]): Forecast | undefined => {
  const next = RAISED_LEVELS.find((raised) => rank(raised) > rank(level));
  return ahead.find((forecast) => forecast.level === next);
};

/** What keeps the level from being higher: a gauge that scatters must say it twice. */
const needs = (levelM: number, sureM: number, { thresholdsM }: FloodSettings): readonly Evidence[] => {
  const isUnsure = ["advisory", "warning"].some((level) => {
    const thresholdM = thresholdsM[level === "advisory" ? "advisory" : "warning"];
    return levelM >= thresholdM && sureM < thresholdM;
  });
  return isUnsure ? [{ kind: "needs", what: "second_reading", have: 1, of: 2, contribution: 0 }] : [];
};
