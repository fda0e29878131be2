import { describe, expect, it } from "vitest";
import { QUALITY } from "#shared/domain/observation.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import {
  dog,
  EVENING,
  hillside,
  last,
  levels,
  motion,
  NOON_MIN,
  near,
  needs,
  nothing,
  passage,
  pig,
  piglet,
  play,
  reasons,
  stillness,
} from "./path.ts";

const endMinute = (played: ReturnType<typeof play>): number | undefined => {
  const endsAt = played.at(-1)?.endsAt;
  return endsAt === undefined ? undefined : (endsAt - EVENING) / MINUTE_MS;
};

describe("a pig before a camera", () => {
  it("is told at once by night when the camera is sure", () => {
    expect(levels(play([pig(0, 85)]))).toEqual(["advisory"]);
  });

  it("waits for another sighting when the camera is not, and says so", () => {
    const once = play([pig(0, 60)]);
    expect(levels(once)).toEqual(["normal"]);
    expect(needs(last(once))).toEqual(["second_sighting 1/2"]);
    expect(levels(play([pig(0, 55), pig(1, 60)]))).toEqual(["normal", "normal"]);
    expect(levels(play([pig(0, 60), pig(1, 66)]))).toEqual(["normal", "advisory"]);
  });

  it("is never told by day of one sighting, however sure", () => {
    expect(levels(play([pig(NOON_MIN, 99.9), pig(NOON_MIN + 1, 85)]))).toEqual(["normal", "advisory"]);
  });

  it("is not believed where the same camera sees a dog before and after", () => {
    expect(levels(play([dog(0), dog(0.1), pig(0.2, 75), dog(0.3), pig(0.4, 70)]))).not.toContain("advisory");
  });

  it("is believed again when the dog has been gone for five minutes", () => {
    expect(levels(play([dog(0), dog(0.1), pig(8, 85)])).at(-1)).toBe("advisory");
  });

  it("that comes while a fox sits there is believed after a few looks more", () => {
    const fox = Array.from({ length: 60 }, (_, index) => dog(index / 20));
    const pigs = Array.from({ length: 4 }, (_, index) => pig(3 + index / 20, 80));
    expect(levels(play([...fox, ...pigs])).at(-1)).toBe("advisory");
  });

  it("is no pig for a site whose camera's classes nobody wrote down", () => {
    const [step] = play([pig(0, 99)], { housesM: 10 });
    expect(step?.flags).toMatchObject({ vision_class: QUALITY.notEvaluated });
    expect(step?.assessment).toMatchObject({ level: "normal", score: 0, evidence: [] });
  });

  it("is not made of a class without a confidence", () => {
    const played = play([{ minute: 0, devEui: "020000fffe0000d1", values: { vision_class: 2 } }]);
    expect(last(played)).toMatchObject({ level: "normal", score: 0 });
  });
});

describe("a visit", () => {
  it("is one alarm as long as no 30 minutes pass between two sightings", () => {
    const played = play([pig(0), pig(29), pig(58), nothing(60)]);
    expect(levels(played)).toEqual(["advisory", "advisory", "advisory", "advisory"]);
    expect(endMinute(played)).toBe(88);
  });

  it("is over 30 minutes after the last sighting, and the next one is another", () => {
    expect(levels(play([pig(0), stillness(29.9), stillness(30), pig(31)]))).toEqual([
      "advisory",
      "advisory",
      "normal",
      "advisory",
    ]);
  });

  it("is not drawn out by whatever else moves there", () => {
    expect(endMinute(play([pig(0), motion(10), dog(20), motion(25)]))).toBe(30);
  });

  it("is remembered for seven nights, and raises the score of those after it", () => {
    const night = 24 * 60;
    const again = last(play([pig(0), pig(night), pig(3 * night)]));
    expect(reasons(again)).toContain("nights_in_7 2");
    expect(again.score).toBeGreaterThan(last(play([pig(0)])).score);
    expect(reasons(last(play([pig(0), pig(8 * night)])))).not.toContain("nights_in_7 1");
  });

  it("that goes on past midnight is of one night", () => {
    const played = play([pig(170), pig(185)]);
    expect(played.at(-1)?.memory.nights).toHaveLength(1);
    expect(reasons(last(played)).some((reason) => reason.startsWith("nights_in_7"))).toBe(false);
  });
});

