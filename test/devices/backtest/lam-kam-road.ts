import type { BacktestSetup } from "#devices/backtest/backtest-setup.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/** Lam Kam Road with one or two gauges 3 m above it; the road is real, its gauges and people are not. */

export const GAUGE = "020000fffe000002";
export const SPARE = "020000fffe000003";
const SENSOR_HEIGHT_M = 3;

/** 2026-09-08 22:00 in Hong Kong. */
export const START: EpochMs = Date.UTC(2026, 8, 8, 14, 0);

const gauge = (devEui: string) => ({
  devEui,
  profileId: "milesight/em500-udl",
  reportIntervalS: 60,
  assignments: [{ siteId: "lam-kam-road", sensorHeightM: SENSOR_HEIGHT_M, validFrom: 0 }],
});

/** Advisory 0.10 m, warning 0.20 m, danger 0.30 m. */
export const road = (settings: Readonly<Record<string, unknown>> = {}): BacktestSetup => ({
  village: {
    villageId: "lam-tsuen",
    name: { "zh-HK": "林村", en: "Lam Tsuen" },
    telephone: "+12025550140",
    sites: [
      {
        siteId: "lam-kam-road",
        name: { "zh-HK": "林錦公路", en: "Lam Kam Road" },
        position: [114.1372, 22.4551],
        hazards: [{ hazard: "flood", settings: { reference: "depth", ...settings }, validFrom: 0 }],
      },
    ],
    devices: [gauge(GAUGE), gauge(SPARE)],
  },
  addressees: [
    {
      recipientId: "dsd",
      role: "drainage_services",
      language: "zh-HK",
      channels: ["sms", "email"],
      consented: true,
    },
    { recipientId: "chan", role: "subscriber", language: "zh-HK", channels: ["sms"], consented: true },
    { recipientId: "smith", role: "subscriber", language: "en", channels: ["sms"], consented: true },
    { recipientId: "lee", role: "subscriber", language: "en", channels: ["sms"], consented: false },
    { recipientId: "fsd", role: "fire_services", language: "en", channels: ["sms"], consented: true },
  ],
});

export const minute = (minutes: number): EpochMs => START + Math.round(minutes * MINUTE_MS);

/** What a gauge says of a depth of water. */
export const depth = (minutes: number, depthM: number, overrides: Partial<SeriesRow> = {}): SeriesRow => ({
  devEui: GAUGE,
  observedAt: minute(minutes),
  values: { distance: Math.round((SENSOR_HEIGHT_M - depthM) * 1000) / 1000 },
  ...overrides,
});

/** A depth each minute. */
export const depths = (depthsM: readonly number[], from = 0): readonly SeriesRow[] =>
  depthsM.map((depthM, index) => depth(from + index, depthM));

/** Water that rises by so much a minute to a depth, stands for a while, and falls as fast. */
export const flood = (toM: number, perMinuteM: number, standsFor = 10): readonly number[] => {
  const rising = Array.from({ length: Math.round(toM / perMinuteM) }, (_, index) => (index + 1) * perMinuteM);
  const dry = Array.from({ length: 30 }, () => 0);
  return [
    ...dry.slice(0, 5),
    ...rising,
    ...Array.from({ length: standsFor }, () => toM),
    ...rising.toReversed(),
    ...dry,
  ];
};
