import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "#test/browser/browser.ts";

const checkout = fileURLToPath(new URL("../../", import.meta.url));

describe("npm start -- --once, while a village office looks at the board", () => {
  let browser: Browser;
  let verdict: { readonly exitCode?: number | undefined; readonly stdout: string };
  let address: URL;
  const seen = { text: new Set<string>(), elsewhere: [] as string[], problems: [] as string[], page: "" };

  beforeAll(async () => {
    browser = await launch();
    // Whatever the shell of these tests points at, this one starts an emulator of its own.
    const storm = execa("npm", ["start", "--", "--once"], {
      cwd: checkout,
      reject: false,
      all: true,
      env: { AWS_ENDPOINT_URL: "" },
    });
    address = await new Promise((resolve, reject) => {
      let printed = "";
      storm.stdout.on("data", (chunk: Buffer) => {
        printed += chunk;
        const found = /Board: (http\S+)\s/.exec(printed)?.[1];
        if (found !== undefined) resolve(new URL(found));
      });
      void storm.then(({ all, stdout }) => reject(new Error(`no board was served:\n${all ?? stdout}`)));
    });
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== address.origin) seen.elsewhere.push(request.url());
    });
    page.on("pageerror", (error) => seen.problems.push(error.message));
    await page.goto(address.href);
    const look = async () => {
      for (const text of await page.locator(".site").allInnerTexts()) seen.text.add(text);
      seen.page = await page.locator("body").innerText();
    };
    const watching = setInterval(() => void look().catch((error) => seen.problems.push(String(error))), 500);
    verdict = await storm;
    clearInterval(watching);
  });
  afterAll(() => browser.close());

  const everSeen = (pattern: RegExp): boolean =>
    [...seen.text].some((text) => /圍頭橋/.test(text) && pattern.test(text));

  it("ends with the alerts of its ground truth: level, language, recipient, within one reading", () => {
    expect(verdict.stdout).toContain("as in the ground truth");
    expect(verdict.exitCode).toBe(0);
  });

  it("leaves nothing running", async () => {
    await expect(fetch(address)).rejects.toThrow("fetch failed");
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
    expect(seen.page).toContain("演習");
  });

  it("asks nobody else for anything, and the page has no errors", () => {
    expect(seen.elsewhere).toEqual([]);
    expect(seen.problems).toEqual([]);
  });
});
