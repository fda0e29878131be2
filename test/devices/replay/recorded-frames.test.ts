import { describe, expect, it } from "vitest";
import { uplinkEncoders } from "#devices/network-servers/encode-uplink.ts";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { findProfile } from "#devices/registry.ts";
import { framesOf, replayClock } from "#devices/replay/frames.ts";
import { isRecording, type Recording, readRecording } from "#devices/replay/read-recording.ts";
import { recordedFrames, recordingClock } from "#devices/replay/recorded-frames.ts";
import { toIso } from "#shared/domain/time.ts";
import type { Uplink } from "#shared/domain/uplink.ts";
import { handedOver, replayed } from "#test/devices/traces/through-the-chain.ts";
import { GAUGE, NOW, storm } from "./story.ts";

const profile = findProfile("milesight/em500-udl");
if (profile === undefined) throw new Error("the catalogue lacks the EM500-UDL");
const LONG_AGO = Date.parse("2024-05-04T20:00:00Z");
const START = { exerciseId: "again", startedAt: NOW, speed: 60 };

const uplinkIn = (document: unknown): Uplink => {
  const parsed = parseDocument(JSON.parse(JSON.stringify(document)));
  if (parsed.kind !== "uplink") throw new Error(JSON.stringify(parsed));
  return parsed.uplink;
};

/** The uplinks of the storm of long ago, as its gauge sent them. */
const heard = (): readonly Uplink[] => {
  const clock = replayClock(storm, { exerciseId: "then", startedAt: LONG_AGO, speed: 1 });
  const made = framesOf(storm, () => ({ devEui: GAUGE, profile }), clock);
  if ("error" in made) throw new Error(made.error);
  return made.frames.map(({ document }) => uplinkIn(document));
};

const CLOCK = replayClock(storm, { exerciseId: "none", startedAt: 0, speed: 1 });
const documentIn = (server: keyof typeof uplinkEncoders, uplink: Uplink): object => ({
  ...uplinkEncoders[server](uplink, CLOCK),
  Exercise: undefined,
});
const lines = (documents: readonly unknown[]): string =>
  documents.map((document) => JSON.stringify(document)).join("\n");

const recordingOf = (text: string): Recording => {
  const recording = readRecording(text);
  if ("errors" in recording) throw new Error(recording.errors.join());
  return recording;
};

const framesIn = (text: string, speaker = { devEui: GAUGE, profile }, start = START) => {
  const recording = recordingOf(text);
  const clock = recordingClock(recording, start);
  const frames = recordedFrames(recording, () => speaker, clock);
  if ("error" in frames) throw new Error(frames.error);
  return { ...frames, clock, recording };
};

const CHIRPSTACK_V3 = {
  devEUI: GAUGE,
  fCnt: 9,
  fPort: 85,
  data: Buffer.from("01755c0382540b", "hex").toString("base64"),
  publishedAt: "2024-05-04T20:00:00Z",
  rxInfo: [{ gatewayID: "020000fffe0000a1", rssi: -92, loRaSNR: 7.5 }],
  txInfo: { frequency: 923_200_000, dr: 5 },
};

