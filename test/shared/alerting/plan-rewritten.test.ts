import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nothingAnnounced, planAlert, settled } from "#shared/alerting/plan.ts";
import type { Alert, Announced } from "#shared/domain/alert.ts";
import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { observe } from "#shared/rules/observe.ts";
import { drain, reading, road, START } from "../rules/gauge.ts";
import { emptySite, floodTimeline } from "../rules/story.ts";
import { bridge, everyone, exercise } from "./scene.ts";

/** A site from its readings to its alerts: planned after each reading, as the list of the unplanned has it, or when asked. */
const watched = (context = drain(), clock?: ExerciseClock) => {
  const alerts: Alert[] = [];
  let state: SiteState = emptySite();
  let announced: Announced = nothingAnnounced;
  let now = START;
  const timeline = (): AlarmTimeline => floodTimeline(state, context, (now - START) / MINUTE_MS);
  const plan = () => {
    for (;;) {
      const input = { ...bridge, announced, timeline: timeline(), addressees: everyone, now };
      const sender = "alerts.example.hk";
      const result = planAlert({ ...input, sender, ...(clock === undefined ? {} : { exercise: clock }) });
      announced = settled(result.announced);
      if (result.kind === "silent") return result.reason;
      alerts.push(result.plan.alert);
    }
  };
  const take = (arrival: Arrival) => {
    ({ state } = observe(state, [arrival], context));
    now = Math.max(now, arrival.receivedAt);
  };
  const lose = () => {
    state = emptySite();
  };
  return { alerts, timeline, plan, take, lose, level: () => announced.level };
};

/** A reading that came some minutes after it was made. */
const delayed = (minute: number, levelM: number, byMinutes: number): Arrival =>
  reading(minute, levelM, { receivedAt: START + Math.round((minute + byMinutes) * MINUTE_MS) + 400 });

const essence = (alerts: readonly Alert[]) =>
  alerts.map(({ messageType, previousLevel, level }) => `${messageType} ${previousLevel}>${level}`);

describe("a danger that a late frame shows never to have been", () => {
  const rewritten = () => {
    const site = watched(road());
    for (const arrival of [reading(0, 0.05), reading(2, 0.35)]) {
      site.take(arrival);
      site.plan();
    }
    site.take(delayed(1.5, 0.05, 1.8));
    return site;
  };

  it("is not taken back on the word of a doubted reading", () => {
    const site = rewritten();
    expect(site.timeline()).toMatchObject({ level: "normal", transitions: [], suspect: true });
    expect(site.plan()).toBe("no_evidence");
    expect(site.level()).toBe("danger");
  });

  it("is cancelled by the next good reading, once, and the next flood is told as any other", () => {
    const site = rewritten();
    for (const [minute, levelM] of [
      [4, 0.05],
      [5, 0.05],
      [2880, 0.05],
      [2883, 0.4],
    ] as const) {
      site.take(reading(minute, levelM));
      site.plan();
      site.plan();
    }
    expect(essence(site.alerts)).toEqual([
      "Alert normal>danger",
      "Cancel danger>normal",
      "Alert normal>danger",
    ]);
    expect(site.alerts[1]).toMatchObject({ transitionAt: START + 4 * MINUTE_MS, uplinkId: "unknown/0" });
  });
});

/** An hour of weather: levels of the water, how long each reading takes to come, where it is planned, where the state is lost. */
const storms = fc.array(
  fc.record({
    readings: fc.array(
      fc.record({
        levelM: fc.constantFrom(0.3, 0.3, 1.05, 1.55, 1.85, 2),
        delayMinutes: fc.constantFrom(0, 0, 0, 1.5, 3, 12, 45),
        planned: fc.boolean(),
      }),
      { maxLength: 15 },
    ),
    lost: fc.boolean(),
  }),
  { minLength: 1, maxLength: 2 },
);

const QUIET_MINUTES = 75;
const RISE_M = [0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9, 1.95, 2];

describe("whatever late frames and lost states do to a timeline", () => {
  it("after long quiet the public is told what is, and every later flood is announced from its beginning", () => {
    fc.assert(
      fc.property(storms, fc.constantFrom(undefined, exercise), fc.boolean(), (parts, clock, eachPlanned) => {
        const site = watched(drain(), clock);
        let minute = 0;
        for (const { readings, lost } of parts) {
          const coming = readings.map((one, index) => ({
            ...one,
            arrival: delayed(minute + index, one.levelM, one.delayMinutes),
          }));
          for (const { arrival, planned } of coming.toSorted(
            (a, b) => a.arrival.receivedAt - b.arrival.receivedAt,
          )) {
            site.take(arrival);
            if (planned) site.plan();
          }
          minute += 60;
          if (lost) site.lose();
          for (const end = minute + QUIET_MINUTES; minute < end; minute += 1) site.take(reading(minute, 0.3));
          site.plan();
          expect([site.timeline().level, site.level()]).toEqual(["normal", "normal"]);
          const before = site.alerts.length;
          for (const levelM of RISE_M) {
            site.take(reading(minute, levelM));
            minute += 1;
            if (eachPlanned) site.plan();
          }
          site.plan();
          expect(site.alerts.slice(before).at(0)).toMatchObject({ messageType: "Alert", references: [] });
          expect(site.alerts.at(-1)?.level).toBe("danger");
        }
      }),
      { numRuns: 15 },
    );
  });

  it("a second flood is announced though the end of the first was never planned", () => {
    fc.assert(
      fc.property(storms, fc.boolean(), (parts, lost) => {
        const site = watched();
        let minute = 0;
        for (const _ of [{}, ...parts]) {
          for (let until = minute + QUIET_MINUTES; minute < until; minute += 1)
            site.take(reading(minute, 0.3));
          for (const levelM of RISE_M) {
            site.take(reading(minute, levelM));
            minute += 1;
          }
          const before = site.alerts.length;
          site.plan();
          expect(essence(site.alerts.slice(before))).toEqual(["Alert normal>danger"]);
          if (lost) site.lose();
        }
      }),
      { numRuns: 10 },
    );
  });
});
