import type { Evidence } from "#shared/domain/evidence.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { floodAssessment } from "./assess-flood.ts";
import { type FloodMemory, type GaugeMemory, withGauge } from "./flood-memory.ts";
import { voteOf } from "./gauge-votes.ts";
import { changePerMinute } from "./level-quality.ts";
import type { LevelStep, Told } from "./level-step.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/**
 * A jump: the alarm stays where the believed readings left it, and says why it did not move.
 *
 * @param of how many readings the same way are believed
 */
export const doubt = (
  memory: FloodMemory,
  last: LevelReading,
  reading: LevelReading,
  { have, of }: { readonly have: number; readonly of: number },
  { frame, settings }: Told,
): LevelStep => {
  const { devEui, silentAfterMs } = frame;
  const at = reading.observedAt;
  const jump: Evidence = {
    kind: "suspect_jump",
    quantity: "water_level",
    value: reading.levelM,
    ...changePerMinute(last, reading, settings),
    contribution: 0,
  };
  const held: GaugeMemory = { believed: [last], ...memory.gauges[devEui] };
  const gauge: GaugeMemory = { ...held, pending: reading, doubts: have };
  const gauges = withGauge(memory, devEui, gauge, at);
  const vote = voteOf(gauges, { gauge, last }, at, silentAfterMs);
  const next = { ...memory, gauges };
  const { level } = memory;
  const more: readonly Evidence[] = [
    jump,
    { kind: "needs", what: "second_reading", have, of, contribution: 0 },
    ...vote.evidence,
  ];
  return {
    memory: next,
    flag: QUALITY.suspect,
    suspect: true,
    assessment: floodAssessment(next, { reading: vote.last, at, holds: {}, level, more }, settings),
  };
};
