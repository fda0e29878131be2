import * as z from "zod";
import type { Assessment } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Rule } from "#shared/rules/hazard-rule.ts";

export const closedRoadSettingsSchema = z.strictObject({
  /** A car on a closed road may have lost its way; so many within a quarter of an hour are going round the barrier. */
  warningVehicles: z.number().int().min(2).default(3),
});
export type ClosedRoadSettings = z.infer<typeof closedRoadSettingsSchema>;

/** When vehicles passed, newest last. */
export interface ClosedRoadMemory {
  readonly passedAt: readonly number[];
}

const TOGETHER_MS = 15 * MINUTE_MS;
const QUIET_MS = 30 * MINUTE_MS;
const MOST_REMEMBERED = 20;
const SCORE_ALONE = 30;

const assess = (
  observedAt: number,
  vehicles: number,
  { warningVehicles }: ClosedRoadSettings,
): Assessment => {
  const score = Math.min(100, vehicles * SCORE_ALONE);
  const isWarning = vehicles >= warningVehicles;
  const evidence: Evidence[] = [{ kind: "count", of: "vehicles", count: vehicles, contribution: score }];
  if (vehicles > 0 && !isWarning) {
    evidence.push({ kind: "needs", what: "vehicles", have: vehicles, of: warningVehicles, contribution: 0 });
  }
  const raised = isWarning ? "warning" : "advisory";
  return {
    hazard: "closed_road",
    observedAt,
    level: vehicles === 0 ? "normal" : raised,
    score,
    evidence,
  };
};

/** Vehicles on a road that is closed, by a radar that counts passages. */
export const closedRoadRule: Rule<ClosedRoadSettings, ClosedRoadMemory> = {
  hazard: "closed_road",
  quantities: ["passages_left_to_right", "passages_right_to_left"],
  parseSettings: (settings) => closedRoadSettingsSchema.parse(settings),
  initialMemory: { passedAt: [] },
  step: (memory, { observedAt, values }, settings) => {
    const passed = (values.passages_left_to_right ?? 0) + (values.passages_right_to_left ?? 0);
    const before = memory.passedAt.filter((at) => observedAt - at <= TOGETHER_MS);
    const passedAt = [...before, ...Array.from({ length: passed }, () => observedAt)].slice(-MOST_REMEMBERED);
    return {
      memory: { passedAt },
      flags: Object.fromEntries(Object.keys(values).map((quantity) => [quantity, QUALITY.good])),
      assessment: assess(observedAt, passedAt.length, settings),
      suspect: false,
      ...(passedAt.length === 0 ? {} : { endsAt: observedAt + QUIET_MS }),
    };
  },
  details: () => ({}),
};
