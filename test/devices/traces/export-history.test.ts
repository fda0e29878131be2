import { describe, expect, it } from "vitest";
import { exportRequest, toldBy } from "#devices/commands/export.ts";
import { exportHistory } from "#devices/traces/export-history.ts";
import { readTrace } from "#devices/traces/read-trace.ts";
import { STORM_SEED, stormTrace } from "#devices/traces/storm.ts";
import type { Trace } from "#devices/traces/trace.ts";
import type { Observation } from "#shared/domain/observation.ts";
import { DAY_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { pilot } from "#test/functions/pilot-village.ts";
import { bridgeIn, replayed } from "./through-the-chain.ts";

const storm = stormTrace(STORM_SEED);
const START = Date.parse("2026-09-08T20:00:00Z");
const REQUEST = { villageId: "lam-tsuen", siteId: "wai-tau-bridge", from: START, to: START + DAY_MS };
const told = toldBy(pilot.village);

const textOf = async (
  read: (from: number, to: number) => Promise<readonly Observation[]>,
  request = REQUEST,
  known = told,
) => {
  const trace = await exportHistory(request, read, known, START + DAY_MS);
  if (trace === undefined) return undefined;
  const pieces: string[] = [];
  for await (const piece of trace.pieces) pieces.push(piece);
  return { ...trace, text: pieces.join("") };
};

const traceIn = (text: string): Trace => {
  const read = readTrace(text);
  if ("errors" in read) throw new Error(read.errors.join("\n"));
  return read.trace;
};

const row = (minute: number, more: Partial<Observation> = {}): Observation => ({
  siteId: "wai-tau-bridge",
  devEui: "020000fffe000001",
  observedAt: START + minute * MINUTE_MS,
  receivedAt: START + minute * MINUTE_MS + 400,
  values: { distance: 2.8, water_level: 0.4 },
  flags: { distance: 1 },
  late: false,
  fCnt: minute,
  ...more,
});
const among = (rows: readonly Observation[]) => async (from: number, to: number) =>
  rows.filter(({ observedAt }) => from <= observedAt && observedAt < to);

describe("the history of a storm that was replayed", () => {
  it("leads to the same alerts, told to the same people, when it is exported and replayed", async () => {
    const before = await replayed(storm, "storm", START);
    expect(before.alerts.map(({ level }) => level)).toEqual([
      "advisory",
      "warning",
      "danger",
      "warning",
      "advisory",
      "normal",
    ]);
    const list = before.ingest.history.list;
    const exported = await textOf((from, to) => list(bridgeIn("storm"), from, to));
    const trace = traceIn(exported?.text ?? "");
    expect(trace).toHaveLength(storm.length - 1);
    const after = await replayed(trace, "again", START + DAY_MS);
    expect({ alerts: after.alerts, told: after.told }).toEqual({ alerts: before.alerts, told: before.told });
  });
});

describe("an exported trace", () => {
  it("says where it comes from, what was left out and what was doubted", async () => {
    const rows = [row(0), row(1, { flags: { distance: 3 } }), row(2, { flags: { distance: 4 } })];
    expect((await textOf(among(rows)))?.text).toBe(
      [
        "# The history of wai-tau-bridge in lam-tsuen, from 2026-09-08T20:00:00.000Z to 2026-09-09T20:00:00.000Z, exported at 2026-09-09T20:00:00.000Z.",
        "# 3 readings. Copies, lost frames and events are not among them. Times are UTC.",
        "# Left out, as this system works it out: water_level.",
        "# Values that were flagged suspect or failed, and are kept: 2 of distance.",
        "time,received,device,fcnt,distance",
        "2026-09-08T20:00:00.000Z,2026-09-08T20:00:00.400Z,020000fffe000001,0,2.8",
        "2026-09-08T20:01:00.000Z,2026-09-08T20:01:00.400Z,020000fffe000001,1,2.8",
        "2026-09-08T20:02:00.000Z,2026-09-08T20:02:00.400Z,020000fffe000001,2,2.8",
        "",
      ].join("\n"),
    );
  });

  it("has a column for each quantity that occurs, of whatever device; of an unknown one all is kept", async () => {
    const weather = row(1, { devEui: "020000fffe0000ff", values: { pm2_5: 12.5, water_level: 1 } });
    const text = (await textOf(among([row(0), weather])))?.text ?? "";
    expect(traceIn(text).map(({ values }) => values)).toEqual([
      { distance: 2.8 },
      { water_level: 1, pm2_5: 12.5 },
    ]);
  });

  it("counts rows that told nothing, and is none when there is nothing else", async () => {
    const silent = row(1, { values: {} });
    expect(await textOf(among([row(0), silent]))).toMatchObject({ readings: 1, empty: 1 });
    expect(await textOf(among([silent]))).toBeUndefined();
  });

  it("says which quantity came while it was written, and has no column", async () => {
    const rows = [row(0)];
    const trace = await exportHistory(REQUEST, async (from, to) => among(rows)(from, to), told, START);
    rows.push(row(1, { values: { distance: 2.9, battery_level: 90 } }));
    let text = "";
    for await (const piece of trace?.pieces ?? []) text += piece;
    expect([...(trace?.missed ?? [])]).toEqual(["battery_level"]);
    expect(traceIn(text)).toHaveLength(2);
  });

  it("never holds more than a day of rows, however many there are", async () => {
    const days = 80;
    let most = 0;
    const everyMinute = async (from: number, to: number): Promise<readonly Observation[]> => {
      const count = Math.ceil((to - from) / MINUTE_MS);
      most = Math.max(most, count);
      return Array.from({ length: count }, (_, minute) => row((from - START) / MINUTE_MS + minute));
    };
    const trace = await exportHistory({ ...REQUEST, to: START + days * DAY_MS }, everyMinute, told, START);
    let lines = 0;
    for await (const piece of trace?.pieces ?? []) lines += piece.startsWith("#") ? 0 : 1;
    expect({ lines, readings: trace?.readings, most }).toEqual({
      lines: days * 1440,
      readings: days * 1440,
      most: 1440,
    });
  });
});

describe("what is asked of an export", () => {
  const options = {
    site: "wai-tau-bridge",
    village: "lam-tsuen",
    stage: "pilot",
    from: "2026-09-08T22:30:00+08:00",
    to: "2026-09-09T00:00:00+08:00",
  };

  it("is a site and a time", () => {
    const asked = exportRequest({ ...options, exercise: "storm" });
    expect(asked).toMatchObject({ siteId: "wai-tau-bridge", villageId: "lam-tsuen", exerciseId: "storm" });
    expect("from" in asked && [toIso(asked.from), toIso(asked.to)]).toEqual([
      "2026-09-08T14:30:00.000Z",
      "2026-09-08T16:00:00.000Z",
    ]);
  });

  it.each([
    [{ from: "yesterday" }, '--from: "yesterday" is no instant like 2026-09-08T15:41:00Z'],
    [{ to: "2026-09-09" }, '--to: "2026-09-09" is no instant like'],
    [{ to: options.from }, "--to: 2026-09-08T22:30:00+08:00 is not later than --from"],
    [{ exercise: "The Storm" }, '--exercise: "The Storm" is none; an id is 1-40 of a-z, 0-9 and -'],
  ])("is refused with its option: %j", (wrong, sentence) => {
    expect(exportRequest({ ...options, ...wrong })).toEqual({ error: expect.stringContaining(sentence) });
  });
});
