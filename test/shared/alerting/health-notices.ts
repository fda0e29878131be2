import type { Finding, HealthNotice } from "#shared/domain/finding.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { evidenceOf, hongKong } from "./scene.ts";

/** What can be wrong at the pilot village one afternoon. */
export const GAUGE = {
  devEui: "020000fffe000001",
  siteId: "wai-tau-bridge",
  since: hongKong("14:05"),
} as const;
export const ROAD_GAUGE = {
  devEui: "020000fffe000002",
  siteId: "lam-kam-road",
  villageId: "lam-tsuen",
} as const;

export const FINDINGS = {
  silent: { ...GAUGE, kind: "silent_device", limitMs: 90 * MINUTE_MS, neverHeard: false },
  neverHeard: { ...GAUGE, kind: "silent_device", limitMs: 90 * MINUTE_MS, neverHeard: true },
  noDistance: { ...GAUGE, kind: "silent_quantity", quantity: "distance", frames: 40, usualShare: 1 },
  noOzone: { ...GAUGE, kind: "silent_quantity", quantity: "ozone", frames: 40, usualShare: 1 },
  stuck: { ...GAUGE, kind: "stuck_value", quantity: "distance", value: 1.234, readings: 96 },
  stuckOzone: { ...GAUGE, kind: "stuck_value", quantity: "ozone", value: 7, readings: 96 },
  batteryLow: { ...GAUGE, kind: "battery_low", levelPercent: 12 },
  batterySaysLow: { ...GAUGE, kind: "battery_low" },
  batteryFalling: {
    ...GAUGE,
    kind: "battery_falling",
    quantity: "battery_voltage",
    level: 3.2,
    daysLeft: 31.4,
    earliestDaysLeft: 25,
  },
  loss: { ...GAUGE, kind: "link_loss", lossPercent: 34.6, expectedFrames: 400 },
  margin: { ...GAUGE, kind: "link_margin", marginDb: 1.6 },
  moved: { ...GAUGE, kind: "moved", mark: "distance", before: 2.311, after: 1.05 },
  weaker: { ...GAUGE, kind: "moved", mark: "rssi", before: -92, after: -110 },
  gateway: {
    kind: "gateway_down",
    gatewayId: "lam-tsuen-roof",
    since: hongKong("14:05"),
    cause: "all_silent",
    devices: [
      { devEui: GAUGE.devEui, siteId: GAUGE.siteId, villageId: "lam-tsuen" },
      ROAD_GAUGE,
      { devEui: "020000fffe000099", siteId: "elsewhere", villageId: "another-village" },
    ],
  },
  emptyGateway: {
    kind: "gateway_down",
    gatewayId: "lam-tsuen-roof",
    since: hongKong("14:05"),
    cause: "disconnected",
    devices: [],
  },
  blind: {
    kind: "blind_in_alarm",
    siteId: "wai-tau-bridge",
    hazard: "flood",
    level: "warning",
    since: hongKong("14:05"),
    evidence: evidenceOf({ m: 1.71, percent: 85 }),
  },
  blindRoad: {
    kind: "blind_in_alarm",
    siteId: "lam-kam-road",
    hazard: "flood",
    level: "danger",
    since: hongKong("14:05"),
  },
} as const satisfies Record<string, Finding>;

export const noticeOf = (finding: Finding, rest: Partial<HealthNotice> = {}): HealthNotice => ({
  change: "opened",
  finding,
  at: finding.since + 90 * MINUTE_MS,
  villageId: "lam-tsuen",
  ...rest,
});
