import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { buildBoard } from "#dashboards/board/build/build.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { NOW } from "#test/dashboards/board/statuses.ts";
import { type BoardServer, serveBoard } from "./board-server.ts";
import { launch } from "./browser.ts";

export const WALL = { width: 1920, height: 1080 };
export const PHONE = { width: 360, height: 740 };

export interface BoardOptions {
  /** Undefined: nothing is published. */
  readonly status: VillageStatus | string | undefined;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** `?lang=en`, or whatever else. */
  readonly query?: string;
  /** Where the document lies. */
  readonly key?: string;
  readonly prefix?: string;
  /** How fast the viewer's clock is, ms. */
  readonly deviceAheadMs?: number;
  readonly colorScheme?: "light" | "dark";
}

/** A board as one viewer has it before them. Both clocks, the viewer's and the server's, stand still until `pass` moves them. */
export interface OpenBoard {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: BoardServer;
  /** Every address asked for. */
  readonly requests: readonly string[];
  /** Errors of the page and its console. */
  readonly problems: readonly string[];
  readonly pass: (minutes: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A computed style property, of every element that a selector finds. */
export const stylesOf = (page: Page, selector: string, property: string): Promise<readonly string[]> =>
  page.evaluate(
    `Array.from(document.querySelectorAll(${JSON.stringify(selector)}), (node) => getComputedStyle(node)[${JSON.stringify(property)}])`,
  );

export interface Room {
  readonly open: (options: BoardOptions) => Promise<OpenBoard>;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

const POLL_MS = 5_000;

const openBoard = async (browser: Browser, folder: string, options: BoardOptions): Promise<OpenBoard> => {
  const { viewport = WALL, query = "", deviceAheadMs = 0, prefix = "/village-watch-board/" } = options;
  const server = await serveBoard(folder, prefix, NOW);
  server.put(options.key ?? "villages/lam-tsuen/status.json", options.status);
  const context = await browser.newContext({
    viewport,
    reducedMotion: "reduce",
    colorScheme: options.colorScheme ?? "light",
    timezoneId: "Europe/London",
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  await page.clock.install({ time: NOW + deviceAheadMs - 1_000 });
  await page.clock.pauseAt(NOW + deviceAheadMs);
  await page.goto(`${server.url}${query}`);
  await page.locator(".site, .notice").first().waitFor();
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  let now = NOW;
  return {
    page,
    context,
    server,
    requests,
    problems,
    pass: async (minutes) => {
      const until = now + minutes * MINUTE_MS;
      while (now < until) {
        now = Math.min(until, now + POLL_MS);
        server.setClock(now);
        await page.clock.runFor(POLL_MS);
      }
    },
    close: async () => {
      await context.close();
      await server.close();
    },
  };
};

/** A browser and a freshly built board, for one file of tests. */
export const openRoom = async (): Promise<Room> => {
  const folder = await mkdtemp(join(tmpdir(), "village-watch-board-"));
  const [browser] = await Promise.all([launch(), buildBoard(folder)]);
  return {
    folder,
    open: (options) => openBoard(browser, folder, options),
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
