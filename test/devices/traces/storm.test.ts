import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bundledStorm } from "#devices/traces/bundled-storm.ts";
import { mulberry32 } from "#devices/traces/mulberry32.ts";
import { readTrace } from "#devices/traces/read-trace.ts";
import { STORM_SEED, STORM_START_MS, stormTrace } from "#devices/traces/storm.ts";
import {
  BASE_M,
  BURST,
  PEAK_M,
  PLATEAU_M,
  STORM_MINUTES,
  waterLevelM,
} from "#devices/traces/storm-hydrograph.ts";
import { stormTruth } from "#devices/traces/storm-truth.ts";
import type { Trace, TraceReading } from "#devices/traces/trace.ts";
import { truthSchema } from "#devices/traces/truth.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { observe } from "#shared/rules/observe.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { drain } from "#test/shared/rules/gauge.ts";

const committed = (name: string) =>
  readFileSync(new URL(`../../../devices/traces/${name}`, import.meta.url), "utf8");
const minutes = Array.from({ length: STORM_MINUTES }, (_, minute) => minute);
const trace = stormTrace(STORM_SEED);

describe("the bundled storm", () => {
  it.each(bundledStorm())("is committed as its generator makes it: $name", ({ name, text }) => {
    expect(committed(name), "run: node devices/traces/write-storm.ts").toBe(text);
  });

  it("reads back as it was made", () => {
    expect(readTrace(committed("storm-at-wai-tau.csv"))).toMatchObject({ trace });
    expect(truthSchema.parse(JSON.parse(committed("storm-at-wai-tau.truth.json")))).toEqual(stormTruth());
  });

  it("rises from a plateau over half full to overflowing within 5 to 11 minutes, no faster than water does", () => {
    expect(PLATEAU_M / 2).toBeGreaterThanOrEqual(0.5);
    expect(PEAK_M / 2).toBeGreaterThan(1);
    expect(BURST.to - BURST.from).toBeGreaterThanOrEqual(5);
    expect(BURST.to - BURST.from).toBeLessThanOrEqual(11);
    const rises = minutes.slice(1).map((minute) => waterLevelM(minute) - waterLevelM(minute - 1));
    expect(Math.max(...rises)).toBeLessThanOrEqual(0.184);
    expect(waterLevelM(0)).toBe(BASE_M);
  });

  it("has noise of a centimetre, two echoes that no water makes, a lost and a repeated frame", () => {
    const off = trace.map(({ values: { distance = 0 } }, minute) =>
      Math.abs(3.2 - distance - waterLevelM(minute)),
    );
    const echoes = off.filter((metres) => metres > 0.5);
    expect(echoes).toHaveLength(2);
    expect(Math.max(...echoes)).toBeLessThanOrEqual(2);
    expect(Math.max(...off.filter((metres) => metres <= 0.5))).toBeLessThanOrEqual(0.0106);
    const unusual = trace.map(({ transmission }) => transmission).filter((how) => how !== "once");
    expect(unusual.sort()).toEqual(["lost", "twice"]);
    expect(trace.length).toBeGreaterThanOrEqual(130);
    expect(trace.length).toBeLessThanOrEqual(170);
  });

  it("never lets noise decide: at each threshold and clear limit, the water is clear of it before and after", () => {
    const rising = new Set([1, 1.5, 1.8]);
    for (const minute of minutes.slice(1)) {
      const [before, after] = [waterLevelM(minute - 1), waterLevelM(minute)];
      for (const limit of before < after ? rising : [0.9, 1.4, 1.7]) {
        if (before < limit === after < limit) continue;
        expect(Math.abs(before - limit), `before minute ${minute}, ${limit} m`).toBeGreaterThan(0.0105);
        expect(Math.abs(after - limit), `at minute ${minute}, ${limit} m`).toBeGreaterThan(0.0105);
      }
    }
  });

  it("leaves no doubt about the forecast: on the slow rise, the line through 15 minutes never meets danger within 18", () => {
    const back = Array.from({ length: 16 }, (_, index) => index);
    for (const minute of minutes.filter((at) => at <= BURST.from && waterLevelM(at) >= 1)) {
      const levels = back.map((ago) => waterLevelM(minute - ago));
      const mean = levels.reduce((sum, levelM) => sum + levelM, 0) / levels.length;
      const spread = back.reduce((sum, ago) => sum + (7.5 - ago) ** 2, 0);
      const risePerMinM =
        levels.reduce((sum, levelM, ago) => sum + (7.5 - ago) * (levelM - mean), 0) / spread;
      if (risePerMinM > 0) expect((1.8 - waterLevelM(minute)) / risePerMinM).toBeGreaterThan(18);
    }
  });

  it("tells everyone once, step by step, and the all-clear to all who were warned", () => {
    const told = stormTruth().map(({ level, messageType, recipients }) => [
      level,
      messageType,
      recipients.length,
    ]);
    expect(told).toEqual([
      ["advisory", "Alert", 3],
      ["warning", "Update", 7],
      ["danger", "Update", 8],
      ["warning", "Update", 8],
      ["advisory", "Update", 8],
      ["normal", "Cancel", 8],
    ]);
  });

  it.each([STORM_SEED, STORM_SEED + 1, STORM_SEED + 2])(
    "is judged by the alarm engine as its truth says, at the very reading: seed %i",
    (seed) => {
      expect(changesOf(stormTrace(seed))).toEqual(
        stormTruth().map(({ time, level }) => ({ minute: minuteOf(Date.parse(String(time))), level })),
      );
    },
  );

  it("is another storm with another seed", () => {
    expect(stormTrace(STORM_SEED + 1)).not.toEqual(trace);
    expect(stormTrace(STORM_SEED)).toEqual(trace);
  });
});

const minuteOf = (instant: number): number => (instant - STORM_START_MS) / MINUTE_MS;

/** Every change of level that the alarm engine saw when the frames came one by one. */
const changesOf = (readings: Trace) => {
  const context = drain();
  const changes = new Map<number, string>();
  let state = newSiteState({ villageId: "lam-tsuen", siteId: "wai-tau-bridge" });
  for (const arrival of readings.flatMap(arrivalsOf)) {
    state = observe(state, [arrival], context).state;
    const [timeline] = evaluateSite(state, context, arrival.receivedAt);
    for (const { at, to } of timeline?.transitions ?? []) changes.set(at, to);
  }
  return [...changes].map(([at, level]) => ({ minute: minuteOf(at), level }));
};

const arrivalsOf = (reading: TraceReading): readonly Arrival[] => {
  const minute = minuteOf(reading.atMs);
  const arrival: Arrival = {
    devEui: "020000fffe000001",
    identity: `frame ${minute}`,
    fCnt: minute,
    observedAt: reading.atMs,
    receivedAt: reading.atMs + 400,
    measurements: [{ quantity: "distance", value: reading.values.distance ?? 0 }],
  };
  return { once: [arrival], lost: [], twice: [arrival, arrival] }[reading.transmission];
};

describe("the noise", () => {
  it("is spread evenly from 0 to 1", () => {
    const random = mulberry32(7);
    const numbers = Array.from({ length: 10_000 }, random);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 1);
  });
});
