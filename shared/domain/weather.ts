import * as z from "zod";

const instantMsSchema = z.number().int();
/** More than any gauge has ever measured: 401 mm in an hour (Shangdi, 1947), 158 mm in Hong Kong (2023). */
export const MOST_RAIN_MM_PER_HOUR = 500;
const rainMmPerHourSchema = z.number().min(0).max(MOST_RAIN_MM_PER_HOUR);
/** Nowcasts of up to 5,407 mm have been published (August 2025, in the Historical Archive of data.gov.hk): no water, an artefact. */
export const MOST_RAIN_MM_PER_HALF_HOUR = 250;
const rainMmPerHalfHourSchema = z.number().min(0).max(MOST_RAIN_MM_PER_HALF_HOUR);

/** More than 30, 50, 70 mm in an hour, fallen or expected generally over Hong Kong. */
export const RAINSTORM_SIGNALS = ["amber", "red", "black"] as const;
export const FIRE_DANGER_SIGNALS = ["yellow", "red"] as const;
export const CYCLONE_SIGNALS = ["1", "3", "8NE", "8SE", "8SW", "8NW", "9", "10"] as const;

/** When the Observatory issued a warning, and until when it holds unless extended, where it says so. */
const issuedShape = { issuedAt: instantMsSchema, expiresAt: instantMsSchema.optional() };
const issuedSchema = z.strictObject(issuedShape);

/** The warnings of the Hong Kong Observatory that a rule may ask for. Absent: not in force. */
export const warningsSchema = z.strictObject({
  rainstorm: z.strictObject({ signal: z.enum(RAINSTORM_SIGNALS), ...issuedShape }).optional(),
  /** Special announcement on flooding in the northern New Territories. */
  northernFlooding: issuedSchema.optional(),
  fireDanger: z.strictObject({ signal: z.enum(FIRE_DANGER_SIGNALS), ...issuedShape }).optional(),
  tropicalCyclone: z.strictObject({ signal: z.enum(CYCLONE_SIGNALS), ...issuedShape }).optional(),
  thunderstorm: issuedSchema.optional(),
  landslip: issuedSchema.optional(),
});
export type Warnings = z.infer<typeof warningsSchema>;

/** The most rain that a gauge of a district measured in the hour until `observedAt`. */
const measuredRainfallSchema = z.strictObject({
  /** As the Observatory names it: `Tai Po`. */
  place: z.string(),
  pastHourMm: rainMmPerHourSchema,
  observedAt: instantMsSchema,
  fetchedAt: instantMsSchema,
});
export type MeasuredRainfall = z.infer<typeof measuredRainfallSchema>;

/** Rain expected in a half hour that ends then, the most at any of a village's sites (cells of about 2 km). */
const halfHourSchema = z.strictObject({ endsAt: instantMsSchema, rainMm: rainMmPerHalfHourSchema });

const nowcastSchema = z.strictObject({
  issuedAt: instantMsSchema,
  fetchedAt: instantMsSchema,
  /** Up to four, in the order of time. */
  halfHours: z.array(halfHourSchema).readonly(),
});
export type RainfallNowcast = z.infer<typeof nowcastSchema>;

/** What the summary of warnings said, and every time it said so, in the order of time. */
const heardWarningsSchema = z.strictObject({
  warnings: warningsSchema,
  heardAt: z.array(instantMsSchema).min(1).readonly(),
});
export type HeardWarnings = z.infer<typeof heardWarningsSchema>;

/**
 * What was fetched for a village in the last hours, each list in the order in which it was fetched. All instants are of the wall clock:
 * an exercise has no weather, since its outcome must not hang on the sky of the day.
 */
export const villageWeatherSchema = z.strictObject({
  warnings: z.array(heardWarningsSchema).readonly(),
  /** Of the bulletin (`rhrread`), each hour: all gauges of the village's district. */
  districtRainfall: z.array(measuredRainfallSchema).readonly(),
  /** Of the automatic weather stations in the village's district, each quarter of an hour. */
  stationRainfall: z.array(measuredRainfallSchema).readonly(),
  nowcasts: z.array(nowcastSchema).readonly(),
});
export type VillageWeather = z.infer<typeof villageWeatherSchema>;

/** What is held of a village's weather. `unsure`: it could not be looked up just now, and may be more than this. */
export interface HeardWeather {
  readonly weather?: VillageWeather;
  readonly unsure?: true;
}

/**
 * What was known of the weather over a village at an instant. A part that is absent was not known then, or was too old to say anything;
 * `warnings` without a `rainstorm` says that none was in force.
 */
export interface WeatherInForce {
  readonly warnings?: Warnings & {
    /** When the summary that says so was fetched. */
    readonly fetchedAt: number;
  };
  readonly districtRainfall?: MeasuredRainfall;
  readonly stationRainfall?: MeasuredRainfall;
  /** Without the half hours that were over. */
  readonly nowcast?: RainfallNowcast;
}

export const nothingHeard: VillageWeather = {
  warnings: [],
  districtRainfall: [],
  stationRainfall: [],
  nowcasts: [],
};
