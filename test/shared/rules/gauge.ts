import type { Device } from "#shared/domain/device.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import type { Site } from "#shared/domain/site.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";

/** 2026-09-08 22:00 in Hong Kong. */
export const START: EpochMs = Date.UTC(2026, 8, 8, 14, 0);
export const SENSOR_HEIGHT_M = 3.2;
export const GAUGE = "020000fffe000001";

const device = (devEui: string, overrides: Partial<Device> = {}): Device => ({
  devEui,
  profileId: "milesight/em500-udl",
  reportIntervalS: 60,
  assignments: [{ siteId: "wai-tau-bridge", sensorHeightM: SENSOR_HEIGHT_M, validFrom: 0 }],
  ...overrides,
});

const site = (settings: Record<string, unknown>): Site => ({
  siteId: "wai-tau-bridge",
  name: { "zh-HK": "圍頭橋", en: "Wai Tau bridge" },
  position: [114.144, 22.459],
  hazards: [{ hazard: "flood", settings, validFrom: 0 }],
});

/** A drain 2 m deep: advisory 1.00 m, warning 1.50 m, danger 1.80 m. */
export const drain = (settings: Record<string, unknown> = {}, gauge: Partial<Device> = {}): SiteContext => ({
  site: site({ reference: "drain", drainDepthM: 2, ...settings }),
  devices: [device(GAUGE, gauge)],
});

/** A road: advisory 0.10 m, warning 0.20 m, danger 0.30 m. */
export const road = (settings: Record<string, unknown> = {}): SiteContext => ({
  site: site({ reference: "depth", ...settings }),
  devices: [device(GAUGE)],
});

/** A reading of a water level, as it comes when nothing is in its way. */
export const reading = (minute: number, waterLevelM: number, overrides: Partial<Arrival> = {}): Arrival => {
  const observedAt = START + Math.round(minute * MINUTE_MS);
  const { resolution } = QUANTITIES.distance;
  const distance = Math.round((SENSOR_HEIGHT_M - waterLevelM) / resolution) * resolution;
  const fCnt = Math.round(minute * 10);
  return {
    devEui: GAUGE,
    identity: `${GAUGE}||${fCnt}|85|${distance.toFixed(3)}`,
    fCnt,
    observedAt,
    receivedAt: observedAt + 400,
    measurements: [{ quantity: "distance", value: distance }],
    ...overrides,
  };
};

/** One reading a minute from minute 0 on. */
export const eachMinute = (waterLevelsM: readonly number[], from = 0): readonly Arrival[] =>
  waterLevelsM.map((level, index) => reading(from + index, level));