describe("a group or piglets near people", () => {
  it("are a warning, of which the public is told", () => {
    expect(levels(play([pig(0, 85, 4), pig(1, 85, 3)], near)).at(-1)).toBe("warning");
    expect(levels(play([pig(0, 85), piglet(1, 85, 2)], near)).at(-1)).toBe("warning");
    const atSchoolPath = { ...hillside, schoolPathM: 20, housesM: 90 };
    const warned = last(play([pig(0, 85, 4), pig(1, 85, 3)], atSchoolPath));
    expect(warned.level).toBe("warning");
    expect(reasons(warned)).toContain("near_school_path 20");
  });

  it("are none far away, and the reason is given", () => {
    const far = last(play([pig(0, 85, 4), pig(1, 85, 4)], { ...hillside, housesM: 400 }));
    expect(far.level).toBe("advisory");
    expect(needs(far)).toEqual(["houses_or_school_path_near 0/1"]);
  });

  it("need more certainty than a single pig does", () => {
    const once = last(play([pig(0, 85, 4)], near));
    expect(once.level).toBe("advisory");
    expect(needs(once)).toEqual(["surer_sighting 1/2"]);
  });

  it("are what a lone pig is not", () => {
    const lone = last(play([pig(0), pig(1)], near));
    expect(lone.level).toBe("advisory");
    expect(needs(lone)).toEqual(["group_or_piglets 1/3"]);
  });

  it("stay a warning until the visit is over", () => {
    expect(levels(play([pig(0, 90, 4), pig(1, 90, 4), pig(5, 85), pig(20, 85), nothing(51)], near))).toEqual([
      "advisory",
      "warning",
      "warning",
      "warning",
      "normal",
    ]);
  });
});

describe("motion and radar", () => {
  it("by motion alone, nobody is ever told", () => {
    const restless = Array.from({ length: 30 }, (_, index) => motion(index * 3));
    const played = play(restless, near);
    expect(new Set(levels(played))).toEqual(new Set(["normal"]));
    expect(needs(last(played))).toEqual(["sighting_or_radar 0/1"]);
  });

  it("by a radar and two triggers of motion at night, a pig is likely", () => {
    const played = play([motion(0), passage(2), motion(4)], near);
    expect(levels(played)).toEqual(["normal", "normal", "advisory"]);
    expect(needs(play([passage(0)])[0]?.assessment ?? last(played))).toEqual(["motion_triggers 0/2"]);
    expect(endMinute(played)).toBe(34);
    expect(endMinute(play([motion(0), passage(2), motion(4), passage(12)]))).toBe(42);
  });

  it("by the same by day, people are likelier", () => {
    const played = play([motion(NOON_MIN), passage(NOON_MIN + 2), motion(NOON_MIN + 4)], near);
    expect(new Set(levels(played))).toEqual(new Set(["normal"]));
    expect(needs(last(played))).toEqual(["night 0/1"]);
  });

  it("half an hour apart, they are of different visits", () => {
    expect(new Set(levels(play([motion(0), motion(1), passage(32)])))).toEqual(new Set(["normal"]));
  });

  it("add up with a camera that is unsure", () => {
    expect(levels(play([pig(0, 60)])).at(-1)).toBe("normal");
    expect(levels(play([passage(0), pig(1, 60)])).at(-1)).toBe("advisory");
  });

  it("count by the night of the site: a path in use until late has a shorter one", () => {
    const late = { ...near, nightFromHour: 23, nightToHour: 5 };
    expect(levels(play([motion(0), passage(2), motion(4)], late)).at(-1)).toBe("normal");
    expect(levels(play([motion(120), passage(122), motion(124)], late)).at(-1)).toBe("advisory");
    const early = { ...near, nightFromHour: 1, nightToHour: 5 };
    expect(levels(play([motion(0), passage(2), motion(4)], early)).at(-1)).toBe("normal");
  });
});

describe("a sign of life", () => {
  it("is a reading that shows nothing, and raises nothing", () => {
    for (const frame of [stillness(0), nothing(0), passage(0, 0)]) {
      expect(last(play([frame]))).toMatchObject({ level: "normal", score: 0, evidence: [] });
    }
  });
});
