import { describe, expect, it } from "vitest";
import { DAY_MS, toIso } from "#shared/domain/time.ts";
import { observe } from "#shared/rules/observe.ts";
import { drain, GAUGE, reading, START } from "./gauge.ts";
import { feed } from "./story.ts";

const context = drain();
const frame = (minute: number, fCnt: number, devAddr?: string) =>
  reading(minute, 0.5, {
    fCnt,
    identity: `${minute}/${fCnt}`,
    ...(devAddr === undefined ? {} : { devAddr }),
  });
const told = (...frames: readonly ReturnType<typeof frame>[]) => {
  const last = frames.at(-1);
  if (last === undefined) return [];
  return observe(feed(frames.slice(0, -1), context), [last], context).counterEvents;
};
const at = (minute: number) => toIso(START + minute * 60_000);

describe("a device's frame counter", () => {
  it("that goes on, with or without gaps, is no event", () => {
    expect(told(frame(0, 7), frame(1, 8))).toEqual([]);
    expect(told(frame(0, 7), frame(1, 80))).toEqual([]);
  });

  it("that goes back is a reset, and the reading is kept", () => {
    expect(told(frame(0, 700), frame(1, 0))).toEqual([
      { kind: "counter_reset", devEui: GAUGE, at: at(1), from: 700, to: 0 },
    ]);
    const { observations } = observe(feed([frame(0, 700)], context), [frame(1, 0)], context);
    expect(observations).toHaveLength(1);
  });

  it("that passes 65,535 and begins again has wrapped, lost frames around it included", () => {
    expect(told(frame(0, 65_535), frame(1, 0))).toMatchObject([{ kind: "counter_wrapped" }]);
    expect(told(frame(0, 65_400), frame(1, 212))).toMatchObject([{ kind: "counter_wrapped" }]);
    expect(told(frame(0, 70_000), frame(1, 3))).toMatchObject([{ kind: "counter_reset" }]);
    expect(told(frame(0, 65_535), frame(1, 40_000))).toMatchObject([{ kind: "counter_reset" }]);
  });

  it("under a new address is a join", () => {
    expect(told(frame(0, 700, "01020304"), frame(1, 0, "01020399"))).toEqual([
      { kind: "rejoined", devEui: GAUGE, at: at(1) },
    ]);
  });

  it("is compared with the newest frame, however long ago that was", () => {
    const days = (9.5 * DAY_MS) / 60_000;
    expect(told(frame(0, 1062), frame(days, 0))).toMatchObject([
      { kind: "counter_reset", from: 1062, to: 0 },
    ]);
  });

  it("of a frame that comes late is no event: the device counted on meanwhile", () => {
    expect(told(frame(0, 7), frame(2, 9), frame(1, 8))).toEqual([]);
  });

  it("that a network server does not hand over is no event", () => {
    const { fCnt: _, ...uncounted } = frame(1, 0);
    expect(told(frame(0, 7), uncounted as ReturnType<typeof frame>)).toEqual([]);
    expect(feed([frame(0, 7), uncounted], context).heard).toEqual({ [GAUGE]: { at: START + 60_000 } });
  });
});
