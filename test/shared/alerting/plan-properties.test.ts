import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nothingAnnounced, planAlert, settled } from "#shared/alerting/plan.ts";
import type { AlertPlan, Announced } from "#shared/domain/alert.ts";
import type { AlarmTimeline, Transition } from "#shared/domain/assessment.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { LEVELS, type Level } from "#shared/domain/level.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { bridge, everyone, exercise, hongKong, transitionOf } from "./scene.ts";

/** What happens to a timeline between two plans: some changes of level, a late head, the last change taken back. */
const happenings = fc.array(
  fc.record({
    levels: fc.array(fc.constantFrom(...LEVELS), { maxLength: 4 }),
    late: fc.boolean(),
    takenBack: fc.boolean(),
    minutes: fc.integer({ min: 0, max: 20 * 60 }),
  }),
  { maxLength: 12 },
);
type Happenings = typeof happenings extends fc.Arbitrary<infer T> ? T : never;

const timelineOf = (transitions: readonly Transition[], late: boolean): AlarmTimeline => {
  const last = transitions.at(-1);
  return {
    hazard: "flood",
    transitions: transitions.slice(-6),
    transitionCount: transitions.length,
    level: last?.to ?? "normal",
    late,
    suspect: false,
    blind: false,
    ...(last === undefined ? {} : { head: last.assessment }),
  };
};

const extended = (transitions: readonly Transition[], levels: readonly Level[], from: number) => {
  const longer = [...transitions];
  for (const to of levels) {
    const before = longer.at(-1)?.to ?? "normal";
    if (to !== before)
      longer.push(transitionOf(from + longer.length * 1000, before, to, { m: 1, percent: 50 }));
  }
  return longer;
};

interface Planned {
  readonly plans: readonly AlertPlan[];
  readonly announced: Announced;
}

/** Plans until there is nothing more to say, settling each plan as if it had been sent. */
const planAll = (before: Planned, timeline: AlarmTimeline, now: number, clock?: ExerciseClock): Planned => {
  const plans = [...before.plans];
  let { announced } = before;
  for (;;) {
    const result = planAlert({
      announced,
      timeline,
      ...bridge,
      addressees: everyone,
      sender: "alerts.example.hk",
      now,
      ...(clock === undefined ? {} : { exercise: clock }),
    });
    announced = settled(result.announced);
    if (result.kind === "silent") return { plans, announced };
    plans.push(result.plan);
    if (plans.length > 200) throw new Error("planning does not come to an end");
  }
};

const START: Planned = { plans: [], announced: nothingAnnounced };

/** Lives through what happens, planning after each; `seen` is called with what the timeline said and what was announced. */
const live = (
  what: Happenings,
  clock: ExerciseClock | undefined,
  seen: (timeline: AlarmTimeline, planned: Planned, now: number) => void = () => undefined,
): readonly AlertPlan[] => {
  let transitions: readonly Transition[] = [];
  let planned = START;
  let now = hongKong("20:00");
  for (const { levels, late, takenBack, minutes } of what) {
    now += minutes * MINUTE_MS + 10_000;
    const kept = takenBack && transitions.length > 1 ? transitions.slice(0, -1) : transitions;
    transitions = extended(kept, levels, now - 5_000);
    const timeline = timelineOf(transitions, late);
    planned = planAll(planned, timeline, now, clock);
    seen(timeline, planned, now);
  }
  return planned.plans;
};

const clocks = fc.constantFrom(undefined, exercise);
const keysOf = ({ notifications }: AlertPlan) =>
  notifications.map(({ recipientId, channel }) => `${recipientId}/${channel}`);

