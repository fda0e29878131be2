import { describe, expect, test } from "vitest";
import { levelChanges } from "#dashboards/board/level-changes.ts";
import { bridge, bridgeDanger, NOW, road, village } from "./statuses.ts";

describe("a screen reader is told", () => {
  test("which site's level has changed, and nothing else", () => {
    const before = village([bridge(), road()]);
    const after = village([bridgeDanger(), road({ observedAt: NOW })]);
    expect(levelChanges(before, after, "en")).toEqual(["Wai Tau bridge: Danger"]);
    expect(levelChanges(after, after, "zh-HK")).toEqual([]);
  });

  test("nothing when the page opens, or a site is new", () => {
    expect(levelChanges(undefined, village([bridgeDanger()]), "en")).toEqual([]);
    expect(levelChanges(village([]), village([bridgeDanger()]), "en")).toEqual([]);
  });
});
