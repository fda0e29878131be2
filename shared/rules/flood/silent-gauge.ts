import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Rule } from "../hazard-rule.ts";
import { floodAssessment } from "./assess-flood.ts";
import { INFERRED_SHARE, levelScore, round, SCORE_AT } from "./flood-evidence.ts";
import type { FloodMemory, GaugeMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/**
 * A gauge that falls silent while the water rises, at or above the lowest threshold, may have been taken by the flood: warning, though nobody sees
 * it. Never danger, which is only told as seen, and never an end. Below the lowest threshold lost frames are far likelier than a flood.
 * An alarm that waited for a further reading waits no longer: the flood that nobody would see now is told to everybody.
 */
export const silentGauge: NonNullable<Rule<FloodSettings, FloodMemory>["silence"]> = (
  memory,
  { seenAt, at },
  settings,
) => {
  const { unconfirmed, ...borneOut } = memory;
  const { rising, level, holds } = memory;
  const reading = highestLast(Object.values(memory.gauges));
  const isWaiting = unconfirmed === true && reading.levelM >= settings.thresholdsM.advisory;
  if (!isWaiting && (rising !== true || level !== "advisory")) return undefined;
  const base = levelScore(reading.levelM, settings);
  const next: FloodMemory = isWaiting
    ? borneOut
    : { ...borneOut, holds: { ...holds, warning: {} }, level: "warning" };
  const contribution = round(Math.max(0, SCORE_AT.warning - base) * INFERRED_SHARE, 1);
  const minutes = Math.round((at - seenAt) / MINUTE_MS);
  return {
    memory: next,
    assessment: {
      ...floodAssessment(
        next,
        {
          reading,
          at,
          holds: next.holds,
          level: next.level,
          more: [
            { kind: "silence", minutes, contribution },
            { kind: "factor", name: "rose_when_last_heard", contribution: 0 },
          ],
        },
        settings,
      ),
      observedAt: seenAt,
    },
  };
};

/** The highest of what the gauges said last: whichever of them it was, the water was seen there. */
const highestLast = (gauges: readonly GaugeMemory[]): LevelReading =>
  gauges
    .flatMap(({ believed }) => believed.slice(-1))
    .reduce((highest, last) => (last.levelM > highest.levelM ? last : highest));
