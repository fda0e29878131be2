import { describe, expect, it } from "vitest";
import { readNowcast } from "#shared/adapters/hko/nowcast.ts";
import type { Position } from "#shared/domain/geometry.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { GRID_HEADER, grid, gridLines } from "./replies.ts";

const WAI_TAU: Position = [114.1468, 22.4689];
const issuedAt = EVENING - 18 * MINUTE_MS;
const halfHours = (csv: string, position: Position = WAI_TAU) => {
  const read = readNowcast(csv, EVENING);
  return "refused" in read ? read : read.told.at(position);
};

describe("the rain foretold on the grid", () => {
  it("is told for a place by the nearest cell, half hour by half hour", () => {
    const read = readNowcast(grid(issuedAt, "22.15", "14.00", "3.10", "0.00"), EVENING);
    expect("told" in read && read.told.issuedAt).toBe(issuedAt);
    expect(halfHours(grid(issuedAt, "22.15", "14.00", "3.10", "0.00"))).toEqual({
      told: [22.15, 14, 3.1, 0].map((rainMm, index) => ({
        endsAt: issuedAt + (index + 1) * 30 * MINUTE_MS,
        rainMm,
      })),
    });
  });

  it("is told of the cell that a place lies in, not of the one beside it", () => {
    const corner = halfHours(grid(issuedAt, 9, 9, 9, 9), [114.1085, 22.4285]);
    expect("told" in corner && corner.told[0]?.rainMm).toBe(0);
    const beside = halfHours(grid(issuedAt, 9, 9, 9, 9), [114.116, 22.4285]);
    expect("told" in beside && beside.told[0]?.rainMm).toBe(9);
  });

  it("is not told where the grid does not reach", () => {
    expect(halfHours(grid(issuedAt, 9, 9, 9, 9), [113.9, 22.3])).toEqual({
      refused: "nowcast: no cell lies at 113.9, 22.3",
    });
  });

  it("of 4,149 mm is refused for the place it stands at, as the real one has foretold far out at sea", () => {
    const csv = grid(issuedAt, 2, 2, "4149.47", 2);
    expect(halfHours(csv)).toEqual({
      refused: expect.stringMatching(
        /^nowcast: 4149.47 mm in the half hour until 2026-09-08T14:42:00.000Z at 22.462,114.144 is no rain$/,
      ),
    });
    expect(halfHours(csv, [114.105, 22.426])).toEqual({ told: expect.any(Array) });
  });

  it("takes an empty line at the end, and a byte order mark, for what they are", () => {
    expect(halfHours(`\uFEFF${grid(issuedAt, 1, 2, 3, 4)}\n`)).toEqual({ told: expect.any(Array) });
  });

  const lines = gridLines(issuedAt, [1, 2, 3, 4]);
  it.each<[string, string, string]>([
    ["is empty", "", "nowcast: the column"],
    ["is a page", "<html><body>Please wait</body></html>", "nowcast: the column"],
    ["has a column of another name", grid(issuedAt, 1).replace("Latitude", "Breite"), '"Latitude (degree)"'],
    ["has a column more", lines.map((line) => `${line},x`).join("\n"), 'the column "x"'],
    ["has a header only", GRID_HEADER, 'the time of update "" is none'],
    ["breaks off within a row", lines.join("\n").slice(0, -12), "nowcast: Invalid Record Length"],
    ["breaks off after a row", lines.slice(0, -1).join("\n"), "are no whole grid"],
    ["has two rows merged into one", lines.join("\n").replace(/22\.462,114\.144,1\n/, "22.4"), "nowcast: "],
    [
      "has a row of the next update",
      `${lines.join("\n")}\n${lines[1]?.replace(/^\d+/, "202609082136")}`,
      "line 102",
    ],
    ["has a latitude with two points", lines.join("\n").replace("22.444", "22..44"), "line 7 is not a row"],
    ["has a value that is no number", grid(issuedAt, "NaN", 1, 1, 1), "line 3 is not a row"],
    ["has a month 13", grid(issuedAt, 1, 1, 1, 1).replaceAll("202609", "202613"), "the time of update"],
    ["has three half hours", grid(issuedAt, 1, 2, 3), "it has 3 half hours, not 4"],
    ["has a gap of a half hour", withoutSecond(), "half hour 2 ends at"],
    [
      "has one cell less in one half hour",
      lines.filter((_, index) => index !== 60).join("\n"),
      "no whole grid",
    ],
    ["is of tomorrow", grid(EVENING + DAY_MS, 1, 2, 3, 4), "is in the future"],
    ["is of yesterday", grid(EVENING - DAY_MS, 1, 2, 3, 4), "is 24 hours ago"],
  ])("is refused when the file %s", (_, csv, sentence) => {
    expect(readNowcast(csv, EVENING)).toEqual({ refused: expect.stringContaining(sentence) });
  });

  it("is read well within the time of a call from a file of the real size", () => {
    const degrees = (from: number, step: number) =>
      Array.from({ length: 121 }, (_, index) => (from + index * step).toFixed(3));
    const [, ...rows] = gridLines(issuedAt, [1, 2, 3, 4]);
    const cells = degrees(21.328, 0.018).flatMap((latitude) =>
      degrees(112.956, 0.019_46).map((longitude) => `${latitude},${longitude},0.25`),
    );
    const times = [...new Set(rows.map((row) => row.split(",").slice(0, 2).join(",")))];
    const csv = [GRID_HEADER, ...times.flatMap((time) => cells.map((cell) => `${time},${cell}`))].join("\n");
    expect(csv.length).toBeGreaterThan(2_500_000);
    const begun = performance.now();
    expect(halfHours(csv)).toEqual({ told: expect.any(Array) });
    expect(performance.now() - begun).toBeLessThan(10_000);
  }, 30_000);
});

function withoutSecond(): string {
  const [header, ...rows] = gridLines(issuedAt, [1, 2, 3, 4, 5]);
  return [header, ...rows.filter((_, index) => index < 25 || index >= 50)].join("\n");
}
