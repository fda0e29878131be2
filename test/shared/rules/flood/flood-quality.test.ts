import { describe, expect, it } from "vitest";
import { QUALITY } from "#shared/domain/observation.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { drain, eachMinute, reading } from "../gauge.ts";
import { changes, feed, floodTimeline, observeAll, storyOf } from "../story.ts";

const flagsOf = (arrivals: readonly Arrival[], context = drain()) =>
  observeAll(arrivals, context).observations.map(({ flags }) => flags.water_level);

describe("a jump that no water makes", () => {
  const quiet = [0.3, 0.31, 0.3];
  const echo = 1.9;

  it("is suspect, raises nothing, and says why it did not", () => {
    const state = feed(eachMinute([...quiet, echo]), drain());
    const timeline = floodTimeline(state, drain());
    expect(timeline).toMatchObject({ level: "normal", transitions: [], suspect: true });
    expect(timeline.head?.evidence).toContainEqual({
      kind: "suspect_jump",
      quantity: "water_level",
      value: 1.9,
      perMinute: 1.6,
      limitPerMinute: 0.25,
      contribution: 0,
    });
    expect(flagsOf(eachMinute([...quiet, echo]))).toEqual([1, 1, 1, QUALITY.suspect]);
  });

  it("is believed when a second reading agrees, and the alarm rises with that one", () => {
    expect(storyOf(eachMinute([...quiet, echo, echo + 0.05]), drain())).toEqual(["4 normal>danger"]);
    expect(flagsOf(eachMinute([...quiet, echo, echo]))).toEqual([1, 1, 1, QUALITY.suspect, QUALITY.good]);
  });

  it("is forgotten when the next reading is ordinary again", () => {
    const timeline = floodTimeline(feed(eachMinute([...quiet, echo, 0.31]), drain()), drain());
    expect(timeline).toMatchObject({ level: "normal", suspect: false });
  });

  it("does not count twice: echoes with an ordinary reading between them do not confirm each other", () => {
    expect(storyOf(eachMinute([...quiet, 1.9, 0.31, 1.9, 0.3]), drain())).toEqual([]);
  });

  it("the other way than the jump before it confirms nothing", () => {
    expect(storyOf(eachMinute([1.2, 1.2, 1.75, 0.2, 1.2]), drain())).toEqual(["0 normal>advisory"]);
  });

  it("followed by another the same way is believed: a flood faster than any known is doubted for one reading only", () => {
    const torrent = Array.from({ length: 8 }, (_, minute) => 0.1 + 0.3 * minute);
    expect(storyOf(eachMinute(torrent), drain())[0]).toMatch(/^[2-5] normal>/);
    expect(storyOf(eachMinute(torrent), drain()).at(-1)).toMatch(/^6 .*>danger$/);
  });

  it("stays suspect while the next reading cannot be used at all", () => {
    const state = feed([...eachMinute([...quiet, echo]), reading(4, 3.25)], drain());
    expect(floodTimeline(state, drain()).suspect).toBe(true);
  });

  it("downwards neither ends an alarm nor makes the next true reading look like a jump", () => {
    const story = eachMinute([1.6, 1.62, 0.1, 1.66, 1.7, 1.75, 1.8]);
    expect(changes(floodTimeline(feed(story, drain()), drain())).at(-1)).toBe("6 warning>danger");
    expect(flagsOf(story)[2]).toBe(QUALITY.suspect);
  });

  it("is judged by the real interval: what is impossible in a minute is plain in an hour", () => {
    expect(storyOf([reading(0, 0.3), reading(60, 1.9)], drain())).toEqual(["60 normal>danger"]);
  });

  it("never withholds water that rises as fast as any ever seen (184 mm a minute)", () => {
    const fastest = Array.from({ length: 11 }, (_, minute) => 0.2 + 0.184 * minute);
    expect(flagsOf(eachMinute(fastest)).every((flag) => flag === QUALITY.good)).toBe(true);
    expect(storyOf(eachMinute(fastest), drain()).at(-1)).toBe("9 warning>danger");
  });

  it("goes by the site's own limit", () => {
    expect(storyOf(eachMinute([...quiet, echo]), drain({ maxRiseMmPerMin: 2000 }))).toEqual([
      "3 normal>danger",
    ]);
  });

  it("is not seen in the scatter of the gauge, however close the readings", () => {
    expect(flagsOf([reading(0, 0.3), reading(0.1, 0.38), reading(0.2, 0.3)])).toEqual([1, 1, 1]);
  });
});

