import type { BacktestSetup } from "#devices/backtest/backtest-setup.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import type { AlertPlan } from "#shared/domain/alert.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { CLASSES, type Confusion, devEuiAt, motionFrames, visionFrames } from "./gmu8-camera.ts";
import { type CameraTraps, readCameraTraps, readTrapYears, type Visit } from "./gmu8-events.ts";
import { isUnscored } from "./recording.ts";
import { type Score, type Scoring, scoresOf, type Unscored } from "./score.ts";
import { shareOf } from "./statistics.ts";

/** Near enough to houses that a group of pigs there is for the public, as the hardest case. */
const HOUSES_M = 50;
const HEARTBEAT_S = 43_200;
/** Leuven's 18:00 to 6:00 (UTC+1) by Hong Kong's clock, which is what a site's file says. */
const NIGHT = { nightFromHour: 1, nightToHour: 13 };

/** One pig in ten missed, 3 in 100 others taken for one; a look every 3 s: 19 sequences in 20 last 5 s or longer. */
export const CONFUSION = { lookS: 3, missedShare: 0.1, takenForPigShare: 0.03, errs: "look" } as const;

/**
 * Wild boar before the camera traps of Leuven (GMU8, INBO), as a camera with a model of limited skill would have told of them.
 * The confusion is drawn per look; the other two readings of it are reported beside.
 */
export const gmu8: Scoring = {
  dataset: "gmu8",
  score: ({ folder, seed }) => {
    const traps = readCameraTraps(folder);
    if (isUnscored(traps)) return traps;
    const years = readTrapYears(folder);
    const vision = (confusion: Confusion) => visionValues(traps, confusion, years);
    return [
      ...scoresOf("vision with seeded confusion", vision({ ...CONFUSION, seed })),
      ...scoresOf("perfect class", vision({ ...CONFUSION, missedShare: 0, takenForPigShare: 0, seed })),
      ...scoresOf("motion only", motionValues(traps)),
      ...scoresOf("vision, one look a sequence", vision(onlyOneLook(seed))),
      ...scoresOf("vision, errors last a sequence", vision({ ...CONFUSION, errs: "sequence", seed })),
    ];
  },
};

const onlyOneLook = (seed: number): Confusion => {
  const { lookS: _, ...confusion } = CONFUSION;
  return { ...confusion, seed };
};

type Values = Readonly<Record<string, Score["value"]>>;

/** Recall of visits, alarms per visit found, and alarms outside of any visit per year of one trap. */
export const visionValues = (traps: CameraTraps, confusion: Confusion, years: number | Unscored): Values => {
  const plans = play(traps, visionFrames(traps, confusion));
  const told = plans.filter(({ alert }) => alert.messageType === "Alert");
  const found = traps.visits.filter((visit) => told.some((plan) => isOf(plan, visit)));
  const inVisits = told.filter((plan) => traps.visits.some((visit) => isOf(plan, visit)));
  const perYear = (count: number) => (typeof years === "number" ? count / years : years);
  return {
    visit_recall: shareOf(traps.visits, (visit) => found.includes(visit), "visit"),
    alerts_per_visit: found.length === 0 ? { reason: "no visit was found" } : inVisits.length / found.length,
    false_per_site_year: perYear(told.length - inVisits.length),
    public_false_per_site_year: perYear(
      plans.filter((plan) => reachesVillager(plan) && !traps.visits.some((visit) => isOf(plan, visit)))
        .length,
    ),
  };
};

const motionValues = (traps: CameraTraps): Values => {
  const plans = play(traps, motionFrames(traps));
  const toPublic = plans.filter(reachesVillager);
  return {
    told: toPublic.length,
    precision: shareOf(
      toPublic,
      (plan) => traps.visits.some((visit) => isOf(plan, visit)),
      "message to villagers",
    ),
  };
};

const reachesVillager = ({ notifications }: AlertPlan): boolean =>
  notifications.some(({ recipientId }) => recipientId === VILLAGER);

const isOf = ({ alert }: AlertPlan, { site, from, to }: Visit): boolean =>
  alert.siteId === siteIdOf(site) && alert.transitionAt >= from && alert.transitionAt <= to + SECOND_MS;

const VILLAGER = "villager";
const siteIdOf = (site: string): string => site.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** Every alert but the ends of alarms, in the order in which they went out. */
const play = (traps: CameraTraps, rows: readonly SeriesRow[]): readonly AlertPlan[] =>
  runBacktest(setupFor(traps), rows)
    .sites.flatMap(({ hazards }) => hazards)
    .flatMap(({ alerts }) => alerts)
    .filter(({ alert }) => alert.level !== "normal");

const setupFor = ({ encounters }: CameraTraps): BacktestSetup => {
  const sites = [...new Set(encounters.map(({ site }) => site))];
  const settings = { pigClass: CLASSES.pig, pigletClass: CLASSES.piglet, housesM: HOUSES_M, ...NIGHT };
  const name = (text: string) => ({ "zh-HK": text, en: text });
  return {
    village: {
      villageId: "leuven",
      name: name("Leuven"),
      telephone: "+12025550140",
      sites: sites.map((site) => ({
        siteId: siteIdOf(site),
        name: name(site),
        position: [4.63, 50.83],
        hazards: [{ hazard: "wild_pig", settings, validFrom: 0 }],
      })),
      devices: sites.map((site) => ({
        devEui: devEuiAt(site),
        profileId: "generic/recorded",
        reportIntervalS: HEARTBEAT_S,
        assignments: [{ siteId: siteIdOf(site), validFrom: 0 }],
      })),
    },
    addressees: [
      { recipientId: VILLAGER, role: "subscriber", language: "en", channels: ["sms"], consented: true },
    ],
  };
};
