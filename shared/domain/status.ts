import * as z from "zod";
import { exerciseClockSchema } from "./exercise.ts";
import { positionSchema } from "./geometry.ts";
import { hazardSchema } from "./hazard.ts";
import { bilingualSchema } from "./language.ts";
import { levelSchema } from "./level.ts";
import { idSchema } from "./site.ts";
import { warningsSchema } from "./weather.ts";

export const TRENDS = ["rising", "steady", "falling"] as const;

/** What the board shows of a flood gauge. Lengths in metres above the site's datum, instants in epoch ms. */
const floodReadingSchema = z.strictObject({
  waterLevelM: z.number(),
  /** Of the drain's depth, where the site is a drain. */
  percentFull: z.number().optional(),
  /** Top of the drawn scale. */
  fullM: z.number().positive(),
  thresholdsM: z.strictObject({ advisory: z.number(), warning: z.number(), danger: z.number() }),
  ratePer10MinM: z.number().optional(),
  trend: z.enum(TRENDS),
  /** `inMinutes` by the straight line, in truth between the other two; they are absent in documents written before intervals were told. */
  forecast: z
    .strictObject({
      level: levelSchema,
      inMinutes: z.number(),
      earliestMinutes: z.number().optional(),
      latestMinutes: z.number().optional(),
    })
    .optional(),
  /** What is left below the top of a river's bank. */
  freeboardM: z.number().optional(),
});

/** What a board tells of a site's sensors, the most important first. */
export const SITE_TROUBLES = ["gateway_down", "silent_device", "battery_low", "moved"] as const;
export const siteTroubleSchema = z.strictObject({ kind: z.enum(SITE_TROUBLES), since: z.number().int() });
export type SiteTrouble = z.infer<typeof siteTroubleSchema>;

export const siteStatusSchema = z.strictObject({
  siteId: idSchema,
  name: bilingualSchema,
  position: positionSchema,
  hazard: hazardSchema,
  /** What the hazard is called, for boards that do not know it. */
  hazardName: bilingualSchema.optional(),
  level: levelSchema,
  /** The alarm ends by itself then, if nothing more is seen: the page sees by its clock when it has. */
  endsAt: z.number().int().optional(),
  /** What the newest reading says, in a few words, where no gauge is drawn. */
  says: bilingualSchema.optional(),
  /** Since when the level holds. Absent before the first reading. */
  since: z.number().int().optional(),
  score: z.number().min(0).max(100),
  /** Time of the newest reading; absent before the first. The page reckons the age itself. */
  observedAt: z.number().int().optional(),
  /** From this age on, the reading says nothing of now. */
  staleAfterS: z.number().positive(),
  /** The newest reading is a jump that no water makes: not believed until a second one agrees. */
  suspect: z.boolean(),
  flood: floodReadingSchema.optional(),
  /** Somebody works at a sensor until then: what it says is not for the public. The page sees by its clock when it has ended. */
  maintenanceUntil: z.number().int().optional(),
  troubles: z.array(siteTroubleSchema).readonly().optional(),
  /** Rises with every change of the site's state. */
  stateVersion: z.number().int().nonnegative(),
});
export type SiteStatus = z.infer<typeof siteStatusSchema>;

/** What the Observatory said last, and when that was heard. From the age `staleAfterS` on, it says nothing of now. */
const weatherStatusSchema = z.strictObject({
  heardAt: z.number().int(),
  staleAfterS: z.number().positive(),
  warnings: warningsSchema,
  /** Measured in the hour until then. */
  rain: z.strictObject({ pastHourMm: z.number().nonnegative(), observedAt: z.number().int() }).optional(),
});
export type WeatherStatus = z.infer<typeof weatherStatusSchema>;

/** The document behind a village's board: `villages/<villageId>/status.json`, or `.../exercises/<exerciseId>/status.json`. */
export const villageStatusSchema = z.strictObject({
  schema: z.literal("village-status/1"),
  villageId: idSchema,
  name: bilingualSchema,
  telephone: z.string(),
  /** Wall clock, epoch ms. */
  publishedAt: z.number().int(),
  sites: z.array(siteStatusSchema),
  /** Absent where nobody looks at the sky, and in an exercise. */
  weather: weatherStatusSchema.optional(),
  exercise: exerciseClockSchema.optional(),
});
export type VillageStatus = z.infer<typeof villageStatusSchema>;

/** Where a village's status lies in the board's bucket. */
export const statusKey = (villageId: string, exerciseId?: string): string =>
  exerciseId === undefined
    ? `villages/${villageId}/status.json`
    : `villages/${villageId}/exercises/${exerciseId}/status.json`;
