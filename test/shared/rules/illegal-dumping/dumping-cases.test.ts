import { describe, expect, it } from "vitest";
import { QUALITY } from "#shared/domain/observation.ts";
import { dumpingRule } from "#shared/rules/illegal-dumping/dumping-rule.ts";
import {
  bare,
  comes,
  dumped,
  factorOf,
  GROUND,
  goes,
  looks,
  lying,
  neededOf,
  tells,
  told,
  vehicle,
} from "./lay-by.ts";

describe("rubble that a lorry leaves", () => {
  it("is a case once it has lain there for 10 minutes and been seen three times since it was known", () => {
    expect(told(dumped(3)).changes).toEqual([]);
    expect(told(dumped(4)).changes).toEqual(["70 normal>warning"]);
    expect(told(dumped(40)).changes).toEqual(["70 normal>warning"]);
  });

  it("says what lies there, since when, who was there, and what each of it counts for", () => {
    const { last } = told(dumped(4));
    expect(last.level).toBe("warning");
    expect(last.score).toBe(90);
    expect(last.evidence).toMatchObject([
      { name: "heap_m", value: 0.6, contribution: 40 },
      { name: "heap_lies_min", value: 33.5, contribution: 20 },
      { name: "came_after", contribution: 0 },
      { name: "came_by", contribution: 0 },
      { name: "vehicle_stay_min", value: 6, contribution: 20 },
      { name: "vehicle_left", contribution: 0 },
      { name: "odd_hours", contribution: 10 },
    ]);
  });

  it("shows no gauge on the board", () => {
    expect(dumpingRule.details(told(dumped(4)).last, dumpingRule.parseSettings({}))).toEqual({});
  });

  it("says what is still missing until then", () => {
    expect(neededOf(told(dumped(1)).last.evidence)).toEqual(["heap 0/1"]);
    expect(neededOf(told(dumped(2)).last.evidence)).toEqual(["readings_of_the_heap 1/3"]);
    expect(neededOf(told(dumped(4), { staysAfterMin: 40 }).last.evidence)).toEqual([
      "heap_to_stay_min 33.5/40",
    ]);
  });

  it("counts for less by day, and is a case all the same", () => {
    const morning = dumped(4).map((frame) => ({ ...frame, observedAt: frame.observedAt + 12 * 3_600_000 }));
    const { last } = told(morning);
    expect([last.level, last.score]).toEqual(["warning", 80]);
  });

  it("is found by a sensor that reports each minute as well", () => {
    const frames = [...vehicle(30.5, 36.5), ...looks([...bare(35), ...lying(0.6, 20)], 0, 1)];
    expect(told(frames).changes).toEqual(["47 normal>warning"]);
  });

  it("lies under the roof of the lorry that brought it, as long as that stands there", () => {
    const frames = [...vehicle(25, 65), ...looks([...bare(3), ...lying(2.2, 4), ...lying(0.5, 3)])];
    expect(neededOf(told([comes(25), ...looks([...bare(3), ...lying(2.2, 3)])]).last.evidence)).toContain(
      "vehicle_to_leave 0/1",
    );
    expect(told(frames).changes).toEqual(["90 normal>warning"]);
    expect(factorOf(told(frames).last.evidence, "heap_m")).toMatchObject({ value: 0.5 });
  });

  it("ends when it is gone, and the ground is the ground again", () => {
    const cleared = told([...dumped(6), ...looks(bare(6), 100)]);
    expect(cleared.changes).toEqual(["70 normal>warning", "130 warning>normal"]);
    const end = cleared.steps[15]?.assessment?.evidence ?? [];
    expect(factorOf(end, "heap_removed")).toMatchObject({ value: 80, contribution: 0 });
    const again = [...vehicle(190.5, 196.5), ...looks([...bare(10), ...lying(0.4, 4)], 100)];
    expect(told([...dumped(6), ...again]).changes.at(-1)).toBe("230 normal>warning");
  });

  it("is not held to be gone by two echoes from the ground", () => {
    expect(told([...dumped(6), ...looks([0, 0, 0.6, 0.6], 100)]).level).toBe("warning");
  });

  it("is out of sight after a day of silence, and what it was when three readings have seen it again", () => {
    const frames = [...dumped(4), ...looks(lying(0.6, 3), 5000)];
    expect(told(frames).changes).toEqual(["70 normal>warning", "5000 warning>normal", "5020 normal>warning"]);
  });
});

