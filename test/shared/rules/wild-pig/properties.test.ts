import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rank } from "#shared/domain/level.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import {
  dog,
  EVENING,
  type Frame,
  hillside,
  motion,
  near,
  nothing,
  passage,
  pig,
  piglet,
  play,
  stillness,
} from "./path.ts";

const minute = fc.integer({ min: 0, max: 3 * 24 * 60 });
const percent = fc.integer({ min: 0, max: 100 });
const count = fc.integer({ min: 0, max: 100 });

const movement: fc.Arbitrary<Frame> = fc.oneof(minute.map(motion), minute.map(stillness));
const anything: fc.Arbitrary<Frame> = fc.oneof(
  movement,
  fc.tuple(minute, count).map(([at, passages]) => passage(at, passages)),
  fc.tuple(minute, percent, count).map((told) => pig(...told)),
  fc.tuple(minute, percent, count).map((told) => piglet(...told)),
  minute.map(dog),
  minute.map(nothing),
);
const inOrder = (frames: readonly Frame[]) => frames.toSorted((a, b) => a.minute - b.minute);
const story = fc.array(anything, { maxLength: 120 }).map(inOrder);
const site = fc.constantFrom(hillside, near, { ...near, schoolPathM: 10, nightFromHour: 22 }, {});

describe("whatever sensors say", () => {
  it("the score is a whole number from 0 to 100, and the evidence adds up to it", () => {
    fc.assert(
      fc.property(story, site, (frames, settings) => {
        for (const { assessment } of play(frames, settings)) {
          const score = assessment?.score ?? -1;
          const contributions = assessment?.evidence.map(({ contribution }) => contribution) ?? [];
          expect(Number.isInteger(score)).toBe(true);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(Math.min(0, ...contributions)).toBe(0);
          expect(contributions.reduce((sum, part) => sum + part, 0)).toBe(score);
        }
      }),
    );
  });

  it("what is remembered stays small, however long it goes on", () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 300, maxLength: 600 }), site, (frames, settings) => {
        const steps = play(inOrder(frames), settings);
        const sizes = steps.map(({ memory }) => JSON.stringify(memory).length);
        expect(Math.max(...sizes)).toBeLessThan(450);
      }),
      { numRuns: 20 },
    );
  });

  it("there is never danger, and by motion alone never anything", () => {
    fc.assert(
      fc.property(story, fc.array(movement, { maxLength: 60 }), site, (frames, moves, settings) => {
        expect(play(frames, settings).every(({ assessment }) => assessment?.level !== "danger")).toBe(true);
        const moved = play(inOrder(moves), settings);
        expect(moved.every(({ assessment }) => assessment?.level === "normal")).toBe(true);
      }),
    );
  });

  it("an alarm rises at most twice, ends when it said it would, and never before 30 minutes after a sighting", () => {
    fc.assert(
      fc.property(story, site, (frames, settings) => {
        let endsAt: number | undefined;
        let level = 0;
        for (const [index, { assessment, endsAt: end }] of play(frames, settings).entries()) {
          const at = EVENING + (frames[index]?.minute ?? 0) * MINUTE_MS;
          const now = rank(assessment?.level ?? "normal");
          const isOn = endsAt !== undefined && at < endsAt;
          if (isOn) expect(now).toBeGreaterThanOrEqual(level);
          expect(end === undefined).toBe(now === 0);
          if (end !== undefined) expect(end).toBeGreaterThan(at);
          if (isOn) expect(end ?? 0).toBeGreaterThanOrEqual(endsAt ?? 0);
          [level, endsAt] = [now, end];
        }
      }),
    );
  });
});
