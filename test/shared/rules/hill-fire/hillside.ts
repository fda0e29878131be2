import type { AlarmTimeline, Assessment } from "#shared/domain/assessment.ts";
import type { Device } from "#shared/domain/device.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Site } from "#shared/domain/site.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { observe } from "#shared/rules/observe.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";

/** Wednesday 2026-11-18 14:00 in Hong Kong: the dry season, no festival, no weekend. */
export const START: EpochMs = Date.parse("2026-11-18T14:00:00+08:00");
export const SENSOR = "020000fffe000021";
export const MATE = "020000fffe000022";
export const REPORT_MIN = 5;

type Values = Readonly<Partial<Record<Quantity, number>>>;

export const CALM: Values = {
  pm2_5: 12,
  carbon_monoxide: 0.3,
  volatile_organic_compounds: 0.05,
  air_temperature: 24,
  relative_humidity: 60,
};
/** What a fire a few hundred metres upwind brings. */
export const SMOKE: Values = {
  ...CALM,
  pm2_5: 260,
  carbon_monoxide: 2.4,
  volatile_organic_compounds: 0.32,
};
/** What a grill beside the station brings, and a fire far off at first: it stands out, and is not strong. */
export const WEAK_SMOKE: Values = { ...CALM, pm2_5: 75, carbon_monoxide: 0.95 };
/** What no grill brings. */
export const THICK_SMOKE: Values = { ...SMOKE, pm2_5: 700, carbon_monoxide: 6 };
export const HEAT: Values = { ...CALM, air_temperature: 35, relative_humidity: 32 };
export const FIRE: Values = { ...SMOKE, air_temperature: 35, relative_humidity: 32 };

const device = (devEui: string): Device => ({
  devEui,
  profileId: "netvox/ra0715",
  reportIntervalS: REPORT_MIN * 60,
  assignments: [{ siteId: "tsuen-kam-au", validFrom: 0 }],
});

/** Tsuen Kam Au, the saddle under Tai Mo Shan, with one sensor or two. */
export const hillside = (
  settings: Site["hazards"][number]["settings"] = {},
  devices = [SENSOR],
): SiteContext => ({
  site: {
    siteId: "tsuen-kam-au",
    name: { "zh-HK": "荃錦坳", en: "Tsuen Kam Au" },
    position: [114.1098, 22.4086],
    hazards: [{ hazard: "hill_fire", settings, validFrom: 0 }],
  },
  devices: devices.map(device),
});

/** A report so many minutes after the start. */
export const report = (minute: number, values: Values, devEui = SENSOR): Arrival => {
  const observedAt = START + Math.round(minute * MINUTE_MS);
  const fCnt = Math.round(minute + 60 * 24 * 40);
  return {
    devEui,
    identity: `${devEui}||${fCnt}|${JSON.stringify(values)}`,
    fCnt,
    observedAt,
    receivedAt: observedAt + 400,
    measurements: Object.entries(values).map(([quantity, value]) => ({
      quantity: quantity as Quantity,
      value,
    })),
  };
};

/** The same values every five minutes, first and last minute included. */
export const every = (from: number, until: number, values: Values, devEui = SENSOR): readonly Arrival[] =>
  Array.from({ length: Math.floor((until - from) / REPORT_MIN) + 1 }, (_, index) =>
    report(from + index * REPORT_MIN, values, devEui),
  );

export const emptyHillside = (): SiteState =>
  newSiteState({ villageId: "chuen-lung", siteId: "tsuen-kam-au" });

export const feed = (arrivals: readonly Arrival[], context: SiteContext, state: SiteState): SiteState =>
  arrivals.reduce((sofar, arrival) => observe(sofar, [arrival], context).state, state);

const learnt = new Map<string, SiteState>();

/** A site that has heard its sensors for so many days up to the start, a little wind in the leaves and a warmer noon. */
export const afterDays = (days: number, context: SiteContext): SiteState => {
  const key = JSON.stringify([days, context]);
  const state = learnt.get(key) ?? feed(ordinaryDays(days, context), context, emptyHillside());
  learnt.set(key, state);
  return state;
};

const STEP_MIN = 120;

const ordinaryDays = (days: number, { devices }: SiteContext): readonly Arrival[] =>
  Array.from({ length: (days * DAY_MS) / (STEP_MIN * MINUTE_MS) }, (_, index) => {
    const minute = index * STEP_MIN - days * 24 * 60;
    const noon = Math.cos(((minute - 30) / 720) * Math.PI);
    const ripple = index % 3;
    const values = {
      pm2_5: 11 + ripple,
      carbon_monoxide: 0.28 + ripple / 50,
      volatile_organic_compounds: 0.05 + ripple / 200,
      air_temperature: 21 + 3 * noon + ripple / 10,
      relative_humidity: 70 - 10 * noon - ripple,
    };
    return devices.map(({ devEui }) => report(minute, values, devEui));
  }).flat();

/** The timeline as seen at a minute of the story; by default right after its newest reading. */
export const fireTimeline = (state: SiteState, context: SiteContext, minute?: number): AlarmTimeline => {
  const now = minute === undefined ? (state.newest?.observedAt ?? START) : START + minute * MINUTE_MS;
  const timeline = evaluateSite(state, context, now).find(({ hazard }) => hazard === "hill_fire");
  if (timeline === undefined) throw new Error("the site is not watched for hill fires");
  return timeline;
};

/** `["10 normal>advisory", ...]`: when, in minutes, and how the level changed. */
export const changes = (timeline: AlarmTimeline): readonly string[] =>
  timeline.transitions.map(({ at, from, to }) => `${Math.round((at - START) / MINUTE_MS)} ${from}>${to}`);

/** What becomes of some reports after a fortnight of ordinary days. */
export const storyOf = (arrivals: readonly Arrival[], context = hillside()): AlarmTimeline =>
  fireTimeline(feed(arrivals, context, afterDays(16, context)), context);

export const needsOf = (assessment: Assessment | undefined): readonly string[] =>
  (assessment?.evidence ?? []).flatMap((item) =>
    item.kind === "needs" ? [`${item.what} ${item.have} of ${item.of}`] : [],
  );

export const factorsOf = (assessment: Assessment | undefined): readonly string[] =>
  (assessment?.evidence ?? []).flatMap((item) => (item.kind === "factor" ? [item.name] : []));
