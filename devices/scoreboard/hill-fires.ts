import type { Alert } from "#shared/domain/alert.ts";
import { isAtLeast } from "#shared/domain/level.ts";
import { toIso } from "#shared/domain/time.ts";
import { HAZARDS } from "#shared/rules/hazard-list.ts";
import { type Place, playAt } from "./place.ts";
import { instant, isUnscored, number, reading, readRecording } from "./recording.ts";
import { type Score, type Scoring, scoresOf, type Unscored } from "./score.ts";

const NO_RULE: Unscored = { reason: "no rule watches for hill fires yet" };
const isWatchedFor = (): boolean => HAZARDS.some(({ rule }) => rule.hazard === "hill_fire");

/** Carmel Valley, California, whose station tells the hour's mean. */
const CARMEL_VALLEY: Place = {
  name: "Carmel Valley",
  position: [-121.73, 36.48],
  hazard: "hill_fire",
  settings: {},
  reportIntervalS: 3_600,
};

/** The Tour Perret in Grenoble: one sensor of temperature and humidity, in the sun of the afternoon. */
const TOUR_PERRET: Place = {
  name: "Tour Perret",
  position: [5.735, 45.185],
  hazard: "hill_fire",
  settings: {},
  reportIntervalS: 600,
};

/** Smoke of a great fire far away: people are told that the air is bad, and never that a hill burns here. */
export const soberanes: Scoring = {
  dataset: "soberanes",
  score: ({ folder }) => {
    const rows = readRecording(folder, "fire/airnow_carmelvalley_soberanes2016.csv", {
      t_utc: instant,
      pm25: reading,
    });
    if (isUnscored(rows)) return rows;
    if (!isWatchedFor()) return NO_RULE;
    const alerts = alertsOf(
      CARMEL_VALLEY,
      rows.flatMap(({ t_utc, pm25 }) => (pm25 === undefined ? [] : [{ at: t_utc, values: { pm2_5: pm25 } }])),
    );
    const first = alerts.find(isAmbientSmoke);
    const firstUtc: Score["value"] =
      first === undefined ? { reason: "no notice of smoke was given" } : toIso(first.assessment.observedAt);
    return scoresOf("", { first_utc: firstUtc, fire_alarms: alerts.filter(isFireAlarm).length });
  },
};

/** Hot dry days, with frames that came twice, late, or after weeks of silence. */
export const tourperret: Scoring = {
  dataset: "tourperret",
  score: ({ folder }) => {
    const rows = readRecording(folder, "lorawan/tourperret_elsys_ems_2023-01_06.csv", {
      t_utc: instant,
      fcnt: number,
      temp_c: reading,
      rh_pct: reading,
    });
    if (isUnscored(rows)) return rows;
    if (!isWatchedFor()) return NO_RULE;
    const told = rows.map(({ t_utc, fcnt, temp_c, rh_pct }) => ({
      at: t_utc,
      fCnt: fcnt,
      values: {
        ...(temp_c === undefined ? {} : { air_temperature: temp_c }),
        ...(rh_pct === undefined ? {} : { relative_humidity: rh_pct }),
      },
    }));
    return scoresOf("", { fire_alarms: alertsOf(TOUR_PERRET, told).filter(isFireAlarm).length });
  },
};

const alertsOf = (...[place, told]: Parameters<typeof playAt>): readonly Alert[] =>
  playAt(place, told).alerts.map(({ alert }) => alert);

/** A notice: particles above an absolute limit, at the lowest level. */
const isAmbientSmoke = ({ level, assessment }: Alert): boolean =>
  level === "advisory" &&
  assessment.evidence.some((item) => item.kind === "threshold_reached" && item.quantity === "pm2_5");

/** Whatever says that a hill may burn: any alert but a notice of smoky air and the end of an alarm. */
const isFireAlarm = (alert: Alert): boolean => isAtLeast(alert.level, "advisory") && !isAmbientSmoke(alert);
