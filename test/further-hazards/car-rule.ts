import type { Assessment } from "#shared/domain/assessment.ts";
import { isAtLeast, type Level } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import type { Site } from "#shared/domain/site.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import type { Rule, Surroundings } from "#shared/rules/hazard-rule.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";

export const MINUTE = MINUTE_MS;
export const START: EpochMs = Date.UTC(2026, 8, 8, 14, 0);
const COUNTER = "020000fffe0000c0";
const BROKEN = 255;
const CORRECTION = 100;

interface CarMemory {
  readonly level: Level;
  readonly lastAt?: EpochMs;
  /** So many cars that silence after them is no good sign. */
  readonly isJammed?: boolean;
}

const assess = (level: Level, observedAt: EpochMs, cars: number): Assessment => ({
  hazard: "cars",
  observedAt,
  level,
  score: Math.min(100, cars * 10),
  evidence: [{ kind: "count", of: "cars", count: cars, contribution: Math.min(100, cars * 10) }],
});

const levelOf = (cars: number, { neighbours }: Surroundings): Level => {
  if (cars === 0) return "normal";
  return neighbours.some(({ level }) => isAtLeast(level, "warning")) ? "danger" : "warning";
};

/** Tries everything that the engine offers a rule. 255 cars cannot be used; 100 show the frame before to be wrong. */
export const carRule: Rule<object, CarMemory> = {
  hazard: "cars",
  quantities: ["passages_left_to_right"],
  parseSettings: () => ({}),
  initialMemory: { level: "normal" },
  step: (memory, { devEui, observedAt, values }, _settings, surroundings) => {
    const told = values.passages_left_to_right ?? 0;
    if (told === BROKEN) return { memory, flags: { passages_left_to_right: QUALITY.fail }, suspect: false };
    const cars = told % CORRECTION;
    const level = levelOf(cars, surroundings);
    return {
      memory: { level, lastAt: observedAt, isJammed: cars > 5 },
      flags: { passages_left_to_right: QUALITY.good },
      ...(cars === 0 ? {} : { derived: { quantity: "motion_count", value: cars, flag: QUALITY.good } }),
      ...(told < CORRECTION
        ? {}
        : {
            reflagged: { devEui, observedAt: memory.lastAt ?? START, flag: QUALITY.suspect },
          }),
      assessment: assess(level, observedAt, cars),
      suspect: false,
      ...(cars === 0 ? {} : { signals: true, asksNeighbours: true }),
      ...(level === "normal" || cars > 5 ? {} : { endsAt: observedAt + 30 * MINUTE_MS }),
    };
  },
  silence: ({ level, isJammed }, { seenAt }) => {
    if (isJammed !== true) return undefined;
    const raised: Assessment = {
      ...assess("danger", seenAt, 9),
      evidence: [{ kind: "silence", minutes: 20, contribution: 90 }],
    };
    return { memory: { level, lastAt: seenAt, isJammed }, assessment: raised };
  },
  neighbourSites: (_settings, _site, sites) => sites.map(({ siteId }) => siteId),
  details: () => ({}),
};

export const gateSite = (siteId: string): Site => ({
  siteId,
  name: { "zh-HK": "閘口", en: "Gate" },
  position: [114.144, 22.459],
  hazards: [{ hazard: "cars", settings: {}, validFrom: 0 }],
});

/** A counter that reports every 10 minutes: silent after 20. */
export const gate = (siteId = "north-gate"): SiteContext => ({
  site: gateSite(siteId),
  devices: [
    {
      devEui: COUNTER,
      profileId: "parametric/pcr2",
      reportIntervalS: 600,
      assignments: [{ siteId, validFrom: 0 }],
    },
  ],
});

export const car = (minute: number, cars: number, { reflag = false } = {}): Arrival => {
  const observedAt = START + minute * MINUTE_MS;
  return {
    devEui: COUNTER,
    identity: `${COUNTER}||${minute}|1|${cars}`,
    fCnt: minute,
    observedAt,
    receivedAt: observedAt,
    measurements: [{ quantity: "passages_left_to_right", value: reflag ? CORRECTION + cars : cars }],
  };
};
