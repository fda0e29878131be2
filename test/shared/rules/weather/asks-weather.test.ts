import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { nothingHeard } from "#shared/domain/weather.ts";
import { HAZARDS } from "#shared/rules/hazard-list.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { weatherOver } from "#shared/rules/weather/weather-over.ts";
import { pilot } from "#test/functions/pilot-village.ts";

const folderOf = (hazard: string): string =>
  fileURLToPath(new URL(`../../../../shared/rules/${hazard.replaceAll("_", "-")}/`, import.meta.url));

const readsWeather = (hazard: string): boolean =>
  readdirSync(folderOf(hazard))
    .filter((file) => file.endsWith(".ts"))
    .some((file) =>
      /surroundings\.weather\b|\bweather\b[^;]*= surroundings\b|\bweather\b[^)]*: Surroundings\b/.test(
        readFileSync(`${folderOf(hazard)}${file}`, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""),
      ),
    );

describe.each(HAZARDS.map(({ rule }) => rule))("the rule for $hazard", ({ hazard, asksWeather }) => {
  it("asks for the weather where its code reads it: otherwise it would never see any", () => {
    expect(asksWeather === true).toBe(readsWeather(hazard));
  });
});

describe("the context of a site", () => {
  it("has the weather of its village, and is none where the village has no such site", () => {
    expect(siteContextOf(pilot.village, "wai-tau-bridge", nothingHeard)?.weather).toBe(nothingHeard);
    expect(siteContextOf(pilot.village, "elsewhere", nothingHeard)).toBeUndefined();
  });
});

describe("a village whose rules heed no weather, or none now", () => {
  it("costs no look at it", async () => {
    const nobodyAsks = { of: () => Promise.reject(new Error("nobody asks")) };
    const drill = { exerciseId: "drill-1", traceStart: 0, startedAt: 0, speed: 1 };
    expect(await weatherOver({ ...pilot.village, sites: [] }, undefined, nobodyAsks)).toEqual({});
    expect(await weatherOver(pilot.village, drill, nobodyAsks)).toEqual({});
  });
});
