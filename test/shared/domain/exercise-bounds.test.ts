import { describe, expect, it } from "vitest";
import { exerciseClockSchema, nowFor } from "#shared/domain/exercise.ts";

describe("an exercise's clock that no calendar could show", () => {
  const clock = { exerciseId: "drill-1", traceStart: 0, startedAt: 0, speed: 100_000 };

  it("is refused when an instant lies beyond this century", () => {
    for (const field of ["traceStart", "startedAt", "traceEnd"]) {
      expect(exerciseClockSchema.safeParse({ ...clock, [field]: 9e15 }).success).toBe(false);
    }
  });

  it("never runs past the century, nor back behind its own start", () => {
    const now = nowFor(clock, Date.UTC(2026, 8, 8));
    expect(new Date(now).getUTCFullYear()).toBe(2100);
    expect(nowFor({ ...clock, traceStart: 5_000, startedAt: 1_000_000 }, 0)).toBe(5_000);
  });
});
