import { MINUTE_MS } from "#shared/domain/time.ts";
import { mulberry32 } from "./mulberry32.ts";
import { STORM_MINUTES, waterLevelM } from "./storm-hydrograph.ts";
import type { Trace, TraceReading } from "./trace.ts";

/** 22:30 of a September evening in Hong Kong. The place is real, the storm is not. */
export const STORM_START_MS = Date.parse("2026-09-08T14:30:00Z");
export const STORM_SEED = 20_260_908;

const DEV_EUI = "020000fffe000001";
const SENSOR_HEIGHT_M = 3.2;
const NOISE_M = 0.01;
const BATTERY_PERCENT = 97;
const MM_PER_M = 1000;

/** An echo from something nearer than the water, once: by how much the water seems higher. */
const PING_SPIKES_M: Readonly<Record<number, number>> = { 7: 1.9, 96: 1 };
const LOST_MINUTE = 67;
/** The very frame that tells of danger is heard by two gateways. */
const REPEATED_MINUTE = 73;

/** The storm as the gauge at Wai Tau bridge reports it, once a minute. The same seed gives the same trace. */
export const stormTrace = (seed: number): Trace => {
  const random = mulberry32(seed);
  const reading = (minute: number): TraceReading => {
    const noiseM = (random() * 2 - 1) * NOISE_M;
    const seenM = waterLevelM(minute) + (PING_SPIKES_M[minute] ?? 0) + noiseM;
    return {
      atMs: STORM_START_MS + minute * MINUTE_MS,
      devEui: DEV_EUI,
      values: {
        battery_level: BATTERY_PERCENT,
        distance: Math.round((SENSOR_HEIGHT_M - seenM) * MM_PER_M) / MM_PER_M,
      },
      transmission: transmissionOf(minute),
    };
  };
  const rest = Array.from({ length: STORM_MINUTES - 1 }, (_, index) => index + 1);
  return [reading(0), ...rest.map(reading)];
};

const transmissionOf = (minute: number): TraceReading["transmission"] => {
  if (minute === LOST_MINUTE) return "lost";
  return minute === REPEATED_MINUTE ? "twice" : "once";
};