describe("what is no dumping", () => {
  it("a vehicle alone, however long it stands there", () => {
    for (const to of [36, 50, 500]) {
      const { changes, last } = told([...vehicle(30, to), ...looks(bare(60))]);
      expect([changes, last.score]).toEqual([[], 0]);
    }
  });

  it("a car that parks under the sensor and leaves again", () => {
    const frames = [...vehicle(25, 125), ...looks([...bare(3), ...lying(1.6, 10), ...bare(10)])];
    expect(told(frames).changes).toEqual([]);
  });

  it("a dog, a person, an echo", () => {
    for (const heapM of [0.4, 1.8]) {
      const frames = [...vehicle(30.5, 36.5), ...looks([...bare(4), heapM, ...bare(5), heapM, heapM, 0, 0])];
      expect(told(frames).changes).toEqual([]);
    }
  });

  it("litter that creeps in, grass that grows and is cut", () => {
    const creeping = Array.from({ length: 1500 }, (_, look) => Math.min(0.14, look * 0.0002));
    const cut = [...creeping, ...bare(60)];
    const cars = [200, 900, 2000].flatMap((minute) => vehicle(minute, minute + 5));
    expect(told([...cars, ...looks(cut)]).changes).toEqual([]);
  });

  it("a heap too low to be one, which is ground an hour later", () => {
    const frames = [...vehicle(30.5, 36.5), ...looks([...bare(4), ...lying(0.12, 12)])];
    const { changes, last } = told(frames);
    expect(changes).toEqual([]);
    expect(neededOf(told(frames.slice(0, 11)).last.evidence)).toContain("heap_height 0.12/0.15");
    expect(neededOf(last.evidence)).toEqual(["heap 0/1"]);
  });

  it("what lies there while rubbish is collected, by Hong Kong's clock", () => {
    const tuesdayNight = { collections: [{ weekday: "tuesday", from: "22:15", to: "23:15" }] };
    const wednesday = { collections: [{ weekday: "wednesday", from: "22:15", to: "23:15" }] };
    expect(told(dumped(12), tuesdayNight).changes).toEqual([]);
    expect(told(dumped(12), wednesday).changes).toEqual(["70 normal>warning"]);
  });

  it("an echo from far below the ground", () => {
    const { steps } = told([...looks([...bare(4), -0.6, 0])]);
    expect(steps[4]?.flags).toEqual({ distance: QUALITY.fail });
    expect(steps[4]?.assessment).toBeUndefined();
  });
});

describe("a heap that nobody was seen to bring", () => {
  const unseen = (looksAfter: number) => looks([...bare(4), ...lying(0.6, looksAfter)]);

  it("is a suspicion after an hour, and never a case", () => {
    expect(told(unseen(7)).changes).toEqual([]);
    expect(told(unseen(120)).changes).toEqual(["110 normal>advisory"]);
    expect(neededOf(told(unseen(120)).last.evidence)).toEqual(["vehicle 0/1"]);
  });

  it("is ground after a day", () => {
    const { changes, steps } = told(unseen(160));
    expect(changes).toEqual(["110 normal>advisory", "1490 advisory>normal"]);
    const end = steps.at(149)?.assessment?.evidence ?? [];
    expect(factorOf(end, "suspicion_taken_for_ground")).toBeDefined();
  });

  it("came with nobody in particular when nothing was heard for hours", () => {
    const frames = [...looks(bare(4)), ...vehicle(200, 206), ...looks(lying(0.6, 10), 500)];
    expect(told(frames).level).toBe("advisory");
    const sooner = [...looks(bare(4)), ...vehicle(200, 206), ...looks(lying(0.6, 10), 240)];
    expect(told(sooner).level).toBe("warning");
  });
});

