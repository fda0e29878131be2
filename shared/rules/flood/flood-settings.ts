import * as z from "zod";
import type { RaisedLevel } from "#shared/domain/level.ts";
import { idSchema } from "#shared/domain/site.ts";
import { type RatingTable, ratingTableSchema } from "./rating-table.ts";
import { depth, drain, river, type Thresholds, thresholdsOf } from "./reference.ts";

/** Settings that every flood site has, each with the default that `DECISIONS.md` argues for. */
const common = {
  /** Faster than this, up or down, is no water: mm in a minute; over longer intervals less a minute (see `possibleChangeM`). */
  maxRiseMmPerMin: z.number().positive().default(250),
  /** The lowest level that can be real, metres above the datum. */
  lowestLevelM: z.number().min(-20).max(60).default(-0.5),
  /** How far below a threshold the water must be before its level can end. Default: 3 cm or 5 % of the depth, whichever is more. */
  clearMarginM: z.number().min(0).max(60).optional(),
  /** For how long, in minutes of event time. */
  offDelayMin: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(15),
  /** A level unchanged to the millimetre for this long, in hours, is flagged as possibly stuck. */
  flatLineH: z.number().positive().default(24),
  /** For a station that tells flows: which level each means. */
  ratingTable: ratingTableSchema.optional(),
  /** Sites of the village that the water passes before it comes here, and in how many minutes it is here. */
  upstream: z
    .array(z.strictObject({ siteId: idSchema, travelMin: z.number().min(0).max(60) }))
    .max(4)
    .default([]),
};

const settingsSchema = z.discriminatedUnion("reference", [
  drain.extend(common),
  depth.extend(common),
  river.extend(common),
]);

/** A flood site's settings, ready for the rule: every length in metres above the site's datum. */
export interface FloodSettings {
  readonly thresholdsM: Readonly<Record<RaisedLevel, number>>;
  /** Present for drains. */
  readonly drainDepthM?: number;
  /** Present for rivers. */
  readonly baseLevelM?: number;
  /** Present for rivers whose bank has been measured. */
  readonly bankTopM?: number;
  /** Where the scale of the score begins: a dry drain or road, a river at its base. */
  readonly emptyM: number;
  /** Top of the scale: the drain's depth, the bank, or the danger threshold. */
  readonly fullM: number;
  readonly clearMarginM: number;
  readonly offDelayMin: number;
  readonly maxRiseMPerMin: number;
  readonly lowestLevelM: number;
  /** Where the water stands when nothing flows but a stream's own. */
  readonly dryLevelM: number;
  readonly flatLineH: number;
  readonly ratingTable?: RatingTable;
  readonly upstream: readonly { readonly siteId: string; readonly travelMin: number }[];
}

const MINIMUM_CLEAR_MARGIN_M = 0.03;
const CLEAR_MARGIN_SHARE_OF_DEPTH = 0.05;

/**
 * What a site's file says of floods: thresholds by percent of a drain's depth (`reference: drain`), by depth of water (`reference: depth`),
 * or by level or freeboard of a river (`reference: river`). Defaults: 50/75/90 % as PUB Singapore's drain alerts; 0.10/0.20/0.30 m,
 * 0.3 m being DSD's wading danger depth; a river has none.
 */
export const floodSettingsSchema = settingsSchema.transform((settings, context): FloodSettings => {
  const thresholds = thresholdsOf(settings);
  if ("levelsM" in thresholds) return { ...floodScale(settings, thresholds), ...commonOf(settings) };
  context.addIssue({ code: "custom", message: thresholds.error });
  return z.NEVER;
});

const floodScale = (
  settings: z.infer<typeof settingsSchema>,
  { levelsM, emptyM, fullM }: Thresholds,
): Pick<
  FloodSettings,
  | "thresholdsM"
  | "drainDepthM"
  | "baseLevelM"
  | "bankTopM"
  | "emptyM"
  | "fullM"
  | "dryLevelM"
  | "clearMarginM"
> => ({
  thresholdsM: levelsM,
  ...(settings.reference === "drain" ? { drainDepthM: settings.drainDepthM } : {}),
  ...(settings.reference === "river" ? { baseLevelM: settings.baseLevelM } : {}),
  ...(settings.reference === "river" && settings.bankTopM !== undefined
    ? { bankTopM: settings.bankTopM }
    : {}),
  emptyM,
  fullM,
  dryLevelM: settings.reference === "river" ? settings.baseLevelM : settings.dryLevelM,
  clearMarginM:
    settings.clearMarginM ?? Math.max(MINIMUM_CLEAR_MARGIN_M, CLEAR_MARGIN_SHARE_OF_DEPTH * (fullM - emptyM)),
});

const commonOf = (settings: z.infer<typeof settingsSchema>) => ({
  offDelayMin: settings.offDelayMin,
  maxRiseMPerMin: settings.maxRiseMmPerMin / 1000,
  lowestLevelM: settings.lowestLevelM,
  flatLineH: settings.flatLineH,
  upstream: settings.upstream,
  ...(settings.ratingTable === undefined ? {} : { ratingTable: settings.ratingTable }),
});
