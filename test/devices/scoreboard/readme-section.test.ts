import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import { deepestOf, floodFigure } from "#devices/scoreboard/flood-figure.ts";
import { leadCurves, shareAhead } from "#devices/scoreboard/lead-curves.ts";
import { readmeTable, withSection } from "#devices/scoreboard/readme-section.ts";
import type { StreetOutcome } from "#devices/scoreboard/street-outcome.ts";

const line = { dataset: "leabridge", case: "", metric: "alarms", value: "2", target: "1", verdict: "MISSED" };

it("the README shows what has a target, met or missed", () => {
  const table = readmeTable([line, { ...line, metric: "days", target: "", verdict: "" }]);
  expect(table.split("\n").slice(2)).toEqual(["| leabridge |  | `alarms` | 2 | 1 | MISSED |"]);
});

it("a new scoreboard takes the place of the old one, and nothing else moves", () => {
  const marks = [
    "<!-- scoreboard: written by `npm run scoreboard -- --readme` -->",
    "<!-- end of the scoreboard -->",
  ];
  const text = `# Title\n\n${marks[0]}\n\nold\n\n${marks[1]}\n\n## Next\n`;
  expect(withSection(text, "new")).toBe(text.replace("old", "new"));
  expect(withSection("# Title\n", "new")).toBeUndefined();
});

it("of two deep floods one was warned of ten minutes ahead; a shallow one counts for nothing", () => {
  const flood = { eventId: "R1", isTidal: false, from: 0, profile: [] };
  const outcome = (crossedAt: number | undefined, warnedAt: number | undefined): StreetOutcome => ({
    flood,
    crossedAt,
    warnedAt,
    villagersWarnedAt: warnedAt,
    firstAlertAt: warnedAt,
    newAlarms: 1,
    levelsMissed: 0,
    intervals: { stated: 0, held: 0 },
  });
  const outcomes = [outcome(1_200_000, 600_000), outcome(1_200_000, undefined), outcome(undefined, 0)];
  expect(shareAhead(outcomes, 10)).toBe(0.5);
  expect(shareAhead(outcomes, 11)).toBe(0);
  expect(shareAhead([], 0)).toBe(0);
  expect(leadCurves([{ name: "rain", colour: "#b2451f", outcomes }])).toMatch(
    /^<svg[^>]*>[\s\S]*rain[\s\S]*<\/svg>$/,
  );
});

it("one flood is drawn as well-formed SVG, with a colour for each level", () => {
  const profile = Array.from({ length: 60 }, (_, minute) => ({
    at: minute * 60_000,
    depthMm: Math.max(0, 400 - 20 * Math.abs(minute - 25)),
  }));
  const flood = { eventId: "R1", isTidal: false, from: 0, profile };
  const shallow = { ...flood, eventId: "R2", profile: profile.slice(0, 10) };
  expect(deepestOf([shallow, flood])).toBe(flood);
  const svg = floodFigure(flood) ?? "";
  expect(new XMLParser({ ignoreAttributes: false }).parse(svg, true)).toHaveProperty("svg");
  expect(svg.match(/<svg[^>]* style="[^"]*--danger:#[^"]*"/)).not.toBeNull();
  expect(floodFigure({ ...flood, profile: [] })).toBeUndefined();
});