describe("a site", () => {
  it("learns its ground from three readings, and from no roof", () => {
    expect(neededOf(told(looks(bare(2))).last.evidence)).toEqual(["ground_readings 2/3"]);
    const { changes } = told([...vehicle(-5, 45), ...looks([...lying(1.6, 5), ...bare(6)])]);
    expect(changes).toEqual([]);
  });

  it("learns it anew when its sensor hangs otherwise, or told nothing for a day", () => {
    const moved = looks(lying(0.6, 9), 40).map((frame) => ({ ...frame, sensorHeightM: 2.9 }));
    expect(told([...vehicle(30.5, 36.5), ...looks(bare(4)), ...moved]).changes).toEqual([]);
    expect(told([...vehicle(30.5, 36.5), ...looks(bare(4)), ...looks(lying(0.6, 9), 1500)]).changes).toEqual(
      [],
    );
  });

  it("whose ground sinks for an hour has a new ground", () => {
    const frames = [
      ...looks([...lying(0.5, 4), ...bare(8)]),
      ...vehicle(121, 127),
      ...looks(lying(0.4, 4), 130),
    ];
    const { memory } = told(frames.slice(0, 12));
    expect(Object.values(memory.grounds)[0]?.base).toBe(3.5);
    expect(told(frames).level).toBe("warning");
  });

  it("may have sensors that tell a tilt, whichever way, or a distance without a height", () => {
    const tilted = (minute: number, degrees: number) => tells(minute, { tilt_x: degrees }, GROUND);
    const pushed = [0, 10, 20, 30].map((minute) => tilted(minute, 2));
    const stays = [40, 50, 60, 70].map((minute) => tilted(minute, -25));
    const { last, changes } = told([...vehicle(30.5, 36.5), ...pushed, ...stays]);
    expect(changes).toEqual(["70 normal>warning"]);
    expect(factorOf(last.evidence, "tilt_change_deg")).toMatchObject({ value: 27 });
    const plain = dumped(4).map(({ sensorHeightM: _, ...frame }) => frame);
    expect(told(plain).changes).toEqual(["70 normal>warning"]);
  });

  it("speaks by the worst of its heaps", () => {
    const other = looks([...bare(4), ...lying(0.3, 12)]).map((frame) => ({
      ...frame,
      devEui: "020000fffe000044",
    }));
    const small = looks([...bare(4), ...lying(0.6, 12)]);
    expect(told([...vehicle(30.5, 36.5), ...small, ...other]).level).toBe("warning");
    const late = looks([...bare(30), ...lying(0.3, 9)]).map((frame) => ({
      ...frame,
      devEui: "020000fffe000044",
    }));
    expect(told([...vehicle(30.5, 36.5), ...small, ...late]).level).toBe("warning");
  });

  it("flags a reading that stands out until it is known whether it is a heap", () => {
    expect(told(dumped(2)).steps.map(({ suspect }) => suspect)).toEqual([
      ...[false, false, false, false, false, false, false, false],
    ]);
    const low = told([...looks([...bare(4), 0.12, 0.12])]);
    expect(low.steps.at(-1)).toMatchObject({ suspect: true, flags: { distance: QUALITY.suspect } });
  });
});

