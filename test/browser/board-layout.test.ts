import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import {
  bridge,
  bridgeDanger,
  bridgeWarning,
  exerciseClock,
  NOW,
  road,
  sixSites,
  village,
  withoutGauges,
} from "#test/dashboards/board/statuses.ts";
import { boardsInARoom } from "./boards-in-a-room.ts";
import { type OpenBoard, PHONE, stylesOf, WALL } from "./open-board.ts";

const { look } = boardsInARoom();

/** How far the page is wider and higher than its window, px. */
const overflow = (open: OpenBoard): Promise<unknown> =>
  open.page.evaluate(
    "({ x: document.documentElement.scrollWidth - innerWidth, y: document.documentElement.scrollHeight - innerHeight })",
  );

/** The elements whose words stick out of their card, or are cut. */
const CUT = `Array.from(document.querySelectorAll(".site *, .bar *")).filter((node) => {
  if (node.children.length > 0 || !node.textContent || node.getClientRects().length === 0) return false;
  if (getComputedStyle(node).position === "absolute" && getComputedStyle(node).clip !== "auto") return false;
  const frame = (node.closest(".site") || node.closest(".bar")).getBoundingClientRect();
  const own = node.getBoundingClientRect();
  return own.right > frame.right + 1 || own.bottom > frame.bottom + 1 || own.left < frame.left - 1;
}).map((node) => node.textContent)`;

const silent = { observedAt: NOW - 12 * MINUTE_MS };
const states = {
  calm: village([bridge(), road()]),
  "warning with forecast": village([bridgeWarning(), road()]),
  "silent danger": village([bridgeDanger(silent), road(silent)]),
  doubt: village([bridge({ suspect: true }), road()]),
  "one site": village([bridgeWarning()]),
  "four sites": village(sixSites().slice(2)),
  "six sites": village(sixSites()),
  "other hazards": village(withoutGauges()),
  "other hazards beside floods": village([...withoutGauges(), ...sixSites().slice(3)]),
  "six silent dangers in an exercise": village(
    sixSites().map(({ siteId, name }) => bridgeDanger({ ...silent, siteId, name })),
    { exercise: exerciseClock({ speed: 1, traceStart: NOW, startedAt: NOW }) },
  ),
};

describe.each(Object.entries(states))("%s", (_, status) => {
  test.each(["zh-HK", "en"])("fits a wall's screen without scrolling, nothing cut (%s)", async (language) => {
    const open = await look({ status, viewport: WALL, query: `?lang=${language}` });
    expect(await overflow(open)).toEqual({ x: 0, y: 0 });
    expect(await open.page.evaluate(CUT)).toEqual([]);
  });

  test.each([320, 360])("fits a phone of %d px without sideways scrolling, nothing cut", async (width) => {
    for (const language of ["zh-HK", "en"]) {
      const open = await look({ status, viewport: { ...PHONE, width }, query: `?lang=${language}` });
      expect(await overflow(open)).toMatchObject({ x: 0 });
      expect(await open.page.evaluate(CUT), language).toEqual([]);
    }
  });
});

describe("the wall's screen", () => {
  test.each([1, 2, 4, 6])(
    "still fits when %d silent dangers of an exercise have lost their connection",
    async (count) => {
      const all = states["six silent dangers in an exercise"];
      const status = { ...all, sites: all.sites.slice(-count) };
      for (const language of ["zh-HK", "en"]) {
        const open = await look({ status, viewport: WALL, query: `?lang=${language}` });
        await open.context.setOffline(true);
        await open.pass(1);
        await open.page.locator(".notice").waitFor();
        expect(await overflow(open), language).toEqual({ x: 0, y: 0 });
        expect(await open.page.evaluate(CUT), language).toEqual([]);
      }
    },
  );

  test("can be read from 5 m: names, levels and water are 29 px high at least, with six sites", async () => {
    const open = await look({ status: states["six sites"], viewport: WALL });
    for (const part of [".site-name", ".level-word", ".water-value"]) {
      const sizes = (await stylesOf(open.page, part, "fontSize")).map(Number.parseFloat);
      expect(Math.min(...sizes), part).toBeGreaterThanOrEqual(29);
    }
  });
});

test("what was seen where no gauge is drawn can be read from 5 m too, and begins like a sentence", async () => {
  const status = states["other hazards beside floods"];
  const open = await look({ status, viewport: WALL, query: "?lang=en" });
  const sizes = (await stylesOf(open.page, ".says", "fontSize")).map(Number.parseFloat);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(29);
  const hillside = open.page.locator(".site", { hasText: "Ma Po Mei hillside" });
  expect(await hillside.innerText()).toMatch(/smoke, heat and a fall of humidity/i);
  const styles = "getComputedStyle(document.querySelector('.says'), '::first-letter').textTransform";
  expect(await open.page.evaluate(styles)).toBe("uppercase");
});

test("whatever can be tapped on a phone is 44 px high and wide at least", async () => {
  const open = await look({ status: states.calm, viewport: { ...PHONE, width: 320 } });
  const targets = await open.page.locator("a, button").all();
  expect(targets).toHaveLength(2);
  for (const target of targets) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});

test("nothing moves for a viewer who wants no motion", async () => {
  const open = await look({ status: states.calm });
  const [duration = ""] = await stylesOf(open.page, ".gauge-water", "transitionDuration");
  expect(Number.parseFloat(duration)).toBe(0);
});
