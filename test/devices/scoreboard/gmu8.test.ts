import { mean, standardDeviation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { beta } from "#devices/scoreboard/beta.ts";
import { gmu8 } from "#devices/scoreboard/gmu8.ts";
import { type Confusion, motionFrames, visionFrames } from "#devices/scoreboard/gmu8-camera.ts";
import { readCameraTraps } from "#devices/scoreboard/gmu8-events.ts";
import { isUnscored } from "#devices/scoreboard/recording.ts";
import { randomOf } from "#devices/traces/scenarios/random.ts";
import { at, csv, folderWith, reasonOf, valuesOf } from "./recordings.ts";

const COLUMNS =
  "eventID,deploymentID,location,eventStart,eventEnd,observationType,scientificName,count,lifeStage,in_deployment,is_heartbeat";

interface Seen {
  readonly id?: string;
  readonly site?: string;
  readonly from: number;
  readonly lastsMin?: number;
  readonly type?: string;
  readonly name?: string;
  readonly count?: number | "";
  readonly age?: string;
}

/** A row of what a trap saw, from a minute on. */
const seen = ({
  id,
  site = "WOOD_7",
  from,
  lastsMin = 1,
  type = "animal",
  name = "",
  count = 1,
  age = "",
}: Seen) => [
  id ?? `${site}/${from}/${name}`,
  "a",
  site,
  at(from),
  at(from + lastsMin),
  type,
  name,
  count,
  age,
  "True",
  "False",
];
const heartbeat = (minute: number) => [
  `beat-${minute}`,
  "a",
  "WOOD_7",
  at(minute),
  at(minute),
  "unclassified",
  "",
  "",
  "",
  "True",
  "True",
];
const boar = (from: number, more: Partial<Seen> = {}) => seen({ from, name: "Sus scrofa", ...more });
const fox = (from: number) => seen({ from, name: "Vulpes vulpes" });
const wind = (from: number) => seen({ from, type: "blank", count: "" });

const deployments = csv("deploymentID,location,deploymentStart,deploymentEnd", [
  ["a", "WOOD_7", "2024-01-01T00:00:00Z", "2024-07-01T15:00:00Z"],
  ["b", "WOOD_8", "2024-01-01T00:00:00Z", "2024-07-01T15:00:00Z"],
]);
const files = (rows: readonly (readonly (string | number)[])[]) => ({
  "boar/gmu8_leuven_events.csv": csv(COLUMNS, rows),
  "boar/gmu8_leuven_deployments.csv": deployments,
});
const trapsOf = (rows: readonly (readonly (string | number)[])[]) => {
  const traps = readCameraTraps(folderWith(files(rows)));
  if (isUnscored(traps)) throw new Error(traps.reason);
  return traps;
};

/** A month of a wood, with boar every third day. */
const DAY = 24 * 60;
const month = Array.from({ length: 12 }, (_, index) => [
  boar(index * 3 * DAY, { lastsMin: 0.4 }),
  fox(index * 3 * DAY + 300),
  wind(index * 3 * DAY + 700),
  heartbeat(index * 3 * DAY + 720),
]).flat();

describe("what the camera traps of Leuven saw", () => {
  it("is one encounter for all rows of a sequence, with its boar and its young ones", () => {
    const { encounters } = trapsOf([
      boar(0, { id: "s", count: 2, age: "adult" }),
      boar(0, { id: "s", count: 5, age: "juvenile", lastsMin: 3 }),
      seen({ id: "s", from: 0, name: "Vulpes vulpes" }),
    ]);
    expect(encounters).toEqual([
      { site: "WOOD_7", from: Date.parse(at(0)), to: Date.parse(at(3)), heads: 8, pigs: 7, youngPigs: 5 },
    ]);
  });

  it("counts one where nobody counted, and nothing in the wind", () => {
    const { encounters } = trapsOf([boar(0, { count: "" }), wind(60)]);
    expect(encounters.map(({ heads, pigs }) => [heads, pigs])).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it("is one visit as long as no more than 30 minutes lie between its end and the next beginning, at one site", () => {
    const { visits } = trapsOf([
      boar(0, { lastsMin: 2 }),
      boar(32),
      boar(64),
      fox(80),
      boar(10, { site: "WOOD_8" }),
    ]);
    expect(visits.map(({ site, from }) => [site, from])).toEqual([
      ["WOOD_7", Date.parse(at(0))],
      ["WOOD_7", Date.parse(at(64))],
      ["WOOD_8", Date.parse(at(10))],
    ]);
  });

  it("is named where it is absent", () => {
    expect(reasonOf(gmu8, {})).toBe("absent: boar/gmu8_leuven_events.csv");
    const { "boar/gmu8_leuven_deployments.csv": _, ...events } = files(month);
    expect(valuesOf(gmu8, events)["perfect class false_per_site_year"]).toEqual({
      reason: "absent: boar/gmu8_leuven_deployments.csv",
    });
  });
});

describe("a camera that errs", () => {
  const confusion: Confusion = {
    lookS: 3,
    missedShare: 0.1,
    takenForPigShare: 0.03,
    errs: "look",
    seed: 1,
  };
  const traps = () =>
    trapsOf(
      Array.from({ length: 400 }, (_, index) => [
        boar(index * 120, { lastsMin: 0.5 }),
        fox(index * 120 + 60),
      ]).flat(),
    );
  const shareOfPigs = (frames: ReturnType<typeof visionFrames>, isBoar: boolean) => {
    const looks = frames.filter(({ observedAt }) => (observedAt / 60_000) % 120 < 60 === isBoar);
    return looks.filter(({ values }) => values.vision_class === 2).length / looks.length;
  };

  it("misses and mistakes as many looks as it is told to", () => {
    const frames = visionFrames(traps(), confusion);
    expect(shareOfPigs(frames, true)).toBeCloseTo(0.9, 1);
    expect(shareOfPigs(frames, false)).toBeGreaterThan(0.02);
    expect(shareOfPigs(frames, false)).toBeLessThan(0.04);
  });

  it("looks every so often as long as something is there, or once", () => {
    expect(visionFrames(trapsOf([boar(0, { lastsMin: 1 })]), confusion)).toHaveLength(21);
    const { lookS: _, ...once } = confusion;
    expect(visionFrames(trapsOf([boar(0, { lastsMin: 1 })]), once)).toHaveLength(1);
  });

  it("errs through a whole sequence where it is told to", () => {
    const frames = visionFrames(traps(), { ...confusion, errs: "sequence" });
    const bySequence = Map.groupBy(frames, ({ observedAt }) => Math.floor(observedAt / 3_600_000));
    for (const looks of bySequence.values()) {
      expect(new Set(looks.map(({ values }) => values.vision_class ?? 0)).size).toBe(1);
    }
  });

  it("draws the same for the same seed, and something else for another", () => {
    expect(visionFrames(traps(), confusion)).toEqual(visionFrames(traps(), confusion));
    expect(visionFrames(traps(), { ...confusion, seed: 2 })).not.toEqual(visionFrames(traps(), confusion));
  });

  it("tells of young ones by their class, and of the wind that nothing is there", () => {
    const sure = { ...confusion, missedShare: 0, takenForPigShare: 0 };
    const [young] = visionFrames(trapsOf([boar(0, { age: "juvenile", count: 14 })]), sure);
    expect(young?.values).toMatchObject({ vision_class: 3, vision_target_count: 10 });
    const [nothing] = visionFrames(trapsOf([wind(0)]), sure);
    expect(nothing?.values).toEqual({ vision_target_count: 0 });
  });

  it("is as sure as the distribution says", () => {
    const random = randomOf(1);
    const draws = Array.from({ length: 4_000 }, () => beta(random, 0.6, 0.13));
    expect(mean(draws)).toBeCloseTo(0.6, 2);
    expect(standardDeviation(draws)).toBeCloseTo(0.13, 2);
    expect(Math.min(...draws)).toBeGreaterThan(0);
    expect(Math.max(...draws)).toBeLessThan(1);
  });
});

describe("the score of the pig rule", () => {
  const values = () => valuesOf(gmu8, files(month));

  it("finds every visit with a camera that never errs, once, and nothing else", () => {
    expect(values()).toMatchObject({
      "perfect class visit_recall": 1,
      "perfect class alerts_per_visit": 1,
      "perfect class false_per_site_year": 0,
    });
  });

  it("counts an alarm without boar by the year of one trap", () => {
    const alarming = valuesOf(
      gmu8,
      files(
        Array.from({ length: 120 }, (_, index) =>
          seen({ from: index * 90, lastsMin: 0.5, name: "Capreolus capreolus" }),
        ),
      ),
    );
    expect(Number(alarming["vision, errors last a sequence false_per_site_year"])).toBeGreaterThan(0);
    expect(alarming["vision, errors last a sequence visit_recall"]).toEqual({ reason: "there is no visit" });
    expect(alarming["perfect class false_per_site_year"]).toBe(0);
  });

  it("tells no villager by motion alone", () => {
    expect(values()["motion only told"]).toBe(0);
    expect(
      motionFrames(trapsOf([boar(0, { lastsMin: 2.5 }), heartbeat(60)])).map((frame) => frame.values),
    ).toEqual([{ motion: 1 }, { motion: 1 }, { motion: 1 }, { motion: 0 }]);
  });
});
