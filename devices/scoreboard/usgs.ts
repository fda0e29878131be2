import * as z from "zod";
import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { episodesAt, holds, newAlarms } from "./alarm-counts.ts";
import { aboveBase, USGS_GAUGE } from "./flood-places.ts";
import { playAt } from "./place.ts";
import { instant, isUnscored, reading, readRecording } from "./recording.ts";
import { type Score, type Scoring, scoresOf } from "./score.ts";
import { shareOf } from "./statistics.ts";
import { baseOf } from "./survey.ts";

/** Above where the water stood in the first days: advisory, warning and danger, metres. The same for every station. */
const ABOVE_BASE_M = [0.5, 1, 2] as const;

interface Stage {
  readonly at: EpochMs;
  readonly value: number;
}

const playStage = (stages: readonly Stage[]): HazardResult =>
  playAt(
    aboveBase(USGS_GAUGE, baseOf(stages), ABOVE_BASE_M),
    stages.map(({ at, value }) => ({ at, values: { water_depth: value } })),
  );

const stagesOf = (
  rows: readonly { readonly t_utc: EpochMs; readonly stage_m: number | undefined }[],
): readonly Stage[] =>
  rows.flatMap(({ t_utc, stage_m }) => (stage_m === undefined ? [] : [{ at: t_utc, value: stage_m }]));

/** A month in which nothing happened. */
export const usgsQuiet: Scoring = {
  dataset: "usgs_quiet",
  score: ({ folder }) => {
    const rows = readRecording(folder, "flood/usgs_quiet_month.csv", {
      station_id: z.string(),
      t_utc: instant,
      stage_m: reading,
    });
    if (isUnscored(rows)) return rows;
    const stations = [...Map.groupBy(rows, ({ station_id }) => station_id).values()];
    const alarms = stations.map((station) => newAlarms(playStage(stagesOf(station))).length);
    return scoresOf("", { alarms: alarms.reduce((sum, one) => sum + one, 0) });
  },
};

interface Station {
  readonly name: string;
  readonly case: string;
  readonly peakAt: EpochMs;
  readonly result: HazardResult;
}

const SCORED: readonly string[] = ["flash_complete", "gauge_lost_at_peak"];

/** Flash floods of Texas, station by station. */
export const usgsTexas: Scoring = {
  dataset: "usgs_texas",
  score: ({ folder }) => {
    const rows = readRecording(folder, "flood/usgs_texas_flashfloods.csv", {
      event: z.string(),
      station_id: z.string(),
      t_utc: instant,
      stage_m: reading,
    });
    if (isUnscored(rows)) return rows;
    const labels = readRecording(folder, "flood/usgs_texas_labels.csv", {
      event: z.string(),
      station_id: z.string(),
      case: z.string(),
      peak_utc: instant,
    });
    if (isUnscored(labels)) return labels;
    const nameOf = (one: { readonly event: string; readonly station_id: string }) =>
      `${one.event} ${one.station_id}`;
    const series = Map.groupBy(rows, nameOf);
    const stations = labels.flatMap((label): readonly Station[] => {
      const stages = stagesOf(series.get(nameOf(label)) ?? []);
      if (stages.length === 0) return [];
      return [{ name: nameOf(label), case: label.case, peakAt: label.peak_utc, result: playStage(stages) }];
    });
    return texasScores(stations);
  },
};

const texasScores = (stations: readonly Station[]): readonly Score[] => {
  const lost = stations.filter((station) => station.case === "gauge_lost_at_peak");
  return [
    ...scoresOf("", {
      lead_ge_60_share: shareOf(
        stations.filter((station) => SCORED.includes(station.case)),
        (station) => leadOf(station) >= 60,
        "flash flood with a label",
      ),
      blind_in_alarm: shareOf(lost, wasBlindInAlarm, "gauge that was lost at the peak"),
    }),
    ...stations.flatMap((station) =>
      scoresOf(station.name, {
        episodes: episodesAt(station.result, "warning").length,
        lead_min: Number.isFinite(leadOf(station))
          ? leadOf(station)
          : { reason: "the peak lies in no episode" },
      }),
    ),
  ];
};

/** From the start of the episode that holds the peak to the peak, minutes. */
const leadOf = ({ result, peakAt }: Station): number => {
  const episode = episodesAt(result, "warning").find((one) => holds(one, peakAt));
  return episode === undefined ? Number.NEGATIVE_INFINITY : (peakAt - episode.from) / MINUTE_MS;
};

/** Whether people were told of the silence that began at the peak: two reports later the site is blind. */
const wasBlindInAlarm = ({ result, peakAt }: Station): boolean =>
  result.blind.some(
    ({ from, to = Number.POSITIVE_INFINITY }) =>
      from >= peakAt && to > from && from - peakAt <= 60 * MINUTE_MS,
  );
