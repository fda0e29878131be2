import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { beforeAll, describe, expect, it } from "vitest";
import type { Level } from "#shared/domain/level.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { observe } from "#shared/rules/observe.ts";
import { road, SENSOR_HEIGHT_M, START } from "#test/shared/rules/gauge.ts";
import { emptySite, floodTimeline } from "#test/shared/rules/story.ts";
import { recording } from "./real-data.ts";

const profiles = recording("flood/floodnet_profiles.csv");
const events = new Map<string, Arrival[]>();

const arrival = (seconds: number, depthMm: number, index: number): Arrival => {
  const observedAt = START + Math.round(seconds * SECOND_MS);
  const distance = SENSOR_HEIGHT_M - depthMm / 1000;
  return {
    devEui: "020000fffe000001",
    identity: `${index}`,
    fCnt: index,
    observedAt,
    receivedAt: observedAt,
    measurements: [{ quantity: "distance", value: distance }],
  };
};

beforeAll(async () => {
  if (profiles === undefined) return;
  for await (const row of createReadStream(profiles).pipe(parse({ columns: true }))) {
    const readings = events.get(row.event_id) ?? [];
    readings.push(arrival(Number(row.t_s), Number(row.depth_mm), readings.length));
    events.set(row.event_id, readings);
  }
}, 60_000);

const depthM = ({ measurements }: Arrival): number =>
  SENSOR_HEIGHT_M - (measurements[0]?.value ?? SENSOR_HEIGHT_M);

/** The deepest level that two readings in a row reached: one alone may be an echo. */
const sustainedM = (readings: readonly Arrival[]): number =>
  readings.slice(1).reduce((deepest, reading, index) => {
    const before = readings[index];
    return before === undefined ? deepest : Math.max(deepest, Math.min(depthM(before), depthM(reading)));
  }, 0);

// FloodNet NYC street floods (see INDEX.md of the recordings): 1,791 events at 156 sensors.
describe.runIf(profiles !== undefined)("1,791 recorded street floods", () => {
  const context = road({ advisoryM: 0.051, warningM: 0.102, dangerM: 0.305 });
  /** Every level the alarm rose or fell to; fed ten readings at a time. */
  const levels = (readings: readonly Arrival[]): readonly Level[] => {
    let state = emptySite();
    const seen: Level[] = [];
    for (let index = 0; index < readings.length; index += 10) {
      state = observe(state, readings.slice(index, index + 10), context).state;
      seen.push(...floodTimeline(state, context).transitions.map(({ to }) => to));
    }
    return seen;
  };

  it("not one that stayed at danger for two readings went by without a danger alarm", () => {
    const deep = [...events].filter(([, readings]) => sustainedM(readings) >= 0.305);
    expect(deep.length).toBeGreaterThan(100);
    const missed = deep.filter(([, readings]) => !levels(readings).includes("danger")).map(([id]) => id);
    expect(missed).toEqual([]);
  });

  it("not one raised danger that never reached it", () => {
    const shallow = [...events].filter(([, readings]) =>
      readings.every((reading) => depthM(reading) < 0.3045),
    );
    const cried = shallow.filter(([, readings]) => levels(readings).includes("danger")).map(([id]) => id);
    expect(cried).toEqual([]);
  });
});
