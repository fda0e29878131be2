import * as z from "zod";
import { RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";

const metres = z.number().min(0).max(60);
const levelM = z.number().min(-20).max(60);
/** Where the water stands when nothing flows but a stream's own, metres above the datum: what is above it is wet. */
const dryLevelM = z.number().min(-20).max(20).default(0);

export const drain = z.strictObject({
  reference: z.literal("drain"),
  /** From the invert to the top, metres: 100 % full. */
  drainDepthM: z.number().min(0.05).max(60),
  advisoryPercent: z.number().positive().default(50),
  warningPercent: z.number().positive().default(75),
  dangerPercent: z.number().positive().default(90),
  dryLevelM,
});

export const depth = z.strictObject({
  reference: z.literal("depth"),
  advisoryM: metres.default(0.1),
  warningM: metres.default(0.2),
  dangerM: metres.default(0.3),
  dryLevelM,
});

export const river = z.strictObject({
  reference: z.literal("river"),
  /** Where it stands when it has not rained for long, metres above the datum. */
  baseLevelM: levelM,
  /** Where it leaves its bed. */
  bankTopM: levelM.optional(),
  /** Each threshold as a level above the datum, or as what is left below the top of the bank. */
  advisoryM: levelM.optional(),
  warningM: levelM.optional(),
  dangerM: levelM.optional(),
  advisoryFreeboardM: metres.optional(),
  warningFreeboardM: metres.optional(),
  dangerFreeboardM: metres.optional(),
});

type Reference = z.infer<typeof drain> | z.infer<typeof depth> | z.infer<typeof river>;

/** A site's thresholds and scale, metres above its datum. */
export interface Thresholds {
  readonly levelsM: Readonly<Record<RaisedLevel, number>>;
  readonly emptyM: number;
  readonly fullM: number;
}

/** The thresholds that a site's settings come to, or what is wrong with them: one is missing, or they do not rise. */
export const thresholdsOf = (settings: Reference): Thresholds | { readonly error: string } => {
  const scale = scaleOf(settings);
  if ("error" in scale || isAscending(scale)) return scale;
  const lowest = settings.reference === "river" ? "baseLevelM" : "0";
  return { error: `advisory must be above ${lowest}, warning above advisory, danger above warning` };
};

const scaleOf = (settings: Reference): Thresholds | { readonly error: string } => {
  switch (settings.reference) {
    case "depth": {
      const { advisoryM: advisory, warningM: warning, dangerM: danger } = settings;
      return { levelsM: { advisory, warning, danger }, emptyM: 0, fullM: danger };
    }
    case "drain": {
      const share = (percent: number) => toMm((settings.drainDepthM * percent) / 100);
      const { advisoryPercent, warningPercent, dangerPercent, drainDepthM } = settings;
      const levelsM = {
        advisory: share(advisoryPercent),
        warning: share(warningPercent),
        danger: share(dangerPercent),
      };
      return { levelsM, emptyM: 0, fullM: drainDepthM };
    }
    case "river":
      return riverThresholds(settings);
  }
};

const riverThresholds = (settings: z.infer<typeof river>): Thresholds | { readonly error: string } => {
  const { baseLevelM, bankTopM } = settings;
  const levels = RAISED_LEVELS.map((level) => {
    const freeboardM = settings[`${level}FreeboardM`];
    const below =
      bankTopM === undefined || freeboardM === undefined ? undefined : toMm(bankTopM - freeboardM);
    return settings[`${level}M`] ?? below;
  });
  const [advisory, warning, danger] = levels;
  if (advisory === undefined || warning === undefined || danger === undefined) {
    const missing = RAISED_LEVELS.find((_, index) => levels[index] === undefined);
    return { error: `a river needs ${missing}M, or bankTopM and ${missing}FreeboardM` };
  }
  return { levelsM: { advisory, warning, danger }, emptyM: baseLevelM, fullM: bankTopM ?? danger };
};

const isAscending = ({ levelsM, emptyM }: Thresholds): boolean =>
  emptyM < levelsM.advisory && levelsM.advisory < levelsM.warning && levelsM.warning < levelsM.danger;

const toMm = (metresLong: number): number => Number(metresLong.toFixed(3));
