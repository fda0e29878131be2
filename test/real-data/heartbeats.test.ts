import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { DAY_MS, type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { deviceOf, type HeardFrame, watchWorld } from "#test/functions/watch-services.ts";
import { recording } from "./real-data.ts";

const devEui = "020000fffe000032";

const framesOf = (
  path: string,
  read: (row: Record<string, string>) => HeardFrame,
): readonly (HeardFrame & { readonly devEui: string })[] => {
  const rows: readonly Record<string, string>[] = parse(readFileSync(path, "utf8"), { columns: true });
  return rows
    .map((row) => ({ devEui, ...read(row) }))
    .filter(({ fCnt }) => Number.isInteger(fCnt))
    .toSorted((a, b) => a.observedAt - b.observedAt);
};

const days = (from: EpochMs, to: EpochMs): number => (to - from) / DAY_MS;

describe("half a year of a room sensor in Grenoble that fell silent three times", () => {
  const path = recording("lorawan/tourperret_elsys_ems_2023-01_06.csv");
  const heartbeatMs = 2 * 30 * MINUTE_MS;

  it.skipIf(path === undefined).each(["due", "every minute"] as const)(
    "gives three notices, each within two heartbeats, and three recoveries: watched %s",
    async (runs) => {
      const frames = framesOf(path ?? "", ({ t_utc = "", fcnt }) => ({
        observedAt: Date.parse(t_utc),
        fCnt: Number(fcnt),
      }));
      const start = (frames[0]?.observedAt ?? 0) - MINUTE_MS;
      const { live, told } = watchWorld([deviceOf(devEui, 1800)], start);
      await live(frames, frames.at(-1)?.observedAt ?? 0, runs);
      expect(told.map(({ change, finding }) => `${change} ${finding.kind}`)).toEqual([
        ...["opened silent_device", "closed silent_device"],
        ...["opened silent_device", "closed silent_device"],
        ...["opened silent_device", "closed silent_device"],
      ]);
      const opened = told.filter(({ change }) => change === "opened");
      for (const { finding, at } of opened) expect(at - finding.since).toBeLessThanOrEqual(2 * heartbeatMs);
      const closed = told.filter(({ change }) => change === "closed");
      expect(closed.map(({ at, finding }) => Math.round(2 * days(finding.since, at)) / 2)).toEqual([
        48.5, 9.5, 48.5,
      ]);
    },
    120_000,
  );
});

describe("a summer of a sensor on a mountain whose link lost a third of its frames", () => {
  const path = recording("lorawan/sainteynard32_uplinks_2023-06_09.csv");

  it.skipIf(path === undefined)("is told as a bad link, not as a flood of silences", async () => {
    const frames = framesOf(path ?? "", ({ t_utc = "", fCnt = "x", dr, best_rssi, best_snr }) => ({
      observedAt: Date.parse(t_utc),
      fCnt: fCnt === "" ? Number.NaN : Number(fCnt),
      dataRate: Number(dr),
      gateways: [{ id: "gateway-1", rssi: Number(best_rssi), snr: Number(best_snr) }],
    }));
    const start = (frames[0]?.observedAt ?? 0) - MINUTE_MS;
    const end = frames.at(-1)?.observedAt ?? 0;
    const { live, told, services } = watchWorld([deviceOf(devEui, 600)], start);
    const losses = { expected: 0, lost: 0 };
    const { write } = services.devices;
    const seenDays = new Set<number>();
    services.devices.write = async (id, record, before) => {
      for (const { day, link } of record.health.days) {
        if (seenDays.has(day)) continue;
        seenDays.add(day);
        losses.expected += link.expected;
        losses.lost += link.lost;
      }
      return write(id, record, before);
    };
    await live(frames, end);
    const of = (kind: string) => told.filter(({ finding }) => finding.kind === kind);
    // By all counters 31.7 % were lost; gaps of more than two hours count as silences here.
    expect(100 * (losses.lost / losses.expected)).toBeGreaterThan(30);
    expect(100 * (losses.lost / losses.expected)).toBeLessThan(33);
    const [opened, closed] = of("link_loss");
    expect(opened?.at).toBeLessThan(start + 3 * DAY_MS);
    // What it says at its end agrees with the first and the last counter of the time it was open.
    const from = (opened?.finding.since ?? 0) - 3 * DAY_MS;
    const counted = frames.filter(({ observedAt }) => from <= observedAt && observedAt < (closed?.at ?? 0));
    const sent = (counted.at(-1)?.fCnt ?? 0) - (counted[0]?.fCnt ?? 0);
    const lossPercent = 100 * (1 - (counted.length - 1) / sent);
    expect(closed?.finding).toMatchObject({
      kind: "link_loss",
      lossPercent: expect.closeTo(lossPercent, -0.5),
    });
    expect(of("link_margin").map(({ change }) => change)).toEqual(["opened"]);
    // 784 gaps are longer than one and a half heartbeats: eight a day.
    expect(of("silent_device").filter(({ change }) => change === "opened").length).toBeLessThanOrEqual(
      days(start, end) / 6,
    );
    expect(new Set(told.map(({ finding }) => finding.kind))).toEqual(
      new Set(["link_loss", "link_margin", "silent_device"]),
    );
  });
});
