import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packPlain } from "#shared/adapters/dynamodb/plain-columns.ts";
import type { Assessment } from "#shared/domain/assessment.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { Surroundings } from "#shared/rules/hazard-rule.ts";
import { hillFireRule } from "#shared/rules/hill-fire/hill-fire-rule.ts";
import { observe } from "#shared/rules/observe.ts";
import { afterDays, CALM, fireTimeline, HEAT, hillside, report, SENSOR, SMOKE, START } from "./hillside.ts";

const values = fc.record(
  {
    pm2_5: fc.double({ min: 0, max: 1000, noNaN: true }),
    carbon_monoxide: fc.double({ min: 0, max: 50, noNaN: true }),
    volatile_organic_compounds: fc.double({ min: 0, max: 10, noNaN: true }),
    air_temperature: fc.double({ min: -10, max: 85, noNaN: true }),
    relative_humidity: fc.double({ min: 0, max: 100, noNaN: true }),
    wind_speed: fc.double({ min: 0, max: 40, noNaN: true }),
    rainfall: fc.double({ min: 0, max: 30, noNaN: true }),
  },
  { requiredKeys: [] },
);
const weathers = fc.constantFrom(
  undefined,
  ...(["yellow", "red"] as const).map((signal) => ({
    warnings: { fetchedAt: START, fireDanger: { signal, issuedAt: START } },
  })),
);

const settings = hillFireRule.parseSettings({});
const around = (weather?: Surroundings["weather"]): Surroundings => ({
  siteId: "tsuen-kam-au",
  position: [114.1098, 22.4086],
  neighbours: [],
  ...(weather === undefined ? {} : { weather }),
});

/** What the rule says of some reports, the first of a fortnight that taught it what is usual. */
const assessments = (
  reports: readonly (readonly [minute: number, values: object])[],
  weather?: Surroundings["weather"],
  devEui = SENSOR,
) => {
  let memory = hillFireRule.initialMemory;
  const said: Assessment[] = [];
  for (const [minute, told] of reports) {
    const frame = { devEui, observedAt: START + minute * MINUTE_MS, values: told, silentAfterMs: 600_000 };
    const step = hillFireRule.step(memory, frame, settings, around(weather));
    memory = step.memory;
    if (step.assessment !== undefined) said.push(step.assessment);
  }
  return { memory, said };
};

const fortnight = Array.from({ length: 16 * 8 }, (_, index) => [(index - 16 * 8) * 180, CALM] as const);

describe("whatever the sensors tell", () => {
  it("the score stays within 0 and 100, and what the evidence adds makes it", () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 25 }), weathers, (told, weather) => {
        const reports = told.map((one, index) => [index * 5, one] as const);
        for (const { score, evidence } of assessments([...fortnight, ...reports], weather).said) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          const sum = evidence.reduce((all, { contribution }) => all + contribution, 0);
          expect(sum).toBeCloseTo(score, 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("danger alone raises nothing: no weather, no warning and no festival is a fire", () => {
    const weather = fc.record({
      air_temperature: fc.double({ min: 30, max: 43.8, noNaN: true }),
      relative_humidity: fc.double({ min: 5, max: 23, noNaN: true }),
      wind_speed: fc.double({ min: 0, max: 40, noNaN: true }),
      rainfall: fc.constant(0),
    });
    fc.assert(
      fc.property(weather, weathers, fc.integer({ min: 0, max: 365 }), (hot, warning, day) => {
        const reports = Array.from({ length: 20 }, (_, index) => [day * 1440 + index * 10, hot] as const);
        const levels = new Set(assessments(reports, warning).said.map(({ level }) => level));
        expect([...levels]).toEqual(["normal"]);
      }),
      { numRuns: 60 },
    );
  });

  it("smoke that stays weak and ends within 25 minutes raises nothing, whatever its gases and its shape", () => {
    const calm = Array.from({ length: 13 }, (_, index) => [index * 5, CALM] as const);
    // Below 15 deviations of each sensor: a grill has little CO, an engine little dust.
    const weak = fc.record({
      pm2_5: fc.double({ min: 0, max: 100, noNaN: true }),
      carbon_monoxide: fc.double({ min: 0, max: 1.75, noNaN: true }),
      volatile_organic_compounds: fc.double({ min: 0, max: 0.48, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(weak, { minLength: 1, maxLength: 5 }), weathers, (smoke, weather) => {
        const reports = smoke.map((one, index) => [65 + index * 5, { ...CALM, ...one }] as const);
        const after = calm.map(([minute, one]) => [90 + minute, one] as const);
        const { said } = assessments([...fortnight, ...calm, ...reports, ...after], weather);
        expect(new Set(said.map(({ level }) => level))).toEqual(new Set(["normal"]));
      }),
      { numRuns: 200 },
    );
  });

  it("the order in which the reports of an hour come does not matter", () => {
    const context = hillside();
    const learnt = afterDays(16, context);
    const stories = fc.array(fc.constantFrom(CALM, SMOKE, HEAT), { minLength: 8, maxLength: 8 });
    const shuffled = stories.chain((told) => {
      const reports = told.map((one, index) => report(index * 7, one));
      return fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray(reports, { minLength: reports.length, maxLength: reports.length }),
      );
    });
    fc.assert(
      fc.property(shuffled, ([inOrder, anyhow]) => {
        const [one, other] = [inOrder, anyhow].map((arrivals) =>
          fireTimeline(
            arrivals.reduce((state, arrival) => observe(state, [arrival], context).state, learnt),
            context,
            60,
          ),
        );
        expect({ ...other, headReceivedAt: 0, late: false }).toEqual({
          ...one,
          headReceivedAt: 0,
          late: false,
        });
      }),
      { numRuns: 25 },
    );
  });

  it("the memory of a device that has told everything for a month has its place in a small item", () => {
    const month = Array.from({ length: 30 * 72 }, (_, index) => {
      const ripple = (index * 7919) % 13;
      const told = {
        pm2_5: 8 + 2 * ripple,
        carbon_monoxide: 0.2 + ripple / 40,
        volatile_organic_compounds: 0.05 + ripple / 200,
        air_temperature: 15 + ripple / 2,
        relative_humidity: 60 + 2 * ripple,
        wind_speed: ripple / 3,
        rainfall: 0,
      };
      return [(index - 30 * 72) * 20, told] as const;
    });
    const { memory } = assessments(month);
    const packed = packPlain({ hill_fire: memory }, START - DAY_MS);
    const bytes = packed.reduce<number>((sum, column) => sum + column.length, 0);
    expect(bytes).toBeLessThan(700);
    const two = { ...memory, devices: { ...memory.devices, "020000fffe000022": memory.devices[SENSOR] } };
    const more = packPlain({ hill_fire: two }, START - DAY_MS).reduce<number>(
      (sum, column) => sum + column.length,
      0,
    );
    console.info(`hill fire memory: ${bytes} bytes with one device, ${more - bytes} more with a second`);
    expect(more - bytes).toBeLessThan(400);
  });
});
