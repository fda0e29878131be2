import type { Evidence } from "#shared/domain/evidence.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { floodEvidence } from "./flood-evidence.ts";
import { type FloodMemory, type GaugeMemory, highestGauge, withGauge } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { changePerMinute } from "./level-quality.ts";
import type { LevelStep } from "./level-step.ts";
import type { PlacedReading } from "./placed-reading.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** A jump: the alarm stays where the believed readings left it, and says why it did not move. */
export const doubt = (
  memory: FloodMemory,
  last: LevelReading,
  reading: LevelReading,
  { devEui, silentAfterMs }: PlacedReading,
  settings: FloodSettings,
): LevelStep => {
  const jump: Evidence = {
    kind: "suspect_jump",
    quantity: "water_level",
    value: reading.levelM,
    perMinute: Math.round(changePerMinute(last, reading) * 1000) / 1000,
    limitPerMinute: settings.maxRiseMPerMin,
    contribution: 0,
  };
  const at = reading.observedAt;
  const gauge: GaugeMemory = { believed: [last], ...memory.gauges[devEui], pending: reading };
  const { last: believed } = highestGauge(memory.gauges, { gauge, last }, at, silentAfterMs);
  const picture = {
    reading: believed,
    at,
    rateMPerMin: undefined,
    forecast: undefined,
    holds: {},
    level: memory.level,
  };
  const { score, evidence } = floodEvidence(picture, settings);
  return {
    memory: { ...memory, gauges: withGauge(memory, devEui, gauge, at) },
    flag: QUALITY.suspect,
    suspect: true,
    assessment: {
      hazard: "flood",
      observedAt: believed.observedAt,
      level: memory.level,
      score,
      evidence: [...evidence, jump],
    },
  };
};