describe("readings that cannot be", () => {
  it("above the sensor's face or far below the bottom fail, and move nothing", () => {
    const story = [...eachMinute([1.6, 1.6]), reading(2, 3.25), reading(3, -0.6), reading(4, 1.6)];
    expect(flagsOf(story)).toEqual([1, 1, QUALITY.fail, QUALITY.fail, 1]);
    expect(storyOf(story, drain())[0]).toBe("0 normal>warning");
    expect(storyOf(story, drain()).filter((change) => !change.endsWith("warning>warning"))).toHaveLength(1);
  });

  it("leave the site blind when nothing else comes", () => {
    const state = feed([reading(0, 3.25), reading(1, 3.25)], drain());
    expect(floodTimeline(state, drain(), 1)).toMatchObject({ blind: true, level: "normal" });
  });

  it("may lie lower where the site says so", () => {
    expect(flagsOf([reading(0, -0.8)], drain({ lowestLevelM: -1 }))).toEqual([1]);
  });
});

describe("a spike", () => {
  it("too small for a jump is flagged when the reading after it has come, and bends no slope", () => {
    const story = [reading(0, 0.5), reading(10, 0.5), reading(20, 0.95), reading(30, 0.5)];
    expect(flagsOf(story)).toEqual([1, 1, QUALITY.suspect, 1]);
    const head = floodTimeline(feed(story, drain()), drain()).head;
    expect(head?.evidence.map((item) => item.kind)).not.toContain("rate");
  });

  it("is no spike when the water goes on rising", () => {
    expect(flagsOf([reading(0, 0.5), reading(10, 0.5), reading(20, 0.95), reading(30, 1.4)])).toEqual([
      1, 1, 1, 1,
    ]);
  });
});

describe("a gauge that says the same for hours", () => {
  const hours = (count: number) => Array.from({ length: count + 1 }, (_, hour) => reading(hour * 60, 0.42));

  it("is flagged after 24 hours as possibly stuck", () => {
    expect(flagsOf(hours(23)).at(-1)).toBe(QUALITY.good);
    expect(flagsOf(hours(24)).at(-1)).toBe(QUALITY.suspect);
  });

  it("still alarms as soon as it moves", () => {
    expect(storyOf([...hours(30), reading(31 * 60, 1.9)], drain())).toEqual([`${31 * 60} normal>danger`]);
  });
});

describe("the rate of rise", () => {
  const rates = (story: readonly Arrival[]) =>
    floodTimeline(feed(story, drain()), drain()).head?.evidence.filter((item) => item.kind === "rate");

  it("needs three readings in 15 minutes, or two that differ by more than a gauge errs", () => {
    expect(rates([reading(0, 0.3), reading(20, 0.4), reading(40, 0.5)])).toEqual([]);
    expect(rates([reading(0, 0.3), reading(7, 0.305), reading(14, 0.31)])).toHaveLength(1);
    expect(rates([reading(0, 0.3), reading(7, 0.31)])).toEqual([]);
    expect(rates([reading(0, 0.3), reading(7, 0.4)])).toHaveLength(1);
  });

  it("needs readings taken at different times", () => {
    const together = [1, 2, 3].map((fCnt) => reading(0, 0.3, { fCnt, identity: `frame ${fCnt}` }));
    expect(rates(together)).toEqual([]);
  });
});
