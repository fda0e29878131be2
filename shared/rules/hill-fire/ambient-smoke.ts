import { median } from "simple-statistics";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { DeviceMemory } from "./fire-memory.ts";
import { nothingHeard, valuesBefore, withReading } from "./kept.ts";

/** Unhealthy for everybody: the US EPA's air quality index of 151 until 2024, an hour's mean of PM2.5 in ug/m3. */
export const SMOKY_UG_PER_M3 = 55;
/** The notice ends where the air is no longer unhealthy for anybody (index 100). */
const CLEAR_UG_PER_M3 = 35;
/** Half an hour of readings speaks for the hour, however often a device reports. */
const SPEAKS_FOR_HOUR = 0.5;

type Air = Pick<DeviceMemory, "particles" | "smokyUgPerM3">;

const HOUR = { minutes: 60, apartMinutes: 9 };
const STEP_UG = 1;

/**
 * Takes a reading of particles: is the air smoky here, whatever burns wherever? No baseline is asked for. The median of the hour,
 * because one bad reading is no smoke; of a device that reports each hour that is the reading itself.
 *
 * @param reportEveryMs how often the device reports
 */
export const breathe = (known: Air, at: EpochMs, ugPerM3: number, reportEveryMs: number): Air => {
  const particles = withReading(known.particles ?? nothingHeard(at), at, ugPerM3, STEP_UG, HOUR);
  const hour = valuesBefore(particles, at, HOUR.minutes, STEP_UG);
  const everyMinutes = Math.max(HOUR.apartMinutes, reportEveryMs / MINUTE_MS);
  const isEnough = hour.length >= Math.floor((SPEAKS_FOR_HOUR * HOUR.minutes) / everyMinutes);
  const wasSmoky = known.smokyUgPerM3 !== undefined;
  const limit = wasSmoky ? CLEAR_UG_PER_M3 : SMOKY_UG_PER_M3;
  const isSmoky = isEnough ? median(hour) >= limit : wasSmoky;
  return { particles, ...(isSmoky ? { smokyUgPerM3: Math.round(ugPerM3) } : {}) };
};
