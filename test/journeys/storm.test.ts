import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launch } from "#test/browser/browser.ts";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
const EXERCISE = `storm-${Date.now()}`;
const STORM = "devices/traces/storm-at-wai-tau";
/** As `npm start`: three uplinks a second. */
const SPEED = "180";

describe("the bundled storm, replayed by the command line while a village office looks at the board", () => {
  let browser: Browser;
  let verdict: { readonly exitCode?: number | undefined; readonly stdout: string };
  const seen = { text: new Set<string>(), elsewhere: [] as string[], problems: [] as string[], exercise: "" };

  beforeAll(async () => {
    browser = await launch();
    const replay = execa(
      "node",
      [
        ...["devices/village.ts", "replay", `${STORM}.csv`, "--site", "wai-tau-bridge", "--speed", SPEED],
        ...["--exercise-id", EXERCISE, "--expect", `${STORM}.truth.json`],
      ],
      { cwd: checkout, preferLocal: true, reject: false, env: { AWS_ENDPOINT_URL: inject("endpointUrl") } },
    );
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    const origin = new URL(inject("boardUrl")).origin;
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== origin) seen.elsewhere.push(request.url());
    });
    page.on("pageerror", (error) => seen.problems.push(error.message));
    await page.goto(`${inject("boardUrl")}?village=lam-tsuen&exercise=${EXERCISE}`);
    const look = async () => {
      for (const text of await page.locator(".site").allInnerTexts()) seen.text.add(text);
      seen.exercise = await page.locator("body").innerText();
    };
    const watching = setInterval(() => void look().catch((error) => seen.problems.push(String(error))), 500);
    verdict = await replay;
    clearInterval(watching);
    await look();
  });
  afterAll(() => browser.close());

  const everSeen = (pattern: RegExp): boolean =>
    [...seen.text].some((text) => /圍頭橋/.test(text) && pattern.test(text));

  it("ends with the alerts of its ground truth: level, language, recipient, within one reading", () => {
    expect(verdict.stdout).toContain("as in the ground truth");
    expect(verdict.exitCode).toBe(0);
  });

  it("shows each message as its reader gets it, with its latency", () => {
    expect(verdict.stdout).toMatch(/to villager-chan by sms in zh-HK {2}\d+\.\d\d s/);
    expect(verdict.stdout).toContain("【演習】【水浸危險】林村圍頭橋");
    expect(verdict.stdout).toMatch(/uplink to phone +p50 \d+\.\d\d s, p95 \d+\.\d\d s/);
    expect(verdict.stdout).toMatch(/143 of 143 readings in the history/);
  });

  it("climbs on the board: advisory, warning, danger, and the drain overflowing", () => {
    expect(everSeen(/留意/)).toBe(true);
    expect(everSeen(/警告/)).toBe(true);
    expect(everSeen(/危險/)).toBe(true);
    expect(everSeen(/滿溢|10\d ?%/)).toBe(true);
  });

  it("says on the board that it is an exercise", () => {
    expect(seen.exercise).toContain("演習");
  });

  it("asks nobody else for anything, and the page has no errors", () => {
    expect(seen.elsewhere).toEqual([]);
    expect(seen.problems).toEqual([]);
  });
});
