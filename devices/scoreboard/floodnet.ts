import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { isUnscored } from "./recording.ts";
import { type Score, type Scoring, scoresOf } from "./score.ts";
import { meanOf, medianOf, shareOf } from "./statistics.ts";
import { readStreetFloods } from "./street-floods.ts";
import { leadMinutes, outcomeOf, type StreetOutcome, slowly } from "./street-outcome.ts";

/** From then on FloodNet recorded every minute, before every five. */
const RECORDED_EACH_MINUTE_FROM: EpochMs = Date.UTC(2021, 10, 1);
const PHASES_MS = Array.from({ length: 10 }, (_, index) => index * 30 * SECOND_MS);

/** FloodNet NYC: each flood by itself, in a street that is dry before it. Tides and rain are never pooled. */
export const floodnet: Scoring = {
  dataset: "floodnet",
  score: ({ folder }) => {
    const floods = readStreetFloods(folder);
    if (isUnscored(floods)) return floods;
    const rain = floods.filter(({ isTidal }) => !isTidal);
    const tides = floods.filter(({ isTidal }) => isTidal).map((flood) => outcomeOf(flood));
    const rains = rain.map((flood) => outcomeOf(flood));
    const rainsSlowly = PHASES_MS.map((phaseMs) => rain.map((flood) => outcomeOf(flood, slowly(phaseMs))));
    const since = (outcomes: readonly StreetOutcome[]) =>
      outcomes.filter(({ flood }) => flood.from >= RECORDED_EACH_MINUTE_FROM);
    return [
      ...scoresOf("tidal 1m", everything(tides)),
      ...scoresOf("rain 1m", everything(rains)),
      ...scoresOf("rain 5m/1m", overPhases(rainsSlowly)),
      ...scoresOf("rain since 2021-11", everything(since(rains))),
      ...scoresOf("rain since 2021-11 5m/1m", overPhases(rainsSlowly.map(since))),
      ...scoresOf("any", worstOf([everything(tides), everything(rains), overPhases(rainsSlowly)])),
    ];
  },
};

type Values = Readonly<Record<string, Score["value"]>>;

const DEEP = "flood that reached 305 mm";

/** Every measure of floods of one kind. */
export const everything = (outcomes: readonly StreetOutcome[]): Values => {
  const deep = outcomes.flatMap(({ crossedAt, firstAlertAt, warnedAt, villagersWarnedAt }) =>
    crossedAt === undefined
      ? []
      : [
          {
            first: leadMinutes(crossedAt, firstAlertAt),
            warned: leadMinutes(crossedAt, warnedAt),
            villagers: leadMinutes(crossedAt, villagersWarnedAt),
          },
        ],
  );
  const warned = outcomes.filter(({ warnedAt }) => warnedAt !== undefined);
  const alerted = outcomes.filter(({ newAlarms }) => newAlarms > 0);
  const newAlarms = alerted.reduce((sum, one) => sum + one.newAlarms, 0);
  return {
    lead_ge_10_share: shareOf(deep, ({ first }) => first >= 10, DEEP),
    warn_lead_ge_10_share: shareOf(deep, (lead) => lead.warned >= 10, DEEP),
    pod: shareOf(deep, (lead) => lead.warned >= 0, DEEP),
    far: shareOf(warned, ({ crossedAt }) => crossedAt === undefined, "warning of 305 mm"),
    lead_median_min: medianOf(
      deep.map((lead) => lead.warned),
      DEEP,
    ),
    villagers_pod: shareOf(deep, (lead) => lead.villagers >= 0, DEEP),
    villagers_lead_median_min: medianOf(
      deep.map((lead) => lead.villagers),
      DEEP,
    ),
    lead_ge_5_share: shareOf(deep, (lead) => lead.warned >= 5, DEEP),
    alerts_per_event: alerted.length === 0 ? { reason: "there is no alert" } : newAlarms / alerted.length,
    levels_missed: outcomes.reduce((sum, one) => sum + one.levelsMissed, 0),
    interval_coverage: coverageOf(outcomes),
  };
};

const overPhases = (phases: readonly (readonly StreetOutcome[])[]): Values => {
  const each = phases.map(everything);
  const names = Object.keys(each[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, meanOf(each.map((values) => values[name] ?? { reason: `no ${name}` }))]),
  );
};

const NO_INTERVAL = { reason: "no interval was stated for a level that was then reached" };

const coverageOf = (outcomes: readonly StreetOutcome[]): Score["value"] => {
  const stated = outcomes.reduce((sum, { intervals }) => sum + intervals.stated, 0);
  const held = outcomes.reduce((sum, { intervals }) => sum + intervals.held, 0);
  return stated === 0
    ? { reason: "no interval was stated for a level that was then reached" }
    : held / stated;
};

/** What holds in every case: the most that was missed, the least share of intervals that held. */
export const worstOf = (cases: readonly Values[]): Values => {
  const numbersOf = (metric: string) =>
    cases.map((values) => values[metric]).filter((value) => typeof value === "number");
  const coverages = numbersOf("interval_coverage");
  return {
    levels_missed: Math.max(0, ...numbersOf("levels_missed")),
    interval_coverage:
      coverages.length === 0 ? (cases[0]?.interval_coverage ?? NO_INTERVAL) : Math.min(...coverages),
  };
};