describe("whatever becomes of a timeline", () => {
  it("what is announced follows its head, unless the head is late", () => {
    fc.assert(
      fc.property(happenings, clocks, (what, clock) => {
        live(what, clock, (timeline, { announced }) => {
          if (!timeline.late) expect(announced.level).toBe(timeline.level);
        });
      }),
    );
  });

  it("planning again is silent and changes nothing", () => {
    fc.assert(
      fc.property(happenings, clocks, (what, clock) => {
        live(what, clock, (timeline, planned, now) => {
          expect(planAll(planned, timeline, now, clock)).toEqual(planned);
        });
      }),
    );
  });

  it("an alarm begins with an Alert, and again when it rises anew; it ends with a Cancel; each message names the one before", () => {
    fc.assert(
      fc.property(happenings, clocks, (what, clock) => {
        let running: string[] = [];
        for (const { alert } of live(what, clock)) {
          const named = alert.references.map(({ identifier }) => identifier);
          expect(alert.messageType === "Cancel").toBe(alert.level === "normal");
          if (alert.messageType !== "Cancel") {
            expect(alert.messageType === "Alert").toBe(alert.previousLevel === "normal");
          }
          if (running.length === 0) expect(alert.messageType).toBe("Alert");
          expect(named.at(-1)).toBe(running.at(-1));
          expect(running).toEqual(expect.arrayContaining(named));
          running = alert.level === "normal" ? [] : [...running, alert.identifier];
        }
      }),
    );
  });

  it("everyone warned hears the end, and nobody hears the end of what he never heard of", () => {
    fc.assert(
      fc.property(happenings, clocks, (what, clock) => {
        let warned = new Set<string>();
        for (const plan of live(what, clock)) {
          const keys = keysOf(plan);
          expect(keys).toEqual(expect.arrayContaining([...warned]));
          if (plan.alert.messageType === "Cancel") expect(new Set(keys)).toEqual(warned);
          warned = plan.alert.level === "normal" ? new Set() : new Set([...warned, ...keys]);
        }
      }),
    );
  });

  it("every recipient is told, or withheld with a reason; never both, never neither", () => {
    fc.assert(
      fc.property(happenings, clocks, (what, clock) => {
        for (const { notifications, withheld } of live(what, clock)) {
          const told = new Set(notifications.map(({ recipientId }) => recipientId));
          const all = [...told, ...withheld.map(({ recipientId }) => recipientId)];
          expect(all.toSorted()).toEqual(everyone.map(({ recipientId }) => recipientId).toSorted());
        }
      }),
    );
  });

  it("identifiers are never used twice and hold only what CAP allows", () => {
    fc.assert(
      fc.property(happenings, clocks, (what, clock) => {
        const identifiers = live(what, clock).map(({ alert }) => alert.identifier);
        expect(new Set(identifiers).size).toBe(identifiers.length);
        for (const identifier of identifiers) expect(identifier).toMatch(/^[A-Za-z0-9._-]+$/);
      }),
    );
  });

  it("an exercise is an exercise in every piece, and a live alarm in none", () => {
    fc.assert(
      fc.property(happenings, clocks, (what, clock) => {
        for (const { alert, notifications } of live(what, clock)) {
          expect(alert.exercise).toBe(clock);
          for (const notification of notifications) {
            expect(notification.exercise).toBe(clock);
            expect(/演習|EXERCISE/.test(notification.text.body)).toBe(clock !== undefined);
          }
        }
      }),
    );
  });

  it("an exercise planned late, all at once, alerts as it would have live, change by change", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LEVELS), { maxLength: 8 }), (levels) => {
        const transitions = extended([], levels, hongKong("20:00")).slice(0, 6);
        const essence = ({ plans }: Planned) =>
          plans.map((plan) => [
            plan.alert.level,
            plan.alert.messageType,
            plan.alert.assessment,
            keysOf(plan),
          ]);
        const stepwise = transitions.reduce<Planned>(
          (planned, { at }, index) =>
            planAll(planned, timelineOf(transitions.slice(0, index + 1), false), at + 1000),
          START,
        );
        const atOnce = planAll(START, timelineOf(transitions, false), hongKong("21:00"), exercise);
        expect(essence(atOnce)).toEqual(essence(stepwise));
      }),
    );
  });
});
