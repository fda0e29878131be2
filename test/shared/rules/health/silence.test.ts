import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PeriodSummary, Silence } from "#shared/domain/device-health.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { type GatewayVerdict, judgeSilence, silenceLimitMs } from "#shared/rules/health/silence.ts";

const T0: EpochMs = Date.UTC(2026, 8, 1);
const heartbeatMs = 20 * MINUTE_MS;
const limitMs = 30 * MINUTE_MS;
const innocent: GatewayVerdict = { kind: "innocent" };

const judge = (
  before: Silence | undefined,
  minutes: { readonly heard: number; readonly now: number },
  gateway: GatewayVerdict = innocent,
  underMaintenance = false,
) =>
  judgeSilence(before, {
    heardAt: T0 + minutes.heard * MINUTE_MS,
    now: T0 + minutes.now * MINUTE_MS,
    limitMs,
    heartbeatMs,
    underMaintenance,
    gateway,
  });

describe("a device", () => {
  it("is not silent for one and a half heartbeats, and is looked at when they are over", () => {
    expect(judge(undefined, { heard: 5, now: 34 })).toEqual({
      silence: undefined,
      dueAt: T0 + 35 * MINUTE_MS,
    });
    expect(judge(undefined, { heard: 5, now: 35 }).silence).toEqual({
      since: T0 + 5 * MINUTE_MS,
      told: true,
    });
  });

  it("is silent since its last frame, until its next, however often one looks", () => {
    const { silence } = judge(undefined, { heard: 0, now: 31 });
    expect(judge(silence, { heard: 0, now: 5_000 }).silence).toBe(silence);
    expect(judge(silence, { heard: 5_001, now: 5_002 }).silence).toBeUndefined();
  });

  it("that was heard for a moment between two looks is still told as silent, and not anew", () => {
    const { silence } = judge(undefined, { heard: 0, now: 31 });
    expect(judge(silence, { heard: 40, now: 100 }).silence).toBe(silence);
  });

  it("is looked at each minute at first, and every quarter of an hour when it has been silent for long", () => {
    expect(judge(undefined, { heard: 0, now: 30 }).dueAt - T0).toBe(33.75 * MINUTE_MS);
    expect(judge(undefined, { heard: 0, now: 6_000 }).dueAt - T0).toBe(6_015 * MINUTE_MS);
  });

  it("at which somebody works is not told as silent until that is over", () => {
    const { silence } = judge(undefined, { heard: 0, now: 31 }, innocent, true);
    expect(silence?.told).toBe(false);
    expect(judge(silence, { heard: 0, now: 90 }).silence?.told).toBe(true);
  });
});

describe("a device whose only gateway may be down", () => {
  const down: GatewayVerdict = { kind: "down", gatewayId: "g" };

  it("is told within two heartbeats though nothing is decided", () => {
    const waiting = judge(undefined, { heard: 0, now: 31 }, { kind: "undecided" });
    expect(waiting.silence?.told).toBe(false);
    expect(waiting.dueAt).toBe(T0 + 32 * MINUTE_MS);
    expect(judge(waiting.silence, { heard: 0, now: 38 }, { kind: "undecided" }).silence?.told).toBe(false);
    expect(judge(waiting.silence, { heard: 0, now: 39 }, { kind: "undecided" }).silence?.told).toBe(true);
  });

  it("is not told while the gateway is down, nor told as back when it is heard with the gateway", () => {
    const { silence } = judge(undefined, { heard: 0, now: 31 }, down);
    expect(silence).toEqual({ since: T0, told: false, inhibitedBy: "g" });
    expect(judge(silence, { heard: 200, now: 201 }).silence).toBeUndefined();
  });

  it("gets its time again when the gateway is back, and is told when it does not use it", () => {
    const back: GatewayVerdict = { kind: "back", since: T0 + 200 * MINUTE_MS };
    const { silence } = judge(undefined, { heard: 0, now: 31 }, down);
    const again = judge(silence, { heard: 0, now: 201 }, back);
    expect(again.silence).toEqual({ since: T0, told: false, countsFrom: T0 + 200 * MINUTE_MS });
    expect(judge(again.silence, { heard: 0, now: 229 }).silence?.told).toBe(false);
    expect(judge(again.silence, { heard: 0, now: 230 }).silence).toMatchObject({ told: true, since: T0 });
  });

  it("counts from now when nobody knows since when the gateway is back", () => {
    const { silence } = judge(undefined, { heard: 0, now: 31 }, down);
    const again = judge(silence, { heard: 0, now: 300 });
    expect(again.silence).toMatchObject({ told: false, countsFrom: T0 + 300 * MINUTE_MS });
  });
});

