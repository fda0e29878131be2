import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { uplinkEncoders } from "#devices/network-servers/encode-uplink.ts";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { findProfile } from "#devices/registry.ts";
import { readRecording } from "#devices/replay/read-recording.ts";
import { recordedFrames, recordingClock } from "#devices/replay/recorded-frames.ts";
import { recording } from "./real-data.ts";

const START = { exerciseId: "recorded", startedAt: Date.parse("2026-11-20T02:00:00Z"), speed: 60 };

const replayed = (path: string, profileOf: (index: number) => string) => {
  const read = readRecording(readFileSync(path, "utf8"));
  if ("errors" in read) throw new Error(read.errors.join());
  const clock = recordingClock(read, START);
  const speakerOf = (spoken: { readonly devEui: string; readonly place: string }) => {
    const profile = findProfile(profileOf(Number(spoken.place.split(" ")[1]) - 1));
    if (profile === undefined) throw new Error("no such model");
    return { devEui: spoken.devEui, profile };
  };
  const made = recordedFrames(read, speakerOf, clock);
  if ("error" in made) throw new Error(made.error);
  const sent = made.frames.map(({ document }) => {
    const parsed = parseDocument(JSON.parse(JSON.stringify(document)));
    if (parsed.kind !== "uplink") throw new Error(JSON.stringify(parsed));
    return parsed;
  });
  return { ...made, read, sent, clock };
};

const spacing = (instants: readonly number[]): readonly number[] =>
  instants.map((instant) => instant - (instants[0] ?? 0));

const envelopes = recording("lorawan/thingsboard_envelopes_dev.ndjson");

describe.skipIf(envelopes === undefined)("a replay of uplinks from three network servers", () => {
  const path = envelopes ?? "";
  const models = envelopes === undefined ? [] : readFileSync(path, "utf8").trim().split("\n");
  const profileOf = (index: number) => String(JSON.parse(models[index] ?? "{}").device).toLowerCase();

  it("sends all twelve, each from its device, spaced as they were, and every model reads its own", () => {
    const { read, sent, frames, unread, clock } = replayed(path, profileOf);
    expect(sent).toHaveLength(12);
    expect(unread).toEqual([]);
    const before = read.uplinks.map(({ uplink }) => uplink);
    expect(sent.map(({ uplink }) => uplink.payloadHex)).toEqual(before.map(({ payloadHex }) => payloadHex));
    expect(sent.map(({ uplink }) => uplink.devEui)).toEqual(before.map(({ devEui }) => devEui));
    expect(spacing(sent.map(({ uplink }) => Date.parse(uplink.receivedAt)))).toEqual(
      spacing(before.map(({ receivedAt }) => Date.parse(receivedAt))),
    );
    expect(sent.every(({ exercise }) => exercise?.exerciseId === clock.exerciseId)).toBe(true);
    for (const [index, { networkServer }] of frames.entries()) {
      const own = before[index]?.networkServer ?? "";
      expect(networkServer).toBe(own in uplinkEncoders ? own : "aws-iot-core-for-lorawan");
    }
  });
});

const doors = recording("lorawan/sainteynard32_chirpstack_v3_first300.ndjson");

describe.skipIf(doors === undefined)("a replay of 300 documents of ChirpStack v3", () => {
  it("sends every uplink once, spaced as they were, counts the others, and knows how many are copies", () => {
    const { read, sent, readings } = replayed(doors ?? "", () => "generic/opaque");
    const documents = readFileSync(doors ?? "", "utf8")
      .trim()
      .split("\n")
      .map((line): Record<string, unknown> => JSON.parse(line));
    const uplinks = documents.filter((document) => "data" in document);
    expect({ sent: sent.length, events: read.events, unreadable: read.unreadable }).toEqual({
      sent: uplinks.length,
      events: documents.length - uplinks.length,
      unreadable: [],
    });
    const stamps = uplinks.map(({ _timestamp }) => Number(_timestamp)).sort((a, b) => a - b);
    expect(spacing(sent.map(({ uplink }) => Date.parse(uplink.receivedAt)))).toEqual(spacing(stamps));
    const counters = uplinks.map(({ fCnt, data }) => `${fCnt} ${data}`);
    expect(readings).toBe(new Set(counters).size);
  });
});
