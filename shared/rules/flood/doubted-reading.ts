import type { Evidence } from "#shared/domain/assessment.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import type { Step } from "../hazard-rule.ts";
import { floodEvidence } from "./flood-evidence.ts";
import type { FloodMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { changePerMinute } from "./level-quality.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** A jump: the alarm stays where the last believed reading left it, and says why it did not move. */
export const doubt = (
  memory: FloodMemory,
  last: LevelReading,
  reading: LevelReading,
  settings: FloodSettings,
): Step<FloodMemory> => {
  const jump: Evidence = {
    kind: "suspect_jump",
    quantity: "water_level",
    value: reading.levelM,
    perMinute: Math.round(changePerMinute(last, reading) * 1000) / 1000,
    limitPerMinute: settings.maxRiseMPerMin,
    contribution: 0,
  };
  const picture = {
    reading: last,
    rateMPerMin: undefined,
    forecast: undefined,
    holds: {},
    level: memory.level,
  };
  const { score, evidence } = floodEvidence(picture, settings);
  return {
    memory: { ...memory, pending: reading },
    flag: QUALITY.suspect,
    suspect: true,
    assessment: {
      hazard: "flood",
      observedAt: last.observedAt,
      level: memory.level,
      score,
      evidence: [...evidence, jump],
    },
  };
};
