import { describe, expect, test } from "vitest";
import { readStatusDocument } from "#dashboards/board/status-document.ts";
import { villageStatusSchema } from "#shared/domain/status.ts";
import { bridge, bridgeWarning, exerciseClock, road, sixSites, village } from "./statuses.ts";

const documents = [
  village([]),
  village([bridge(), road()]),
  village(sixSites()),
  village([bridgeWarning()], { exercise: exerciseClock({ traceEnd: Date.UTC(2026, 8, 9) }) }),
];

/** All that the page reads, each with a value it must not take. */
const UNREADABLE: readonly (readonly [path: string, value: unknown])[] = [
  ["schema", "village-status/2"],
  ["villageId", ""],
  ["name.en", undefined],
  ["name", "Lam Tsuen"],
  ["telephone", 999],
  ["publishedAt", "now"],
  ["sites", {}],
  ["sites.0", null],
  ["sites.0.siteId", 4],
  ["sites.0.hazard", undefined],
  ["sites.0.name.zh-HK", undefined],
  ["sites.0.level", "catastrophe"],
  ["sites.0.since", "23:30"],
  ["sites.0.score", undefined],
  ["sites.0.observedAt", "23:40"],
  ["sites.0.staleAfterS", null],
  ["sites.0.suspect", "no"],
  ["sites.0.flood", []],
  ["sites.0.flood.waterLevelM", null],
  ["sites.0.flood.percentFull", "81%"],
  ["sites.0.flood.fullM", 0],
  ["sites.0.flood.thresholdsM", undefined],
  ["sites.0.flood.thresholdsM.danger", undefined],
  ["sites.0.flood.ratePer10MinM", "fast"],
  ["sites.0.flood.trend", "up"],
  ["sites.0.flood.forecast", 15],
  ["sites.0.flood.forecast.level", "soon"],
  ["sites.0.flood.forecast.inMinutes", "15"],
  ["sites.0.flood.forecast.earliestMinutes", "10"],
  ["sites.0.flood.forecast.latestMinutes", null],
  ["exercise", "storm"],
  ["exercise.exerciseId", undefined],
  ["exercise.traceStart", "then"],
  ["exercise.startedAt", undefined],
  ["exercise.speed", "fast"],
  ["exercise.traceEnd", "later"],
];

/** A copy of a value with another one at a path. */
const changed = (value: unknown, path: readonly string[], other: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? changed(item, rest, other) : item));
  }
  const entries = Object.entries(value ?? {});
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, name === key ? changed(inner, rest, other) : inner]),
  );
};

describe("the document behind the board", () => {
  test("as the schema has it is read whole", () => {
    for (const document of documents) {
      const text = JSON.stringify(villageStatusSchema.parse(document));
      expect(readStatusDocument(text)).toEqual(document);
    }
  });

  test.each(UNREADABLE)("with %s being %j is refused", (path, other) => {
    const document = changed(documents[3], path.split("."), other);
    expect(document).not.toEqual(documents[3]);
    expect(readStatusDocument(JSON.stringify(document))).toBeUndefined();
  });

  test("that is no document at all is refused", () => {
    for (const text of ["", "<html>", "null", "[]", "7", "{}", '{"schema":"village-status/2"}']) {
      expect(readStatusDocument(text)).toBeUndefined();
    }
  });

  test("with more in it than this page knows is read: boards on walls outlive versions", () => {
    const text = JSON.stringify({ ...village([{ ...road(), colour: "blue" } as never]), weather: "rain" });
    expect(readStatusDocument(text)?.sites).toHaveLength(1);
  });
});
