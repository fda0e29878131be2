import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import {
  bridgeDanger,
  exerciseClock,
  NOW,
  road,
  sixSites,
  village,
} from "#test/dashboards/board/statuses.ts";
import { boardsInARoom } from "./boards-in-a-room.ts";
import { PHONE, WALL } from "./open-board.ts";

const { look } = boardsInARoom();

const silent = { observedAt: NOW - 12 * MINUTE_MS };
const STATES = [
  village(sixSites()),
  village([bridgeDanger(silent), road(silent)]),
  village(
    sixSites().map(({ siteId, name }) => bridgeDanger({ ...silent, siteId, name })),
    { exercise: exerciseClock({ speed: 1, traceStart: NOW, startedAt: NOW }) },
  ),
];

describe("a viewer who cannot see well", () => {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

  test.each([
    ["on a phone by day", PHONE, "light"],
    ["on a phone at night", PHONE, "dark"],
    ["at the wall", WALL, "light"],
  ] as const)("finds no barrier %s", async (_, viewport, colorScheme) => {
    for (const status of STATES) {
      const open = await look({ status, viewport, colorScheme });
      await open.page.clock.resume();
      await open.page.evaluate(await readFile(axe, "utf8"));
      const violations = await open.page.evaluate(
        "axe.run().then(({ violations }) => violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))",
      );
      expect(violations).toEqual([]);
    }
  });
});
