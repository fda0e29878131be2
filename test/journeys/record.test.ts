import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportTrace } from "#devices/commands/export.ts";
import { record } from "#devices/commands/record.ts";
import { replay } from "#devices/commands/replay.ts";
import { EVERY_UPLINK_TOPIC } from "#devices/network-servers/uplink-topic.ts";
import { readRecording } from "#devices/replay/read-recording.ts";
import { readTrace } from "#devices/traces/read-trace.ts";
import type { Trace } from "#devices/traces/trace.ts";
import { MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { journey, openStage } from "./replay-journey.ts";

/** No rule of the stacks hears it. */
const HELLO = "journeys/hello";
const SITE = "wai-tau-bridge";
const TRACE: Trace = [
  { atMs: 0, values: { distance: 2.9, battery_level: 97 }, transmission: "once" },
  { atMs: 60_000, values: { distance: 2.89, battery_level: 97 }, transmission: "twice" },
];

describe("what a stage has heard", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "heard-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("is recorded as it came by MQTT, of whatever network server, and exported as the history has it", async () => {
    const stage = await openStage();
    const out = join(folder, "heard.ndjson");
    const stop = new AbortController();
    const recording = record({ topic: [EVERY_UPLINK_TOPIC, HELLO], out }, () => stop.signal);
    const kept = () => readFile(out, "utf8").catch(() => "");
    // Whoever listens is told so by the first that it hears.
    const iot = new IoTDataPlaneClient(stage.endpoint.client);
    const hello = new PublishCommand({ topic: HELLO, payload: Buffer.from("{}") });
    for (const deadline = Date.now() + 30_000; (await kept()) === "" && Date.now() < deadline; ) {
      await iot.send(hello);
      await pause(200);
    }
    const passed = await journey(stage, TRACE, {
      siteId: SITE,
      exerciseId: `heard-${Date.now()}`,
      speed: 60,
    });
    stop.abort();
    expect(await recording).toMatchObject({ troubles: [] });
    const read = readRecording(await kept());
    if ("errors" in read) throw new Error(read.errors.join());
    // A canary may sing meanwhile.
    const ours = read.uplinks.filter(({ devEui }) => devEui === passed.speaker.devEui);
    expect(ours.map(({ uplink }) => uplink.fCnt)).toEqual([1, 2, 2]);

    const again = await replay(out, {
      speed: 600,
      device: passed.speaker.devEui,
      village: "lam-tsuen",
      via: "iot",
      stage: "pilot",
      quiet: true,
    });
    expect(again.troubles).toEqual([]);
    expect(again.notes?.join()).toContain("documents cannot be read and are left out");

    const csv = join(folder, "heard.csv");
    const { traceStart } = passed.clock;
    const exported = await exportTrace({
      site: SITE,
      village: "lam-tsuen",
      from: toIso(traceStart),
      to: toIso(traceStart + 5 * MINUTE_MS),
      exercise: passed.exerciseId,
      out: csv,
      stage: "pilot",
    });
    expect(exported).toMatchObject({ troubles: [], notes: [expect.stringMatching(/^2 readings in /)] });
    const trace = readTrace(await readFile(csv, "utf8"));
    expect(
      "trace" in trace && trace.trace.map(({ atMs, values, fCnt }) => [atMs - traceStart, values, fCnt]),
    ).toEqual([
      [0, { distance: 2.9, battery_level: 97 }, 1],
      [60_000, { distance: 2.89, battery_level: 97 }, 2],
    ]);
  });
});
