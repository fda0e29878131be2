import type { Alert } from "#shared/domain/alert.ts";
import { toIso } from "#shared/domain/time.ts";
import { isFireAlert, isSmokeNotice } from "./fire-alerts.ts";
import { type Place, playAt } from "./place.ts";
import { instant, isUnscored, number, reading, readRecording } from "./recording.ts";
import { type Score, type Scoring, scoresOf } from "./score.ts";

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
    const alerts = alertsOf(
      CARMEL_VALLEY,
      rows.flatMap(({ t_utc, pm25 }) => (pm25 === undefined ? [] : [{ at: t_utc, values: { pm2_5: pm25 } }])),
    );
    const first = alerts.find(isSmokeNotice);
    const firstUtc: Score["value"] =
      first === undefined ? { reason: "no notice of smoke was given" } : toIso(first.assessment.observedAt);
    return scoresOf("", { first_utc: firstUtc, fire_alarms: alerts.filter(isFireAlert).length });
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
    const told = rows.map(({ t_utc, fcnt, temp_c, rh_pct }) => ({
      at: t_utc,
      fCnt: fcnt,
      values: {
        ...(temp_c === undefined ? {} : { air_temperature: temp_c }),
        ...(rh_pct === undefined ? {} : { relative_humidity: rh_pct }),
      },
    }));
    return scoresOf("", { fire_alarms: alertsOf(TOUR_PERRET, told).filter(isFireAlert).length });
  },
};

const alertsOf = (...[place, told]: Parameters<typeof playAt>): readonly Alert[] =>
  playAt(place, told).alerts.map(({ alert }) => alert);
