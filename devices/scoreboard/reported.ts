import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { DepthAt } from "./street-floods.ts";

const SLOW_MS = 5 * MINUTE_MS;
const FAST_FROM_MM = 30;

/**
 * What a device would have told that reports every five minutes, and every minute once it has told of 30 mm: the first reading recorded
 * at or after each due instant, then all of them, which were recorded a minute apart.
 *
 * @param phaseMs how long after the first reading the first report is due
 */
export const reportedSlowly = (profile: readonly DepthAt[], phaseMs: number): readonly DepthAt[] => {
  const told: DepthAt[] = [];
  let dueAt: EpochMs = (profile[0]?.at ?? 0) + phaseMs;
  let isFast = false;
  for (const reading of profile) {
    if (!isFast && reading.at < dueAt) continue;
    told.push(reading);
    isFast ||= reading.depthMm >= FAST_FROM_MM;
    while (dueAt <= reading.at) dueAt += SLOW_MS;
  }
  return told;
};
