import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { PlacedFrame } from "#shared/rules/hazard-rule.ts";
import { dumpingRule } from "#shared/rules/illegal-dumping/dumping-rule.ts";
import {
  bare,
  comes,
  dumped,
  factorOf,
  GROUND,
  ground,
  looks,
  lying,
  neededOf,
  START,
  tells,
  told,
  vehicle,
} from "./lay-by.ts";

const OTHER = "020000fffe000044";
const ofOther = (frames: readonly PlacedFrame[]) => frames.map((frame) => ({ ...frame, devEui: OTHER }));

/** At which minutes something was told though the level stayed. */
const newsOf = (frames: readonly PlacedFrame[]): readonly number[] =>
  told(frames).steps.flatMap(({ assessment }) =>
    assessment?.news === true ? [(assessment.observedAt - START) / MINUTE_MS] : [],
  );

describe("what comes on top of a heap", () => {
  it("is told once it would be a case by itself, with how high it is and how high all of it", () => {
    const frames = [...dumped(16), ...vehicle(200.5, 206.5), ...looks(lying(0.9, 12), 210)];
    expect(newsOf(frames)).toEqual([240]);
    const { last, changes } = told(frames);
    expect(changes).toEqual(["70 normal>warning"]);
    expect(factorOf(last.evidence, "heap_m")).toMatchObject({ value: 0.9 });
    expect(factorOf(last.evidence, "further_heap_m")).toMatchObject({ value: 0.3, contribution: 0 });
  });

  it("is told by a sensor that leans, too", () => {
    const tilted = (minute: number, degrees: number) => tells(minute, { tilt_x: degrees }, GROUND);
    const leans = (degrees: number, from: number) =>
      [0, 10, 20, 30, 40].map((minute) => tilted(from + minute, degrees));
    const frames = [
      ...[...leans(2, -20), ...vehicle(30.5, 36.5), ...leans(29, 40)],
      ...[...vehicle(90.5, 96.5), ...leans(49, 100)],
    ];
    const { last } = told(frames);
    expect(factorOf(last.evidence, "further_tilt_change_deg")).toMatchObject({ value: 20 });
    expect(factorOf(last.evidence, "tilt_change_deg")).toMatchObject({ value: 47 });
  });

  it("is no news when nobody was seen to bring it, but the heap is as high as it is", () => {
    const frames = [...dumped(16), ...looks(lying(0.9, 12), 200)];
    expect(newsOf(frames)).toEqual([]);
    expect(factorOf(told(frames).last.evidence, "heap_m")).toMatchObject({ value: 0.9 });
  });

  it("is no news when it is the lorry that takes all away", () => {
    const frames = [
      ...dumped(16),
      ...[comes(195), ...looks(lying(2.2, 3), 200)],
      ...vehicle(226, 227).slice(1),
      ...looks(bare(5), 230),
    ];
    expect(newsOf(frames)).toEqual([260]);
    expect(told(frames).level).toBe("normal");
  });

  it("comes on what is left after a part was taken away", () => {
    const part = [...dumped(16), ...looks(lying(0.3, 12), 200)];
    expect(told(part).level).toBe("warning");
    expect(newsOf([...part, ...vehicle(310.5, 316.5), ...looks(lying(0.6, 5), 320)])).toEqual([350]);
  });

  it("makes a case of a suspicion, of itself alone", () => {
    const unseen = looks([...bare(4), ...lying(0.6, 12)]);
    const frames = [...unseen, ...vehicle(160.5, 166.5), ...looks(lying(1, 5), 170)];
    const { changes, last } = told(frames);
    expect(changes).toEqual(["110 normal>advisory", "200 advisory>warning"]);
    expect(factorOf(last.evidence, "further_heap_m")).toBeUndefined();
    expect(newsOf(frames)).toEqual([]);
  });
});

