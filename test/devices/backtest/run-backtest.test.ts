import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { addresseesOf } from "#devices/backtest/addressees.ts";
import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import type { BacktestSetup } from "#devices/backtest/backtest-setup.ts";
import { type BacktestOptions, runBacktest } from "#devices/backtest/run-backtest.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import { parseVillageFile } from "#devices/commands/village-file.ts";
import { readTrace } from "#devices/traces/read-trace.ts";
import { timeOf, truthSchema } from "#devices/traces/truth.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { depth, depths, flood, GAUGE, minute, road, SPARE } from "./lam-kam-road.ts";

const floodAt = (
  setup: BacktestSetup,
  rows: readonly SeriesRow[],
  options?: BacktestOptions,
): HazardResult => {
  const [hazard] = runBacktest(setup, rows, options).sites[0]?.hazards ?? [];
  if (hazard === undefined) throw new Error("the road is watched for floods");
  return hazard;
};

const levels = ({ alerts }: HazardResult) => alerts.map(({ alert }) => `${alert.messageType} ${alert.level}`);

const read = (path: string) => readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), "utf8");

describe("a recording played back", () => {
  it("the bundled storm alerts as its ground truth says: each level, when, to whom, in which language", async () => {
    const file = parseVillageFile(await read("cdk/config/pilot.yaml"));
    const trace = readTrace(await read("devices/traces/storm-at-wai-tau.csv"));
    const truth = truthSchema.parse(JSON.parse(await read("devices/traces/storm-at-wai-tau.truth.json")));
    if (!("village" in file) || !("trace" in trace)) throw new Error("both are well formed");
    const { recipients, ...village } = file.village;
    const rows = trace.trace
      .filter(({ transmission }) => transmission !== "lost")
      .map(({ atMs, devEui = "", values }): SeriesRow => ({ devEui, observedAt: atMs, values }));
    const result = runBacktest({ village, addressees: addresseesOf(recipients) }, rows);
    const told = result.sites
      .flatMap(({ hazards }) => hazards)
      .flatMap(({ alerts }) => alerts)
      .map(({ alert: { level, messageType, transitionAt }, notifications }) => ({
        level,
        messageType,
        at: transitionAt,
        recipients: notifications.map(({ recipientId, channel, language }) => ({
          recipientId,
          channel,
          language,
        })),
      }));
    expect(told.map(({ at: _, ...rest }) => rest)).toEqual(truth.map(({ time: _, ...rest }) => rest));
    for (const [index, expected] of truth.entries()) {
      expect(Math.abs((told[index]?.at ?? 0) - timeOf(expected))).toBeLessThanOrEqual(MINUTE_MS);
    }
  });

  it("says how long before each threshold the public knew", () => {
    const { alarms, forecasts } = floodAt(road(), depths(flood(0.36, 0.02)));
    expect(alarms).toHaveLength(1);
    const [alarm] = alarms;
    expect(alarm?.highest).toBe("danger");
    const leads = alarm?.leadTimes.map(({ level, leadMinutes }) => [level, leadMinutes]);
    // 10 cm at minute 9, 20 cm at 14, 30 cm at 19: water that has risen for ten minutes is foreseen for seven.
    expect(alarm?.leadTimes.map(({ reachedAt }) => reachedAt)).toEqual([minute(9), minute(14), minute(19)]);
    expect(leads?.[2]?.[1]).toBeGreaterThanOrEqual(5);
    expect(forecasts.length).toBeGreaterThan(5);
    expect(forecasts.every(({ inMinutes }) => inMinutes >= 0)).toBe(true);
  });

  it("ends the alarm, tells everyone who was told, and counts what the text messages cost", () => {
    const result = runBacktest(road(), depths(flood(0.36, 0.02)));
    const [hazard] = result.sites[0]?.hazards ?? [];
    const last = hazard?.alerts.at(-1);
    expect(last?.alert).toMatchObject({ level: "normal", messageType: "Cancel" });
    expect(last?.notifications.map(({ recipientId, channel }) => `${recipientId} ${channel}`)).toEqual([
      "dsd sms",
      "dsd email",
      "chan sms",
      "smith sms",
      "fsd sms",
    ]);
    expect(last?.withheld).toEqual([{ recipientId: "lee", reason: "no_consent" }]);
    expect(hazard?.alarms[0]?.to).toBe(last?.alert.transitionAt);
    const texts = hazard?.alerts.flatMap(({ notifications }) => notifications) ?? [];
    const messages = texts.filter(({ channel }) => channel === "sms").length;
    expect(result.sms.messages).toBe(messages);
    expect(result.sms.parts).toBeGreaterThanOrEqual(messages);
  });

  it("a site in alarm whose gauge is lost is blind, and stays in alarm", () => {
    const rising = depths(flood(0.36, 0.02).slice(0, 24));
    const still = floodAt(road(), rising);
    expect(still.blind).toEqual([]);
    const later = floodAt(road(), rising, { until: minute(24 + 60) });
    expect(later.blind).toEqual([{ from: minute(23 + 5), level: "danger" }]);
    expect(later.alarms[0]?.to).toBeUndefined();
    const back = floodAt(road(), [...rising, depth(60, 0)]);
    expect(back.blind).toEqual([{ from: minute(23 + 5), to: minute(60), level: "danger" }]);
  });

  it("a reading that comes an hour late moves nobody, and a fresh one brings out what it held back", () => {
    const late = { ...depth(2, 0.35), receivedAt: minute(57) };
    const held = floodAt(road(), [depth(0, 0.04), late]);
    expect(held.alerts).toEqual([]);
    expect(held.heldBack).toBe("late");
    expect(held.transitions.map(({ to }) => to)).toEqual(["danger"]);
    const fresh = floodAt(road(), [depth(0, 0.04), late, depth(58, 0.35)]);
    expect(levels(fresh)).toEqual(["Alert danger"]);
    expect(fresh.alerts[0]?.alert.sent).toBe(minute(58));
    expect(fresh.heldBack).toBeUndefined();
  });

  it("counts rows that say the same twice, rows of nobody's gauge, and rows that came when their window had passed", () => {
    const twice = [depth(0, 0.01), depth(0, 0.01), depth(1, 0.02)];
    const stranger = depth(2, 0.5, { devEui: "020000fffe0000ff" });
    const old = { ...depth(3, 0.5), receivedAt: minute(200) };
    const steady = Array.from({ length: 190 }, (_, index) => depth(4 + index, 0.02));
    const result = runBacktest(road(), [...twice, stranger, ...steady, old]);
    expect(result).toMatchObject({ rows: 195, duplicates: 1, unplaced: 1, passed: 1 });
    expect(result.sites[0]?.hazards[0]?.alerts).toEqual([]);
  });

  it("flags an echo as suspect, tells nobody, and keeps it apart from the good readings", () => {
    const levelsM = Array.from({ length: 40 }, (_, index) => (index === 20 ? 1.9 : 0.02));
    const result = runBacktest(road(), depths(levelsM));
    expect(result.sms.messages).toBe(0);
    expect(result.sites[0]?.flags).toEqual({ distance: { 1: 39, 3: 1 }, water_level: { 1: 39, 3: 1 } });
    expect(result.sites[0]?.readings).toEqual([
      { devEui: GAUGE, observedAt: minute(20), quantity: "distance", value: 1.1, flag: 3, isDerived: false },
      {
        devEui: GAUGE,
        observedAt: minute(20),
        quantity: "water_level",
        value: 1.9,
        flag: 3,
        isDerived: true,
      },
    ]);
  });

  it("keeps every reading where they are to be drawn", () => {
    const result = runBacktest({ ...road(), keepReadings: true }, depths(flood(0.36, 0.02)));
    const drawn = result.sites[0]?.readings.filter(({ quantity }) => quantity === "water_level");
    expect(drawn).toHaveLength(flood(0.36, 0.02).length);
  });

  it("two gauges of one site that report at the same instants raise one alarm", () => {
    const rows = flood(0.36, 0.02).flatMap((depthM, index) => [
      depth(index, depthM),
      depth(index, depthM - 0.01, { devEui: SPARE }),
    ]);
    const hazard = floodAt(road(), rows);
    expect(hazard.alarms).toHaveLength(1);
    expect(levels(hazard)[0]).toMatch(/^Alert/);
    expect(levels(hazard).at(-1)).toBe("Cancel normal");
  });

  it("an empty recording is no alarm and no error", () => {
    expect(runBacktest(road(), [])).toMatchObject({ rows: 0, sms: { messages: 0, parts: 0 } });
  });
});