describe("a recording of network servers' documents", () => {
  it("is told from a trace by what it begins with", () => {
    expect(['{"a":1}', "\uFEFF[", "\n {"].map(isRecording)).toEqual([true, true, true]);
    expect(["time,distance\n", "# {\n", ""].map(isRecording)).toEqual([false, false, false]);
  });

  it.each(Object.keys(uplinkEncoders) as (keyof typeof uplinkEncoders)[])(
    "is sent again from now on, in the shape of its network server, payloads, copies and spacing kept: %s",
    (server) => {
      const uplinks = heard();
      const { frames, readings, clock } = framesIn(
        lines(uplinks.map((uplink) => documentIn(server, uplink))),
      );
      const again = frames.map(({ document }) => parseDocument(JSON.parse(JSON.stringify(document))));
      const shift = (instant: string) => toIso(Date.parse(instant) - LONG_AGO + NOW);
      for (const [index, parsed] of again.entries()) {
        const before = uplinks[index];
        if (parsed.kind !== "uplink" || before === undefined) throw new Error("an uplink is expected");
        expect(parsed.exercise).toEqual(clock);
        expect(parsed.uplink).toEqual({
          ...before,
          networkServer: server,
          receivedAt: shift(before.receivedAt),
        });
      }
      expect(new Set(frames.map(({ networkServer }) => networkServer))).toEqual(new Set([server]));
      expect([frames.length, readings]).toEqual([storm.length, storm.length - 1]);
    },
  );

  it("leads to the same alerts and the same history as the storm that it recorded", async () => {
    const text = lines(heard().map((uplink) => ({ document: documentIn("chirpstack-v4", uplink) })));
    const start = { exerciseId: "storm", startedAt: NOW, speed: 1 };
    const before = await replayed(storm, "storm", NOW);
    const after = await handedOver(framesIn(text, undefined, start), "storm");
    expect({ alerts: after.alerts, told: after.told }).toEqual({ alerts: before.alerts, told: before.told });
    expect([...after.ingest.history.rows.keys()]).toEqual([...before.ingest.history.rows.keys()]);
  });

  it("takes AWS's shape where its own cannot be written, and says so by its topic", () => {
    const { frames } = framesIn(lines([{ payload: CHIRPSTACK_V3 }]));
    expect(frames.map(({ networkServer }) => networkServer)).toEqual(["aws-iot-core-for-lorawan"]);
    expect(uplinkIn(frames[0]?.document)).toMatchObject({
      devEui: GAUGE,
      fCnt: 9,
      payloadHex: "01755c0382540b",
    });
  });

  it("speaks as another device when it is told to, its payloads unchanged", () => {
    const other = { devEui: "020000fffe000002", profile };
    const { frames } = framesIn(lines([CHIRPSTACK_V3]), other);
    expect(uplinkIn(frames[0]?.document)).toMatchObject({
      devEui: "020000fffe000002",
      payloadHex: "01755c0382540b",
    });
    expect(frames[0]?.uplinkId).toBe("020000fffe000002/9");
  });

  it("comes when it came, where the recorder kept that", () => {
    const held = { receivedAt: "2024-05-04T20:03:20Z", topic: "a/b", document: CHIRPSTACK_V3 };
    const { frames, clock } = framesIn(lines([held]), undefined, { ...START, speed: 1 });
    expect(uplinkIn(frames[0]?.document).receivedAt).toBe(toIso(NOW));
    expect(frames[0]?.publishAt).toBe(NOW + 200_000);
    expect(clock.traceEnd).toBeGreaterThanOrEqual(NOW + 200_000);
  });

  it("leaves out events and what cannot be read, and counts them", () => {
    const ack = { devEUI: GAUGE, acknowledged: true, fCnt: 9 };
    const recording = recordingOf(`${lines([CHIRPSTACK_V3, ack])}\nnot { json\n{"hello":"world"}\n`);
    expect(recording.uplinks.map(({ place }) => place)).toEqual(["document 1"]);
    expect(recording.events).toBe(1);
    expect(recording.unreadable).toEqual([
      "document 3: this is not JSON",
      expect.stringMatching(/^document 4: no document of a known network server/),
    ]);
  });

  it.each([
    ["{", ["document 1: this is not JSON"]],
    [lines([{ ...CHIRPSTACK_V3, publishedAt: undefined }]), ["document 1: publishedAt: a time is expected"]],
    [lines([{ devEUI: GAUGE, acknowledged: true, fCnt: 9 }]), ["there is no uplink among its documents"]],
  ])("is refused without an uplink: %s", (text, errors) => {
    expect(readRecording(text)).toEqual({ errors });
  });

  it("says which payloads the model cannot read, and is refused when it can read none", () => {
    const broken = { ...CHIRPSTACK_V3, fCnt: 10, data: Buffer.from("deadbeef", "hex").toString("base64") };
    const some = framesIn(lines([CHIRPSTACK_V3, broken]));
    expect(some).toMatchObject({ readings: 1, unread: [expect.stringMatching(/^document 2: milesight/)] });
    expect(some.frames).toHaveLength(2);
    const none = recordingOf(lines([broken]));
    expect(recordedFrames(none, () => ({ devEui: GAUGE, profile }), recordingClock(none, START))).toEqual({
      error: expect.stringMatching(
        /^no payload can be read: document 1: milesight\/em500-udl cannot read the payload deadbeef: /,
      ),
    });
  });
});