describe("who was there", () => {
  const heap = looks([...bare(4), ...lying(0.6, 6)]);
  const seen = (class_: number, minute: number, confidence?: number) =>
    tells(minute, {
      vision_class: class_,
      ...(confidence === undefined ? {} : { vision_confidence: confidence }),
    });
  const camera = { vehicleClasses: [2], personClasses: [0] };

  it("may be known by how long the place was taken", () => {
    const { last } = told([...heap, goes(36.5, { occupied_time: 360 })]);
    expect(factorOf(last.evidence, "vehicle_stay_min")).toMatchObject({ value: 6, contribution: 20 });
    const late = told([...heap, comes(34, { occupied_time: 180 }), goes(36)]);
    expect(factorOf(late.last.evidence, "vehicle_stay_min")).toMatchObject({ value: 5 });
  });

  it("counts for less when it stayed very short, long, or for hours", () => {
    const points = (from: number, to: number) =>
      factorOf(
        told([...vehicle(from, to), ...looks([...bare(4), ...lying(0.6, 60)])]).last.evidence,
        "vehicle_stay_min",
      );
    expect(points(33, 34)).toMatchObject({ contribution: 8 });
    expect(points(30, 90)).toMatchObject({ contribution: 12 });
    expect(points(30, 300)).toMatchObject({ contribution: 6 });
  });

  it("may be known by a camera or a counter alone", () => {
    const bySight = told([...heap, seen(2, 34, 90), seen(2, 36)], camera);
    expect(bySight.level).toBe("warning");
    expect(factorOf(bySight.last.evidence, "vehicle_sighting_min")).toMatchObject({
      value: 2,
      contribution: 12,
    });
    const counted = told([
      ...heap,
      tells(25, { passages_left_to_right: 0, passages_right_to_left: 0 }),
      tells(36, { passages_left_to_right: 1 }),
    ]);
    expect(counted.level).toBe("warning");
    expect(factorOf(counted.last.evidence, "vehicle_passage_min")).toMatchObject({
      value: 11,
      contribution: 6,
    });
  });

  it("is the likeliest of several, and the last of those who are as likely", () => {
    const many = [...vehicle(30.5, 31), ...vehicle(31.5, 34.5), ...vehicle(35, 39), ...vehicle(39.2, 39.5)];
    const { last } = told([...heap, ...many]);
    expect(factorOf(last.evidence, "vehicle_stay_min")).toMatchObject({ value: 4, contribution: 20 });
  });

  it("must have left before the heap is known to stay: what was seen of it until then does not count", () => {
    const { changes } = told([...heap, seen(2, 34, 90), seen(2, 52)], camera);
    expect(changes).toEqual(["80 normal>warning"]);
  });

  it("is surer when a camera saw somebody meanwhile", () => {
    const { last } = told([...heap, ...vehicle(31, 36), seen(0, 33, 80)], camera);
    expect(factorOf(last.evidence, "camera")).toMatchObject({ contribution: 10 });
    expect(last.score).toBe(100);
  });

  it("is nobody when the camera is unsure, saw a cat, or saw people only", () => {
    for (const sighting of [seen(2, 34, 40), seen(7, 34, 99), seen(0, 34, 99)]) {
      expect(told([...looks([...bare(4), ...lying(0.6, 20)]), sighting], camera).level).toBe("advisory");
    }
  });

  it("is nobody in particular on a lane where vehicles pass all day", () => {
    const passing = Array.from({ length: 40 }, (_, index) =>
      tells(index * 10 + 1, { passages_right_to_left: 3 }),
    );
    const { level, last } = told([...passing, ...looks([...bare(20), ...lying(0.6, 20)])]);
    expect(level).toBe("advisory");
    expect(neededOf(last.evidence)).toEqual(["vehicle 0/1"]);
  });

  it("no case is made of a low heap with hardly anybody there", () => {
    const noon = looks([...bare(4), ...lying(0.15, 9)]);
    const settings = { oddHours: { from: "00:00", to: "05:00" } };
    const counted = tells(36, { passages_left_to_right: 1 });
    expect(told([...noon, counted], settings).changes).toEqual(["80 normal>advisory"]);
  });

  it("is not known where the sensor of vehicles is dead: then what lies there for three hours is a case", () => {
    const dead = [...vehicle(-2400, -2395), ...looks([...bare(4), ...lying(0.6, 30)])];
    const { changes, last, steps } = told(dead);
    expect(changes).toEqual(["230 normal>warning"]);
    expect(factorOf(last.evidence, "vehicle_sensor_dead")).toMatchObject({ contribution: 6 });
    expect(neededOf(steps.at(20)?.assessment?.evidence ?? [])).toEqual(["heap_to_stay_min 130/180"]);
  });

  it("a place taken for more than a day is not held against what lies there", () => {
    const frames = [comes(-1500), ...looks([...bare(4), ...lying(0.6, 12)])];
    expect(told(frames).level).toBe("advisory");
  });
});