describe("two sensors of the ground at one site", () => {
  it("that see one heap come tell of one", () => {
    const both = [...dumped(8), ...ofOther(looks([...bare(4), ...lying(0.5, 8)], 3))];
    expect(newsOf(both)).toEqual([]);
  });

  it("that see two heaps come, hours apart, tell of both; the case ends when neither lies there", () => {
    const second = [...vehicle(200.5, 206.5), ...ofOther(looks([...bare(21), ...lying(0.4, 10)], 3))];
    const frames = [...dumped(28), ...second];
    expect(newsOf(frames)).toEqual([243]);
    const oneGone = [...frames, ...looks(bare(5), 320)];
    expect(told(oneGone).level).toBe("warning");
    expect(newsOf(oneGone)).toEqual([243]);
    const ends = told(oneGone).steps.flatMap(({ assessment }) => assessment?.evidence ?? []);
    expect(factorOf(ends, "heap_removed")).toBeUndefined();
    const bothGone = [...oneGone, ...ofOther(looks(bare(5), 373))];
    expect(told(bothGone).level).toBe("normal");
    expect(
      factorOf(
        told(bothGone).steps.flatMap(({ assessment }) => assessment?.evidence ?? []),
        "heap_removed",
      ),
    ).toBeDefined();
  });

  it("speak by the last heap of those as bad", () => {
    const unseen = looks([...bare(4), ...lying(0.6, 18)]);
    const later = ofOther(looks([...bare(9), ...lying(0.3, 13)], 1));
    expect(factorOf(told([...unseen, ...later]).last.evidence, "heap_m")).toMatchObject({ value: 0.3 });
    const early = ofOther(looks([...bare(2), ...lying(0.3, 18)], 1));
    expect(factorOf(told([...unseen, ...early]).last.evidence, "heap_m")).toMatchObject({ value: 0.6 });
  });
});

describe("a heap that is seen no more", () => {
  it("lets its alarm end a day after it was seen last, whatever else is heard", () => {
    const { steps } = told([...dumped(6), ground(95, -0.6), ...vehicle(200, 205)]);
    const ends = steps.slice(-4).map(({ endsAt }) => ((endsAt ?? 0) - START) / MINUTE_MS);
    expect(ends).toEqual([90, 90, 90, 90].map((minute) => minute + DAY_MS / MINUTE_MS));
  });

  it("was seen last when it was, while it has not ended", () => {
    const { last } = told([...dumped(6), ...vehicle(200, 205)]);
    expect(factorOf(last.evidence, "heap_seen_at")).toMatchObject({ value: START + 90 * MINUTE_MS });
    expect(factorOf(told(dumped(6)).last.evidence, "heap_seen_at")).toBeUndefined();
  });

  it("counts for nothing then; a suspicion is forgotten", () => {
    const { last } = told([...dumped(6), ...vehicle(1700, 1705)]);
    expect([last.level, last.score]).toEqual(["normal", 0]);
    expect(factorOf(last.evidence, "heap_unseen")).toMatchObject({ value: 1615 });
    const unseen = [...looks([...bare(4), ...lying(0.6, 12)]), ...looks(lying(0.6, 4), 3000)];
    expect(neededOf(told(unseen).last.evidence)).toEqual(["heap 0/1"]);
  });

  it("is not held to lie there again by one echo", () => {
    const back = [...dumped(6), ...looks([0.6, 0, 0, 0, 0], 3000)];
    expect(told(back).changes).toEqual(["70 normal>warning", "3000 warning>normal"]);
  });
});

describe("a case that is closed", () => {
  const close = (frames: readonly PlacedFrame[], minute: number) => {
    const { memory } = told(frames);
    const at = START + minute * MINUTE_MS;
    const closed = dumpingRule.close?.(
      memory,
      { at, outcome: "clean_up", seenAt: at - MINUTE_MS },
      dumpingRule.parseSettings({}),
    );
    if (closed === undefined) throw new Error("a case of dumping can be closed");
    return closed;
  };

  it("leaves what lies there as the ground, and says how it was closed", () => {
    const { assessment, endsAt } = close(dumped(6), 95);
    expect([assessment.level, assessment.score, endsAt]).toEqual(["normal", 0, undefined]);
    expect(factorOf(assessment.evidence, "case_closed")).toMatchObject({ text: "clean_up" });
  });

  it("takes the bare ground for the ground where that was seen already", () => {
    const { memory } = close([...dumped(6), ...looks(bare(2), 100)], 115);
    expect(Object.values(memory.grounds)[0]?.base).toBe(3.5);
  });

  it("leaves alone what came after it, and grounds on which nothing lies", () => {
    const frames = [...dumped(6), ...ofOther(looks(bare(9)))];
    const { assessment, endsAt } = close(frames, 30);
    expect(assessment.level).toBe("warning");
    expect(endsAt).toBe(START + 90 * MINUTE_MS + DAY_MS);
  });
});
