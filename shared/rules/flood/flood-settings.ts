import * as z from "zod";
import type { RaisedLevel } from "#shared/domain/level.ts";

const metres = z.number().min(0).max(60);

/** Settings that every flood site has, each with the default that `DECISIONS.md` argues for. */
const common = {
  /** Faster than this, up or down, is no water: mm per minute over the real interval. */
  maxRiseMmPerMin: z.number().positive().default(250),
  /** The lowest level that can be real, metres above the datum. */
  lowestLevelM: z.number().min(-20).max(20).default(-0.5),
  /** Where the water stands when nothing flows but a stream's own, metres above the datum: what is 3 cm above it is wet. */
  dryLevelM: z.number().min(-20).max(20).default(0),
  /** How far below a threshold the water must be before its level can end. Default: 3 cm or 5 % of the depth, whichever is more. */
  clearMarginM: metres.optional(),
  /** For how long, in minutes of event time. */
  offDelayMin: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(15),
  /** A level unchanged to the millimetre for this long, in hours, is flagged as possibly stuck. */
  flatLineH: z.number().positive().default(24),
};

const drain = z.strictObject({
  reference: z.literal("drain"),
  /** From the invert to the top, metres: 100 % full. */
  drainDepthM: z.number().min(0.05).max(60),
  advisoryPercent: z.number().positive().default(50),
  warningPercent: z.number().positive().default(75),
  dangerPercent: z.number().positive().default(90),
  ...common,
});

const depth = z.strictObject({
  reference: z.literal("depth"),
  advisoryM: metres.default(0.1),
  warningM: metres.default(0.2),
  dangerM: metres.default(0.3),
  ...common,
});

const ascending = (thresholds: Record<RaisedLevel, number>): boolean =>
  0 < thresholds.advisory &&
  thresholds.advisory < thresholds.warning &&
  thresholds.warning < thresholds.danger;

const thresholdsM = (
  settings: z.infer<typeof drain> | z.infer<typeof depth>,
): Record<RaisedLevel, number> => {
  if (settings.reference === "depth") {
    return { advisory: settings.advisoryM, warning: settings.warningM, danger: settings.dangerM };
  }
  const share = (percent: number) => Number(((settings.drainDepthM * percent) / 100).toFixed(3));
  return {
    advisory: share(settings.advisoryPercent),
    warning: share(settings.warningPercent),
    danger: share(settings.dangerPercent),
  };
};

/** A flood site's settings, ready for the rule: every length in metres above the site's datum. */
export interface FloodSettings {
  readonly thresholdsM: Readonly<Record<RaisedLevel, number>>;
  /** Present for drains. */
  readonly drainDepthM?: number;
  /** Depth the scale and the margin refer to: the drain's, or the danger threshold. */
  readonly fullM: number;
  readonly clearMarginM: number;
  readonly offDelayMin: number;
  readonly maxRiseMPerMin: number;
  readonly lowestLevelM: number;
  readonly dryLevelM: number;
  readonly flatLineH: number;
}

const MINIMUM_CLEAR_MARGIN_M = 0.03;
const CLEAR_MARGIN_SHARE_OF_DEPTH = 0.05;

/**
 * What a site's file says of floods: thresholds by percent of a drain's depth (`reference: drain`) or by depth of water
 * (`reference: depth`). Defaults: 50/75/90 % as PUB Singapore's drain alerts; 0.10/0.20/0.30 m, 0.3 m being DSD's wading danger depth.
 */
export const floodSettingsSchema = z
  .discriminatedUnion("reference", [drain, depth])
  .refine((settings) => ascending(thresholdsM(settings)), {
    error: "advisory must be above 0, warning above advisory, danger above warning",
  })
  .transform((settings): FloodSettings => {
    const thresholds = thresholdsM(settings);
    const fullM = settings.reference === "drain" ? settings.drainDepthM : thresholds.danger;
    return {
      thresholdsM: thresholds,
      ...(settings.reference === "drain" ? { drainDepthM: settings.drainDepthM } : {}),
      fullM,
      clearMarginM:
        settings.clearMarginM ?? Math.max(MINIMUM_CLEAR_MARGIN_M, CLEAR_MARGIN_SHARE_OF_DEPTH * fullM),
      offDelayMin: settings.offDelayMin,
      maxRiseMPerMin: settings.maxRiseMmPerMin / 1000,
      lowestLevelM: settings.lowestLevelM,
      dryLevelM: settings.dryLevelM,
      flatLineH: settings.flatLineH,
    };
  });
