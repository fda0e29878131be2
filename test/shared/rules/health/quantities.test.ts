import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { live, mm, noise, START } from "./device-life.ts";

const PER_DAY = 48;
/** Water that moves by a few centimetres all the time. */
const moving = (frame: number): number => mm(1.5 + 0.03 * noise(frame));

describe("a value that does not change any more", () => {
  it("is stuck after a day, if this gauge's value has never stood still before", () => {
    // On one of the days before, it told nothing.
    const { story, changes } = live(16, (frame, day) => ({
      values: day === 5 ? {} : { distance: day < 14 ? moving(frame) : 1.5 },
    }));
    expect(story.slice(2)).toEqual(["opened stuck_value on day 15"]);
    expect(changes.at(-1)?.finding).toMatchObject({
      quantity: "distance",
      value: 1.5,
      since: START + 14 * DAY_MS + MINUTE_MS,
    });
  });

  it("is told once, and taken back once, when it moves again", () => {
    const { story } = live(25, (frame, day) => ({
      values: { distance: day < 14 || day > 20 ? moving(frame) : 1.5 },
    }));
    expect(story).toEqual(["opened stuck_value on day 15", "closed stuck_value on day 21"]);
  });

  it("is not stuck over a dry road, where the gauge repeats one value for days and has done so before", () => {
    // Wet weeks, with a dry day now and then; then it stays dry.
    const { story } = live(40, (frame, day) => ({
      values: { distance: day > 25 || day % 8 === 5 ? 3 : moving(frame) },
    }));
    expect(story.filter((told) => told.includes("stuck"))).toEqual([]);
  });

  it("is stuck only after much longer than it has ever stood still before", () => {
    // Dry for most of a day now and then, then for good.
    const { changes } = live(25, (frame, day) => ({
      values: { distance: day > 14 || (day % 4 === 2 && frame % PER_DAY < 36) ? 3 : moving(frame) },
    }));
    const [stuck] = changes.filter(({ finding }) => finding.kind === "stuck_value");
    expect((stuck?.at ?? 0) - START).toBeGreaterThan((15 + 2.9) * DAY_MS);
  });

  it("is not stuck where it only ever flickered by a millimetre", () => {
    const dry = (frame: number): number => (frame % 2 === 0 ? 3 : 3.001);
    const { story } = live(20, (frame, day) => ({ values: { distance: day < 14 ? dry(frame) : 3 } }));
    expect(story).toEqual([]);
  });

  it("is not stuck before a week of its noise is known", () => {
    const { story } = live(8, (frame, day) => ({ values: { distance: day < 5 ? moving(frame) : 1.5 } }));
    expect(story).toEqual([]);
  });

  it("may be a code or a battery's level, which stand still by nature", () => {
    const { story } = live(20, (frame, day) => ({
      values: { distance_alarm: day < 14 ? frame % 3 : 0, battery_level: day < 14 ? 90 + (frame % 4) : 90 },
    }));
    expect(story).toEqual([]);
  });
});

describe("a quantity that a talking device does not tell any more", () => {
  it("is missed after a few frames where every frame told it, and back with the first that do", () => {
    const told = (frame: number, day: number) => ({
      values: day === 6 ? { battery_level: 90 } : { distance: moving(frame), battery_level: 90 },
    });
    const { story, changes } = live(9, told);
    expect(story).toEqual(["opened silent_quantity on day 6", "closed silent_quantity on day 7"]);
    expect(changes[0]?.finding).toMatchObject({ quantity: "distance", frames: 6, usualShare: 1 });
    expect(changes[0]?.at).toBe(START + 6 * DAY_MS + 3 * 60 * MINUTE_MS);
  });

  it("is missed later where only some frames ever told it", () => {
    const told = (frame: number, day: number) => ({
      values: frame % 4 === 0 && day < 6 ? { distance: moving(frame) } : {},
    });
    const { changes } = live(9, told);
    // Three quarters of frames without it are usual: 48 in a row are chance once in a million times.
    expect(changes.map(({ at }) => Math.round((at - START) / DAY_MS))).toEqual([7]);
  });

  it("stays missed while it comes back less than half as often as was usual", () => {
    const told = (frame: number, day: number) => {
      const usual = day < 6 || day === 8;
      return { values: usual || frame % 8 === 0 ? { distance: moving(frame) } : {} };
    };
    const { story } = live(9, told, { reportIntervalMs: 10 * MINUTE_MS });
    expect(story.slice(0, 2)).toEqual(["opened silent_quantity on day 6", "closed silent_quantity on day 6"]);
  });

  it("was never promised: an alarm code comes with alarms only, and other quantities are not the profile's", () => {
    const { story } = live(20, (frame, day) => ({
      values: {
        distance: moving(frame),
        ...(day === 8 ? { distance_alarm: 1 } : {}),
        ...(day < 8 ? { tilt_x: 1 } : {}),
      },
    }));
    expect(story).toEqual([]);
  });

  it("is not missed in a device that has just been put up", () => {
    const { story } = live(3, (frame, day) => ({ values: day < 2 ? { distance: moving(frame) } : {} }));
    expect(story).toEqual([]);
  });

  it("is forgotten after two months", () => {
    const { health, story } = live(70, (frame, day) => ({
      values: day < 6 ? { distance: moving(frame) } : {},
    }));
    expect(health.quantities.distance).toBeUndefined();
    expect(story).toEqual(["opened silent_quantity on day 6", "closed silent_quantity on day 66"]);
  });
});
