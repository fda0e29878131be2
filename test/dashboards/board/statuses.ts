import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { SiteStatus, VillageStatus } from "#shared/domain/status.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";

/** 2026-09-08 23:41 in Hong Kong: the instant the pictures are of. */
export const NOW = Date.UTC(2026, 8, 8, 15, 41, 20);

type FloodReading = NonNullable<SiteStatus["flood"]>;

/** Wai Tau bridge, a drain of 2 m: quiet unless told otherwise. */
export const bridge = (changes: Partial<SiteStatus> = {}, flood: Partial<FloodReading> = {}): SiteStatus => ({
  siteId: "wai-tau-bridge",
  name: { "zh-HK": "圍頭橋", en: "Wai Tau bridge" },
  position: [114.153, 22.462],
  hazard: "flood",
  level: "normal",
  since: NOW - 9 * 60 * MINUTE_MS,
  score: 12,
  observedAt: NOW - 40_000,
  staleAfterS: 300,
  suspect: false,
  stateVersion: 412,
  flood: {
    waterLevelM: 0.34,
    percentFull: 17,
    fullM: 2,
    thresholdsM: { advisory: 1, warning: 1.5, danger: 1.8 },
    ratePer10MinM: 0,
    trend: "steady",
    ...flood,
  },
  ...changes,
});

/** Lam Kam Road, by depth: dry unless told otherwise. */
export const road = (changes: Partial<SiteStatus> = {}, flood: Partial<FloodReading> = {}): SiteStatus => ({
  siteId: "lam-kam-road",
  name: { "zh-HK": "林錦公路", en: "Lam Kam Road" },
  position: [114.142, 22.451],
  hazard: "flood",
  level: "normal",
  since: NOW - 26 * 60 * MINUTE_MS,
  score: 0,
  observedAt: NOW - 25_000,
  staleAfterS: 300,
  suspect: false,
  stateVersion: 388,
  flood: {
    waterLevelM: 0.02,
    fullM: 0.45,
    thresholdsM: { advisory: 0.1, warning: 0.2, danger: 0.3 },
    ratePer10MinM: 0,
    trend: "steady",
    ...flood,
  },
  ...changes,
});

export const bridgeAdvisory = (changes: Partial<SiteStatus> = {}): SiteStatus =>
  bridge(
    { level: "advisory", score: 52, since: NOW - 14 * MINUTE_MS, ...changes },
    { waterLevelM: 1.08, percentFull: 54, ratePer10MinM: 0.06, trend: "rising" },
  );

export const bridgeWarning = (changes: Partial<SiteStatus> = {}): SiteStatus =>
  bridge(
    { level: "warning", score: 78, since: NOW - 6 * MINUTE_MS, ...changes },
    {
      waterLevelM: 1.62,
      percentFull: 81,
      ratePer10MinM: 0.12,
      trend: "rising",
      forecast: { level: "danger", inMinutes: 15, earliestMinutes: 11, latestMinutes: 24 },
    },
  );

export const bridgeDanger = (changes: Partial<SiteStatus> = {}): SiteStatus =>
  bridge(
    { level: "danger", score: 95, since: NOW - 11 * MINUTE_MS, ...changes },
    { waterLevelM: 1.86, percentFull: 93, ratePer10MinM: 0.24, trend: "rising" },
  );

export const village = (
  sites: readonly SiteStatus[],
  changes: Partial<VillageStatus> = {},
): VillageStatus => ({
  schema: "village-status/1",
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550187",
  publishedAt: NOW - 20_000,
  sites: [...sites],
  ...changes,
});

/** A replay at 60 times the speed, begun a minute of wall time ago: an hour of the storm has passed. */
export const exerciseClock = (changes: Partial<ExerciseClock> = {}): ExerciseClock => ({
  exerciseId: "storm-replay",
  traceStart: NOW - 60 * MINUTE_MS,
  startedAt: NOW - MINUTE_MS,
  speed: 60,
  ...changes,
});

/** Six sites, each in another state, worst last. */
export const sixSites = (): readonly SiteStatus[] => [
  road(),
  bridge({ siteId: "she-shan", name: { "zh-HK": "社山排水道", en: "She Shan nullah" } }),
  { ...bridge({ siteId: "tai-om", name: { "zh-HK": "大菴溪", en: "Tai Om stream" }, suspect: true }) },
  bridgeAdvisory({ siteId: "fong-ma-po", name: { "zh-HK": "放馬莆橋", en: "Fong Ma Po bridge" } }),
  bridgeWarning({
    siteId: "chung-uk-tsuen",
    name: { "zh-HK": "鍾屋村箱形暗渠", en: "Chung Uk Tsuen box culvert" },
  }),
  bridgeDanger(),
];

/** Places of other hazards, where no gauge is drawn and a line says what was seen, as long as such lines become. */
export const withoutGauges = (): readonly SiteStatus[] => {
  const { flood: _, ...place } = road();
  const since = NOW - 20 * MINUTE_MS;
  return [
    {
      ...place,
      siteId: "ma-po-mei",
      name: { "zh-HK": "麻布尾後山", en: "Ma Po Mei hillside" },
      hazard: "hill_fire",
      level: "danger",
      since,
      says: { "zh-HK": "煙霧、高溫及濕度急降", en: "smoke, heat and a fall of humidity" },
    },
    {
      ...place,
      siteId: "she-shan-path",
      name: { "zh-HK": "社山徑", en: "She Shan path" },
      hazard: "wild_pig",
      level: "advisory",
      since,
      says: { "zh-HK": "疑似野豬，待確認", en: "perhaps a wild pig, not confirmed yet" },
    },
    {
      ...place,
      siteId: "lay-by",
      name: { "zh-HK": "林錦公路避車處", en: "Lam Kam Road lay-by" },
      hazard: "illegal_dumping",
      level: "warning",
      since,
      says: { "zh-HK": "雜物約高0.4米", en: "heap about 0.4 m high" },
    },
  ];
};
