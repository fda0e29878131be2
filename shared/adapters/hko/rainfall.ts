import * as z from "zod";
import { type EpochMs, HOUR_MS } from "#shared/domain/time.ts";
import { type MeasuredRainfall, MOST_RAIN_MM_PER_HOUR } from "#shared/domain/weather.ts";
import { hkoInstantSchema, impossibleTime, readJson } from "./read-json.ts";
import { refuse, type Told } from "./told.ts";

/** As measured, before anybody has asked for it. */
export type Rainfall = Omit<MeasuredRainfall, "fetchedAt">;

/** What was measured where, by the Observatory's name of the place. A place whose gauge is being mended is not among them. */
export interface RainfallReport {
  readonly byPlace: ReadonlyMap<string, Rainfall>;
  /** Values that are not believed, a sentence each; the other places stand. */
  readonly doubted: readonly string[];
}

const MOST_OLD_MS = 6 * HOUR_MS;

/** A number, or a number as text; anything else (`M`, an empty text, nothing) is none. `Trace` is less than 0.05 mm. */
const rainSchema = z.unknown().transform((value): number | undefined => {
  if (value === "Trace") return 0;
  const isNumeric =
    typeof value === "number" || (typeof value === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(value));
  return isNumeric ? Number(value) : undefined;
});

interface Reading {
  readonly field: string;
  readonly place: string;
  readonly rainMm: number | undefined;
}

const reportOf = (readings: readonly Reading[], observedAt: EpochMs): RainfallReport => {
  const byPlace = new Map<string, Rainfall>();
  const doubted: string[] = [];
  for (const { field, place, rainMm } of readings) {
    if (rainMm === undefined) continue;
    if (rainMm >= 0 && rainMm <= MOST_RAIN_MM_PER_HOUR) {
      byPlace.set(place, { place, pastHourMm: rainMm, observedAt });
    } else doubted.push(`${field}: ${rainMm} mm in an hour at ${place} is no rain`);
  }
  return { byPlace, doubted };
};

const BULLETIN = "rhrread";

/** Lists that are empty come as `""`; `main` is `TRUE` where the gauges of a district are under maintenance. */
const bulletinSchema = z.object({
  rainfall: z
    .object({
      data: z.union([
        z.array(z.object({ place: z.string(), max: rainSchema.optional(), main: z.unknown().optional() })),
        z.literal("").transform(() => []),
      ]),
      endTime: hkoInstantSchema,
    })
    .optional(),
});

/** The most that any gauge of each district measured in an hour, of the bulletin (`dataType=rhrread&lang=en`). */
export const readDistrictRainfall = (text: string, now: EpochMs): Told<RainfallReport> => {
  const bulletin = readJson(BULLETIN, text, bulletinSchema);
  if ("refused" in bulletin) return bulletin;
  const { rainfall } = bulletin.told;
  if (rainfall === undefined) return refuse(`${BULLETIN}.rainfall is missing`);
  const impossible = impossibleTime(`${BULLETIN}.rainfall.endTime`, rainfall.endTime, now, MOST_OLD_MS);
  if (impossible !== undefined) return refuse(impossible);
  const readings = rainfall.data.map(({ place, max, main }, index) => ({
    field: `${BULLETIN}.rainfall.data.${index}.max`,
    place,
    rainMm: String(main).toUpperCase() === "TRUE" ? undefined : max,
  }));
  return { told: reportOf(readings, rainfall.endTime) };
};

const STATIONS = "hourlyRainfall";

const stationsSchema = z.object({
  obsTime: hkoInstantSchema,
  hourlyRainfall: z.array(z.object({ automaticWeatherStation: z.string(), value: rainSchema.optional() })),
});

/** What each automatic weather station measured in an hour, of `hourlyRainfall.php?lang=en`. */
export const readStationRainfall = (text: string, now: EpochMs): Told<RainfallReport> => {
  const stations = readJson(STATIONS, text, stationsSchema);
  if ("refused" in stations) return stations;
  const { obsTime, hourlyRainfall } = stations.told;
  const impossible = impossibleTime(`${STATIONS}.obsTime`, obsTime, now, MOST_OLD_MS);
  if (impossible !== undefined) return refuse(impossible);
  const readings = hourlyRainfall.map(({ automaticWeatherStation, value }, index) => ({
    field: `${STATIONS}.hourlyRainfall.${index}.value`,
    place: automaticWeatherStation,
    rainMm: value,
  }));
  return { told: reportOf(readings, obsTime) };
};
