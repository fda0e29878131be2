import type { ServerResponse } from "node:http";
import { type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";

export const FEEDS = ["warnings", "districtRainfall", "stationRainfall", "nowcast"] as const;
export type FeedName = (typeof FEEDS)[number];
export type SkyReply = (response: ServerResponse) => void;

/** By what each feed is known in an address. */
export const PATHS: Readonly<Record<FeedName, string>> = {
  warnings: "weather.php?dataType=warnsum",
  districtRainfall: "weather.php?dataType=rhrread",
  stationRainfall: "hourlyRainfall.php",
  nowcast: "Gridded_rainfall_nowcast.csv",
};

const OFFSET_MS = 8 * HOUR_MS;
const DATE_AND_TIME = "2026-09-08T23:41:00".length;

/** `2026-09-08T23:41:00+08:00` */
export const hkoTime = (instant: EpochMs): string =>
  `${toIso(instant + OFFSET_MS).slice(0, DATE_AND_TIME)}+08:00`;

/** `202609082341` */
export const gridTime = (instant: EpochMs): string =>
  toIso(instant + OFFSET_MS)
    .replaceAll(/\D/g, "")
    .slice(0, "202609082341".length);

/** Invented, in the shape of the Observatory's API documentation. */
export const warning = (code: string, issuedAt: EpochMs, more: object = {}) => ({
  name: "A warning",
  code,
  actionCode: "ISSUE",
  issueTime: hkoTime(issuedAt),
  updateTime: hkoTime(issuedAt),
  ...more,
});

export const bulletin = (endsAt: EpochMs, taiPoMm: unknown, more: object = {}) => ({
  rainfall: {
    data: [
      { unit: "mm", place: "North District", max: 12, min: 3, main: "FALSE" },
      { unit: "mm", place: "Tai Po", max: taiPoMm, main: "FALSE", ...more },
    ],
    startTime: hkoTime(endsAt - HOUR_MS),
    endTime: hkoTime(endsAt),
  },
  icon: [63],
  warningMessage: "",
  updateTime: hkoTime(endsAt + 17 * MINUTE_MS),
});

export const stations = (observedAt: EpochMs, values: Readonly<Record<string, unknown>>) => ({
  obsTime: hkoTime(observedAt),
  hourlyRainfall: Object.entries(values).map(([automaticWeatherStation, value], index) => ({
    automaticWeatherStation,
    automaticWeatherStationID: `RF0${index}`,
    value,
    unit: "mm",
  })),
});

export const GRID_HEADER =
  "Updated Date and Time (in Hong Kong Time),Ending Date and Time (in Hong Kong Time),Latitude (degree),Longitude (degree),Half-hourly Nowcast Accumulated Rainfall (mm)";

/** A small grid around Lam Tsuen: 5 by 5 cells of 0.018 by 0.0195 degrees. */
const LATITUDES = [22.426, 22.444, 22.462, 22.48, 22.498];
const LONGITUDES = [114.105, 114.124, 114.144, 114.163, 114.183];

/** Rain by half hour, at every cell, but for the south-western corner, where it is dry. */
export const gridLines = (issuedAt: EpochMs, rainMm: readonly (number | string)[]): readonly string[] => [
  GRID_HEADER,
  ...rainMm.flatMap((rain, index) =>
    LATITUDES.flatMap((latitude) =>
      LONGITUDES.map((longitude) =>
        [
          gridTime(issuedAt),
          gridTime(issuedAt + (index + 1) * 30 * MINUTE_MS),
          latitude.toFixed(3),
          longitude.toFixed(3),
          latitude === LATITUDES[0] && longitude === LONGITUDES[0] ? "0.00" : rain,
        ].join(","),
      ),
    ),
  ),
];

export const grid = (issuedAt: EpochMs, ...rainMm: readonly (number | string)[]): string =>
  `${gridLines(issuedAt, rainMm).join("\n")}\n`;
