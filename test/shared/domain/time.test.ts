import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exerciseClockSchema, nowFor } from "#shared/domain/exercise.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import { instantSchema, validAt } from "#shared/domain/validity.ts";

const at = (text: string): number => Date.parse(text);

describe("instants", () => {
  it("are written in UTC, so that they sort as text in the order of time", () => {
    expect(toIso(at("2026-09-08T23:41:00+08:00"))).toBe("2026-09-08T15:41:00.000Z");
    const instants = fc.integer({ min: 0, max: at("2100-01-01T00:00:00Z") });
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        expect(toIso(one) < toIso(other)).toBe(one < other);
      }),
    );
  });

  it("count milliseconds", () => {
    expect([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([1e3, 60e3, 3600e3, 86_400e3]);
  });

  it("need their offset in a file: a time without one is nobody's time", () => {
    expect(instantSchema.parse("2026-04-01T08:00:00+08:00")).toBe(at("2026-04-01T00:00:00Z"));
    const { error } = instantSchema.safeParse("2026-04-01T08:00:00");
    expect(error?.issues[0]?.message).toContain("with its offset, like 2026-04-01T00:00:00+08:00");
  });
});

describe("what held when", () => {
  const spring = { validFrom: at("2026-03-01T00:00:00Z"), validTo: at("2026-06-01T00:00:00Z"), heightM: 3.2 };
  const summer = { validFrom: at("2026-06-01T00:00:00Z"), heightM: 3.0 };
  const heightAt = (text: string) => validAt([spring, summer], at(text))?.heightM;

  it("is the entry whose time it was: from its start on, up to its end", () => {
    expect(heightAt("2026-02-28T23:59:59Z")).toBeUndefined();
    expect(heightAt("2026-03-01T00:00:00Z")).toBe(3.2);
    expect(heightAt("2026-05-31T23:59:59Z")).toBe(3.2);
    expect(heightAt("2026-06-01T00:00:00Z")).toBe(3.0);
    expect(heightAt("2036-01-01T00:00:00Z")).toBe(3.0);
  });

  it("is the later start where two overlap, in whatever order they are listed", () => {
    const correction = { validFrom: at("2026-04-01T00:00:00Z"), heightM: 3.1 };
    for (const entries of [
      [spring, correction],
      [correction, spring],
    ]) {
      expect(validAt(entries, at("2026-05-01T00:00:00Z"))?.heightM).toBe(3.1);
    }
  });

  it("can be asked of some entries only", () => {
    const high = validAt([spring, summer], at("2026-07-01T00:00:00Z"), ({ heightM }) => heightM > 3.1);
    expect(high).toBeUndefined();
  });
});

describe("the clock of an exercise", () => {
  const started = at("2026-11-21T10:00:00Z");
  const clock = {
    exerciseId: "storm-1",
    traceStart: at("2026-09-08T12:00:00Z"),
    startedAt: started,
    speed: 60,
  };

  it("shows the trace's time, and runs as fast as the replay", () => {
    expect(nowFor(clock, started)).toBe(clock.traceStart);
    expect(nowFor(clock, started + 1000)).toBe(clock.traceStart + MINUTE_MS);
  });

  it("stands still where the trace is over, so that nothing goes stale after it", () => {
    const ending = { ...clock, traceEnd: clock.traceStart + HOUR_MS };
    expect(nowFor(ending, started + 30_000)).toBe(clock.traceStart + 30 * MINUTE_MS);
    expect(nowFor(ending, started + HOUR_MS)).toBe(clock.traceStart + HOUR_MS);
  });

  it("is the wall's when there is no exercise", () => {
    expect(nowFor(undefined, started)).toBe(started);
  });

  it("tells whole milliseconds, whatever the speed", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 100_000, noNaN: true }),
        fc.nat(DAY_MS),
        (speed, elapsedMs) => {
          expect(Number.isInteger(nowFor({ ...clock, speed }, started + elapsedMs))).toBe(true);
        },
      ),
    );
  });

  it("comes with a name fit for keys and addresses, and with nothing unknown", () => {
    expect(exerciseClockSchema.safeParse(clock).success).toBe(true);
    expect(exerciseClockSchema.safeParse({ ...clock, speed: 0 }).success).toBe(false);
    expect(exerciseClockSchema.safeParse({ ...clock, live: true }).success).toBe(false);
    const { error } = exerciseClockSchema.safeParse({ ...clock, exerciseId: "Storm 1" });
    expect(error?.issues[0]?.message).toContain("an exercise id is 1-40 of a-z");
  });
});
