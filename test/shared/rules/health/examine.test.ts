import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "#shared/domain/finding.ts";
import { findingKey } from "#shared/domain/finding-key.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { changesBetween, examine, nextExamination, settledHour } from "#shared/rules/health/examine.ts";
import { isFrame, newHealth } from "#shared/rules/health/examine-hour.ts";
import { framesOf, gauge, live, mm, noise, START, type Telling } from "./device-life.ts";

const DAYS = 24;

/** A life in which most things go wrong: lost frames, a stuck value, a missing one, a falling battery, a knock. */
const troubled: Telling = (frame, day) => {
  if (day > 8 && (noise(frame * 3) + 1) / 2 < 0.4) return undefined;
  const distance = day >= 15 && day < 18 ? 1.5 : mm(1.5 + 0.03 * noise(frame));
  return {
    values: {
      ...(day === 20 ? {} : { distance }),
      battery_level: Math.round(90 - 3.4 * day),
      tilt_x: Math.round((day < 16 ? 1 : 9) * 100 + 5 * noise(frame)) / 100,
    },
    gateways: [{ id: day < 12 ? "a" : "b", rssi: -90 }],
  };
};
const frames = framesOf(DAYS, troubled);

describe("the examination of a device", () => {
  it("finds all that goes wrong", () => {
    const kinds = new Set(live(DAYS, troubled).changes.map(({ finding }) => finding.kind));
    expect([...kinds].toSorted()).toEqual([
      "battery_falling",
      "battery_low",
      "link_loss",
      "moved",
      "silent_quantity",
      "stuck_value",
    ]);
  });

  it("finds the same, in the same order, however its hours are divided among the watcher's runs", () => {
    const whole = live(DAYS, troubled);
    const cuts = fc.array(fc.integer({ min: 0, max: DAYS * 24 }), { maxLength: 60 });
    fc.assert(
      fc.property(cuts, (hours) => {
        const ends = [...hours.toSorted((a, b) => a - b), DAYS * 24].map((hour) => START + hour * HOUR_MS);
        let health = newHealth(START);
        const changes = ends.flatMap((end) => {
          const from = health.examinedThrough;
          const rows = frames.filter(({ observedAt }) => from <= observedAt && observedAt < end);
          const examined = examine(health, rows, end, gauge);
          health = examined.health;
          return examined.changes;
        });
        expect(changes).toEqual(whole.changes);
        expect(health).toEqual(whole.health);
      }),
      { numRuns: 30 },
    );
  });

  it("closes each finding at most once, after it opened", () => {
    const open = new Set<string>();
    for (const { change, finding } of live(DAYS, troubled).changes) {
      const name = `${findingKey(finding)}@${finding.since}`;
      expect(open.has(name)).toBe(change === "closed");
      if (change === "opened") open.add(name);
      else open.delete(name);
    }
  });

  it("leaves out the hours in which somebody works at the device", () => {
    const worked = (at: number) => START + 3 * DAY_MS <= at && at < START + 5 * DAY_MS;
    const wild: Telling = (frame, day) => ({
      values: { battery_level: day === 3 || day === 4 ? 1 : 80, distance: mm(1.5 + 0.03 * noise(frame)) },
    });
    expect(live(8, wild).story).not.toEqual([]);
    const { story, health } = live(8, wild, { isUnderMaintenance: worked });
    expect(story).toEqual([]);
    expect(health.days[3]?.link).toMatchObject({ frames: 0, expected: 0, lost: 0 });
    expect(health.days[5]?.link).toMatchObject({ frames: 48, expected: 48, lost: 0 });
  });

  it("keeps sixty days", () => {
    const { health } = live(70, () => ({ values: { battery_level: 90 } }));
    expect(health.days).toHaveLength(60);
    expect(health.days.at(-1)?.day).toBe(START / DAY_MS + 69);
  });

  it("knows which gateways heard a device in the day before its last frame", () => {
    expect(Object.keys(live(12, troubled).health.gateways)).toEqual(["a"]);
    expect(Object.keys(live(12.5, troubled).health.gateways).toSorted()).toEqual(["a", "b"]);
    expect(Object.keys(live(14, troubled).health.gateways)).toEqual(["b"]);
  });

  it("does not take a reading out of a device's memory for a frame", () => {
    const row = { observedAt: START, receivedAt: START, values: {}, late: true };
    expect(isFrame(row)).toBe(false);
    expect(isFrame({ ...row, late: false })).toBe(true);
    expect(isFrame({ ...row, fCnt: 4 })).toBe(true);
    expect(isFrame({ ...row, gateways: [] })).toBe(true);
  });

  it("takes an hour when it has settled, ten minutes after its end", () => {
    expect(settledHour(START + HOUR_MS + 9 * MINUTE_MS)).toBe(START);
    expect(settledHour(START + HOUR_MS + 10 * MINUTE_MS)).toBe(START + HOUR_MS);
    expect(nextExamination(newHealth(START + 5 * MINUTE_MS))).toBe(START + HOUR_MS + 10 * MINUTE_MS);
  });
});

describe("a finding", () => {
  const silent: Finding = {
    kind: "silent_device",
    devEui: gauge.devEui,
    siteId: gauge.siteId,
    since: START,
    limitMs: HOUR_MS,
    neverHeard: false,
  };

  it("is the same while it began at the same time, though its numbers change", () => {
    expect(changesBetween([silent], [{ ...silent, limitMs: 2 * HOUR_MS }], START)).toEqual([]);
    const later = { ...silent, since: START + DAY_MS };
    expect(changesBetween([silent], [later], START)).toEqual([
      { change: "closed", finding: silent, at: START },
      { change: "opened", finding: later, at: START },
    ]);
  });

  it("is named by what it is about", () => {
    const { devEui, siteId } = gauge;
    const of = { devEui, siteId, since: START };
    expect(findingKey(silent)).toBe(`silent_device#${devEui}`);
    expect(findingKey({ ...of, kind: "moved", mark: "rssi", before: -90, after: -110 })).toBe(
      `moved#${devEui}#rssi`,
    );
    expect(findingKey({ ...of, kind: "stuck_value", quantity: "distance", value: 1, readings: 9 })).toBe(
      `stuck_value#${devEui}#distance`,
    );
    const blind = { kind: "blind_in_alarm", siteId, hazard: "flood", level: "danger", since: START } as const;
    expect(findingKey(blind)).toBe(`blind_in_alarm#${siteId}#flood`);
    const down = {
      kind: "gateway_down",
      gatewayId: "g",
      since: START,
      cause: "all_silent",
      devices: [],
    } as const;
    expect(findingKey(down)).toBe("gateway_down#g");
  });
});