describe("silences, whenever the watcher looks", () => {
  const gaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 29 }), fc.integer({ min: 60, max: 3_000 })), {
    minLength: 1,
    maxLength: 40,
  });
  const extraLooks = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 40 });

  /** Looks whenever it is due, on the minute, and at other times besides. */
  const watch = (heard: readonly EpochMs[], looks: readonly EpochMs[], until: EpochMs) => {
    const told: string[] = [];
    let silence: Silence | undefined;
    let dueAt = heard[0] ?? 0;
    for (let now = dueAt; now <= until; now += MINUTE_MS) {
      if (now < dueAt && !looks.includes(now)) continue;
      const heardAt = heard.findLast((at) => at <= now) ?? 0;
      const judged = judgeSilence(silence, {
        ...{ heardAt, now, limitMs, heartbeatMs },
        ...{ underMaintenance: false, gateway: innocent },
      });
      if (silence === undefined && judged.silence !== undefined) told.push(`opened ${judged.silence.since}`);
      if (silence !== undefined && judged.silence === undefined) told.push(`closed ${silence.since}`);
      silence = judged.silence;
      dueAt = judged.dueAt;
    }
    return told;
  };

  it("open once and close once each, the same ones for any other looks besides", () => {
    fc.assert(
      fc.property(gaps, extraLooks, (minutes, looks) => {
        let at = T0;
        const heard = [T0, ...minutes.map((gap) => (at += gap * MINUTE_MS))];
        // Heard for a quarter of an hour at the end, so that every silence that was noticed can close.
        for (let tail = 1; tail <= 4; tail += 1) heard.push(at + tail * 5 * MINUTE_MS);
        const until = at + 20 * MINUTE_MS;
        const due = watch(heard, [], until);
        const also = watch(
          heard,
          looks.map((minute) => T0 + minute * MINUTE_MS),
          until,
        );
        const opened = due.filter((line) => line.startsWith("opened"));
        expect(due).toEqual(opened.flatMap((line) => [line, line.replace("opened", "closed")]));
        expect(also).toEqual(
          also
            .filter((line) => line.startsWith("opened"))
            .flatMap((line) => [line, line.replace("opened", "closed")]),
        );
        // A look that comes sooner may see a short return between two silences: then there are two, each told once.
        for (const line of opened) expect(also).toContain(line);
        const silences = heard.filter(
          (last, index) => (heard[index + 1] ?? last) - last > limitMs + MINUTE_MS,
        );
        for (const line of also) expect(silences).toContain(Number(line.split(" ")[1]));
      }),
    );
  });
});

describe("after how long a device is silent", () => {
  const intervals = { heartbeatMs, reportIntervalMs: 10 * MINUTE_MS };
  const day = (expected: number, lost: number): PeriodSummary & { readonly day: number } => ({
    day: 0,
    link: { frames: expected - lost, expected, lost },
    quantities: {},
  });

  it("is one and a half heartbeats over a good link, and before anything is known", () => {
    expect(silenceLimitMs(intervals, undefined)).toBe(30 * MINUTE_MS);
    expect(silenceLimitMs(intervals, { days: [day(144, 0), day(144, 7)], hours: [] })).toBe(30 * MINUTE_MS);
  });

  it("is so much longer over a bad link that chance alone makes a silence no more than once a month", () => {
    const limit = silenceLimitMs(intervals, { days: [day(144, 72)], hours: [] });
    const framesInARow = limit / intervals.reportIntervalMs;
    const perMonth = (30 * DAY_MS) / intervals.reportIntervalMs;
    expect(0.5 ** framesInARow * perMonth).toBeLessThanOrEqual(1);
    expect(0.5 ** (framesInARow - 1) * perMonth).toBeGreaterThan(1);
  });

  it("goes by the worst of the last seven days and of today", () => {
    const bad = silenceLimitMs(intervals, { days: [day(144, 72)], hours: [] });
    const week = Array.from({ length: 6 }, () => day(144, 0));
    expect(silenceLimitMs(intervals, { days: [day(144, 72), ...week], hours: [] })).toBe(bad);
    expect(silenceLimitMs(intervals, { days: [day(144, 72), ...week, day(144, 0)], hours: [] })).toBe(
      limitMs,
    );
    expect(silenceLimitMs(intervals, { days: [], hours: [day(24, 12), day(24, 12)] })).toBe(bad);
  });

  it("is not made by a handful of frames, and ends somewhere even where nearly all are lost", () => {
    expect(silenceLimitMs(intervals, { days: [day(6, 5)], hours: [] })).toBe(limitMs);
    expect(silenceLimitMs(intervals, { days: [day(144, 143)], hours: [] })).toBeLessThan(14 * HOUR_MS);
  });
});
