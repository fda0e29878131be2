import { describe, expect, it } from "vitest";
import { drain, GAUGE, reading } from "../gauge.ts";
import { changes, feed, floodTimeline } from "../story.ts";

const SPARE = "020000fffe000009";
const context = { ...drain(), devices: [...drain().devices, ...drain({}, { devEui: SPARE }).devices] };
/** Each minute both gauges, the spare half a minute later. */
const both = (levels: readonly (readonly [mainM: number, spareM: number])[], from = 0) =>
  levels.flatMap(([main, spare], index) => [
    reading(from + index, main),
    reading(from + index + 0.5, spare, { devEui: SPARE }),
  ]);
const repeated = (main: number, spare: number, minutes: number): readonly (readonly [number, number])[] =>
  Array.from({ length: minutes }, () => [main, spare]);
const timelineOf = (story: readonly ReturnType<typeof reading>[]) =>
  floodTimeline(feed(story, context), context);

describe("two gauges over the same water", () => {
  it("that differ by more than they scatter: the higher one speaks, and the evidence says that they disagree", () => {
    const timeline = timelineOf(both(repeated(1.2, 0.9, 3)));
    expect(timeline).toMatchObject({ level: "advisory" });
    expect(timeline.head?.evidence).toContainEqual({
      kind: "factor",
      name: "gauges_disagree_by_m",
      value: 0.3,
      contribution: 0,
    });
  });

  it("that agree within 10 cm say nothing of it", () => {
    const kinds = timelineOf(both(repeated(1.2, 1.12, 3))).head?.evidence.map(({ kind }) => kind);
    expect(kinds).not.toContain("factor");
  });

  it("of which one is stuck high: it loses its vote after an hour, once the other has moved below it", () => {
    const moving = Array.from({ length: 80 }, (_, minute) => [1.2, 0.5 - 0.003 * minute] as const);
    const timeline = timelineOf(both(moving));
    expect(timeline.head?.evidence).toContainEqual({
      kind: "factor",
      name: "stuck_gauges_not_counted",
      value: 1,
      contribution: 0,
    });
    expect(changes(timeline).map((change) => change.split(" ")[1])).toEqual([
      "normal>advisory",
      "advisory>normal",
    ]);
  });

  it("of which one says the same for hours keeps its vote while the other does not move either", () => {
    const timeline = timelineOf(both(repeated(1.2, 0.5, 90)));
    expect(timeline.level).toBe("advisory");
  });

  it("of which one is stuck low talks no flood away", () => {
    const rising = Array.from({ length: 90 }, (_, minute) => [0.3 + 0.01 * minute, 0.2] as const);
    expect(timelineOf(both(rising)).level).not.toBe("normal");
  });

  it("of which the one that is stuck low reports each minute, and the other each half hour: the alarm neither ends nor flaps", () => {
    const seldom = drain({}, { devEui: SPARE, reportIntervalS: 1800 }).devices;
    const mixed = { ...context, devices: [...drain().devices, ...seldom] };
    const story = Array.from({ length: 180 }, (_, minute) => [
      reading(minute, 0.4),
      ...(minute % 30 === 0 ? [reading(minute + 0.5, minute < 30 ? 0.4 : 1.9, { devEui: SPARE })] : []),
    ]).flat();
    expect(changes(floodTimeline(feed(story, mixed), mixed)).map((change) => change.split(" ")[1])).toEqual([
      "normal>danger",
    ]);
  });
});

describe("a jump that one of two gauges saw", () => {
  const calm = both(repeated(0.3, 0.3, 5));

  it("is believed at once when the other saw it too", () => {
    const story = [...calm, reading(5, 1.9), reading(5.5, 1.92, { devEui: SPARE })];
    expect(changes(timelineOf(story))).toEqual(["5.5 normal>danger"]);
    const further = timelineOf([
      ...story,
      reading(6, 2.4),
      reading(6.5, 1.95, { devEui: SPARE }),
      reading(7, 1.96),
    ]);
    expect(further).toMatchObject({ level: "danger", suspect: false });
  });

  it("needs a third reading when the other has been read since and saw nothing", () => {
    const echoes = [...calm, reading(5, 1.9), reading(5.5, 0.3, { devEui: SPARE }), reading(6, 1.9)];
    expect(timelineOf(echoes)).toMatchObject({ level: "normal", suspect: true });
    expect(timelineOf(echoes).head?.evidence).toContainEqual(
      expect.objectContaining({ kind: "needs", what: "second_reading", have: 2, of: 3 }),
    );
    const flood = [...echoes, reading(6.5, 0.3, { devEui: SPARE }), reading(7, 1.9)];
    expect(changes(timelineOf(flood))).toEqual(["7 normal>danger"]);
  });

  it("needs a second reading, as ever, when the other has not been read since", () => {
    expect(changes(timelineOf([...calm, reading(5, 1.9), reading(6, 1.9)]))).toEqual(["6 normal>danger"]);
    expect(timelineOf([...calm, reading(5, 1.9)]).suspect).toBe(true);
    expect(GAUGE).not.toBe(SPARE);
  });
});
