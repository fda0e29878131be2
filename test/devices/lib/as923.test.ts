import { describe, expect, it } from "vitest";
import { lowestDataRate } from "#devices/lib/as923.ts";

describe("the lowest data rate under AS923-1 with 400 ms dwell time", () => {
  it.each([
    [0, 2],
    [11, 2],
    [12, 3],
    [53, 3],
    [54, 4],
    [125, 4],
    [126, 5],
    [242, 5],
    [243, undefined],
  ])("%i B need data rate %s", (bytes, rate) => {
    expect(lowestDataRate(bytes)).toBe(rate);
  });
});
