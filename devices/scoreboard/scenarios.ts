import { seedOf } from "#devices/traces/scenarios/random.ts";
import { SCENARIO_HAZARDS, type ScenarioHazard } from "#devices/traces/scenarios/scenario.ts";
import { isFireAlert } from "./fire-alerts.ts";
import {
  dumpsFound,
  type Found,
  falseAlarms,
  isForDepartment,
  isForVillagers,
  isPublic,
  minutesToAlert,
} from "./scenario-counts.ts";
import { type PlayedScenario, playScenario, type ScenarioPlan } from "./scenario-play.ts";
import { type Score, type Scoring, type ScoringOptions, scoresOf } from "./score.ts";
import { medianOf, ninthOfTenOf, shareOf } from "./statistics.ts";

const PER_SENSOR_DAYS = 10_000;

/** Quiet time by hazard: which share of all sensor-days, in runs of how many days, with how many sensors a site has at the least. */
const QUIET: Readonly<
  Record<ScenarioHazard, { readonly share: number; readonly days: number; readonly sensors: number }>
> = {
  flood: { share: 0.3, days: 125, sensors: 1 },
  hill_fire: { share: 0.1, days: 40, sensors: 2 },
  wild_pig: { share: 0.3, days: 250, sensors: 2 },
  illegal_dumping: { share: 0.3, days: 150, sensors: 2 },
};

/** Scenarios with events: a rule that learns what is usual has its fortnight first. */
const DUMPING = { hazard: "illegal_dumping", kind: "event", place: "lay_by", days: 60, events: 5 } as const;
const FIRE = {
  hazard: "hill_fire",
  kind: "event",
  place: "hill",
  days: 28,
  events: 6,
  quietDays: 16,
} as const;
const SENSOR_DAYS_PER_EVENT_RUN = 1_000;

/** Sites of our own making, with faults: what the public is told that is not so, and what is found of dumping and of fires. */
export const scenarios: Scoring = {
  dataset: "scenarios",
  score: (options) => [...quietScores(options), ...dumpingScores(options), ...fireScores(options)],
};

const plansOf = (hazard: ScenarioHazard, { seed, sensorDays }: ScoringOptions): readonly ScenarioPlan[] => {
  const { share, days, sensors } = QUIET[hazard];
  const { places } = SCENARIO_HAZARDS[hazard];
  const runs = Math.max(places.length, Math.ceil((sensorDays * share) / (days * sensors)));
  return Array.from({ length: runs }, (_, index) => ({
    hazard,
    kind: "quiet",
    place: places[index % places.length] ?? places[0],
    days,
    seed: seedOf(seed, "quiet", hazard, index),
  }));
};

const quietScores = (options: ScoringOptions): readonly Score[] => {
  const hazards = Object.keys(QUIET) as readonly ScenarioHazard[];
  const played = hazards.map((hazard) => {
    const runs = plansOf(hazard, options).map((plan) => quietRun(playScenario(plan)));
    const total = (pick: (run: (typeof runs)[number]) => number) =>
      runs.reduce((sum, run) => sum + pick(run), 0);
    return {
      hazard,
      sensorDays: total((run) => run.sensorDays),
      told: total((run) => run.told),
      departments: total((run) => run.departments),
      fires: total((run) => run.fires),
    };
  });
  const rate = (counted: number, days: number) => (counted * PER_SENSOR_DAYS) / days;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const sensorDays = sum(played.map((one) => one.sensorDays));
  return [
    ...scoresOf("", {
      public_false_per_10000_sensor_days: rate(sum(played.map(({ told }) => told)), sensorDays),
      sensor_days: sensorDays,
    }),
    ...played.flatMap((one) =>
      scoresOf(WORDS[one.hazard], {
        public_false_per_10000_sensor_days: rate(one.told, one.sensorDays),
        department_false_per_10000_sensor_days: rate(one.departments, one.sensorDays),
        ...(one.hazard === "hill_fire"
          ? { department_false_fires_per_10000_sensor_days: rate(one.fires, one.sensorDays) }
          : {}),
        sensor_days: one.sensorDays,
      }),
    ),
  ];
};

/** The cases as the table of targets names them. */
const WORDS: Readonly<Record<ScenarioHazard, string>> = {
  flood: "flood",
  hill_fire: "fire",
  wild_pig: "pig",
  illegal_dumping: "dumping",
};

/** Only what is counted is kept: a played scenario is large. */
const quietRun = (played: PlayedScenario) => ({
  sensorDays: played.sensorDays,
  told: falseAlarms(played, isPublic(played.hazard)),
  departments: falseAlarms(played, isForDepartment),
  fires: falseAlarms(played, (plan) => isForDepartment(plan) && isFireAlert(plan.alert)),
});

const eventRuns = <T>(
  plan: Omit<ScenarioPlan, "seed">,
  { seed, sensorDays }: ScoringOptions,
  countOf: (played: PlayedScenario) => T,
): readonly T[] =>
  Array.from({ length: Math.max(2, Math.round(sensorDays / SENSOR_DAYS_PER_EVENT_RUN)) }, (_, index) =>
    countOf(playScenario({ ...plan, seed: seedOf(seed, "event", plan.hazard, index) })),
  );

const dumpingScores = (options: ScoringOptions): readonly Score[] => {
  const runs = [0, 1].flatMap((part) =>
    eventRuns(DUMPING, { ...options, seed: seedOf(options.seed, "part", part) }, dumpsFound),
  );
  const total = (pick: (found: Found) => number) => runs.reduce((sum, run) => sum + pick(run), 0);
  const [events, alarms] = [total((run) => run.events), total((run) => run.alarms)];
  return scoresOf("dumping", {
    pod: events === 0 ? { reason: "nothing was dumped" } : total((run) => run.found) / events,
    far: alarms === 0 ? { reason: "there is no case" } : 1 - total((run) => run.matched) / alarms,
    events,
  });
};

const fireScores = (options: ScoringOptions): readonly Score[] => {
  const runs = eventRuns(FIRE, options, (played) => ({
    department: minutesToAlert(played, isForDepartment),
    villagers: minutesToAlert(played, isForVillagers),
  }));
  const department = runs.flatMap((run) => run.department);
  const villagers = runs.flatMap((run) => run.villagers);
  return scoresOf("fire", {
    pod: shareOf(department, Number.isFinite, FIRES),
    minutes_to_alert: medianOf(department, FIRES),
    ninth_of_ten_min: ninthOfTenOf(department, FIRES),
    villagers_pod: shareOf(villagers, Number.isFinite, FIRES),
    villagers_median_min: medianOf(villagers, FIRES),
    events: department.length,
  });
};

const FIRES = "fire that a sensor could smell";
