import { describe, expect, it } from "vitest";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { findProfile } from "#devices/registry.ts";
import { framesOf, replayClock } from "#devices/replay/frames.ts";
import type { Trace } from "#devices/traces/trace.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import { uplinkIdentity } from "#shared/domain/uplink.ts";
import { GAUGE, NOW, storm } from "./story.ts";

const profile = findProfile("milesight/em500-udl");
if (profile === undefined) throw new Error("the catalogue lacks the EM500-UDL");
const speaker = { devEui: GAUGE, profile };
const clockOf = (trace: Trace, speed = 60) =>
  replayClock(trace, { exerciseId: "storm", startedAt: NOW, speed });

const sendAll = (trace: Trace, speed?: number) => {
  const clock = clockOf(trace, speed);
  const sent = framesOf(trace, () => speaker, clock);
  if ("error" in sent) throw new Error(sent.error);
  const heard = sent.frames.map(({ document }) => {
    const parsed = parseDocument(JSON.parse(JSON.stringify(document)));
    if (parsed.kind !== "uplink") throw new Error(JSON.stringify(parsed));
    return parsed;
  });
  return { ...sent, clock, heard };
};

describe("the frames of a replay", () => {
  it("carry the storm from the first reading to the last, and the clock of the exercise in each", () => {
    const { heard, clock } = sendAll(storm);
    expect(heard).toHaveLength(storm.length);
    for (const { exercise } of heard) expect(exercise).toEqual(clock);
    const told = profile.decodeUplink(Buffer.from(heard[7]?.uplink.payloadHex ?? "", "hex"), 85).measurements;
    expect(told).toEqual([
      { quantity: "battery_level", value: 97 },
      { quantity: "distance", value: storm[7]?.values.distance },
    ]);
  });

  it("begin now and keep the spacing of their readings, whatever the speed", () => {
    for (const speed of [1, 7, 180]) {
      const { frames, heard } = sendAll(storm, speed);
      expect(heard[0]?.uplink.receivedAt).toBe("2026-11-20T02:00:00.000Z");
      expect(heard[1]?.uplink.receivedAt).toBe("2026-11-20T02:01:00.000Z");
      expect(frames[1]?.publishAt).toBe(NOW + Math.ceil(60_000 / speed));
    }
  });

  it("are never ahead of their exercise's clock: a reading of the future would be moved", () => {
    for (const speed of [1, 3, 7, 59.9, 333]) {
      const { frames, heard, clock } = sendAll(storm, speed);
      for (const [index, { publishAt }] of frames.entries()) {
        const receivedAt = Date.parse(heard[index]?.uplink.receivedAt ?? "");
        expect(nowFor(clock, publishAt)).toBeGreaterThanOrEqual(receivedAt);
      }
    }
  });

  it("leave out the lost one but count it, and send the repeated one twice as the same frame, heard elsewhere", () => {
    const { frames, heard, lost, readings } = sendAll(storm);
    expect(lost).toBe(1);
    expect(readings).toBe(storm.length - 1);
    expect(frames.map(({ uplinkId }) => uplinkId)).not.toContain(`${GAUGE}/68`);
    const copies = heard.filter((_, index) => frames[index]?.uplinkId === `${GAUGE}/74`);
    expect(copies).toHaveLength(2);
    const [first, second] = copies.map(({ uplink }) => uplink);
    if (first === undefined || second === undefined) throw new Error("two copies are expected");
    expect(uplinkIdentity(second)).toBe(uplinkIdentity(first));
    expect(second.receivedAt).not.toBe(first.receivedAt);
    expect(second.gateways).not.toEqual(first.gateways);
  });

  it("count each device for itself", () => {
    const trace: Trace = [
      { atMs: 0, devEui: "020000fffe000001", values: { distance: 1 }, transmission: "once" },
      { atMs: 0, devEui: "020000fffe000002", values: { distance: 1 }, transmission: "once" },
      { atMs: 60_000, devEui: "020000fffe000001", values: { distance: 1 }, transmission: "once" },
    ];
    const sent = framesOf(trace, ({ devEui = "" }) => ({ devEui, profile }), clockOf(trace));
    expect("frames" in sent && sent.frames.map(({ uplinkId }) => uplinkId)).toEqual([
      "020000fffe000001/1",
      "020000fffe000002/1",
      "020000fffe000001/2",
    ]);
  });

  it("are refused with the reading that the device could never tell", () => {
    const trace: Trace = [storm[0], { ...storm[0], values: { distance: 61 } }];
    expect(framesOf(trace, () => speaker, clockOf(trace))).toEqual({
      error: "reading 2 of the trace: distance: 61 cannot be told by this model",
    });
  });

  it("are refused by line and column where the model has no such quantity", () => {
    const trace: Trace = [storm[0], { ...storm[0], values: { pm2_5: 3 } }];
    expect(
      framesOf(
        trace,
        () => speaker,
        clockOf(trace),
        (index) => `line ${index + 2}`,
      ),
    ).toEqual({
      error: expect.stringMatching(
        /^line 3, pm2_5: milesight\/em500-udl cannot tell it; it tells battery_level, /,
      ),
    });
  });

  it("speak in the codec of whoever speaks, whatever it measures", () => {
    const station = findProfile("milesight/em300-th");
    if (station === undefined) throw new Error("the catalogue lacks the EM300-TH");
    const values = { air_temperature: 31.5, relative_humidity: 20 };
    const trace: Trace = [{ atMs: 0, values, transmission: "once" }];
    const sent = framesOf(trace, () => ({ devEui: GAUGE, profile: station }), clockOf(trace));
    const [frame] = "frames" in sent ? sent.frames : [];
    const parsed = parseDocument(frame?.document);
    if (parsed.kind !== "uplink") throw new Error("an uplink is expected");
    const told = station.decodeUplink(Buffer.from(parsed.uplink.payloadHex, "hex"), undefined).measurements;
    expect(Object.fromEntries(told.map(({ quantity, value }) => [quantity, value]))).toEqual(values);
  });

  it("keep the trace's own counters, make none up beside them, and come when they came", () => {
    const [first] = storm;
    const trace: Trace = [
      { ...first, transmission: "twice", fCnt: 65_535 },
      { ...first, atMs: first.atMs + 60_000, transmission: "twice" },
      { ...first, atMs: first.atMs + 60_000, fCnt: 0, receivedAtMs: first.atMs + 260_000 },
    ];
    const { frames, heard, readings, clock } = sendAll(trace, 1);
    expect(readings).toBe(3);
    expect(frames.map(({ uplinkId }) => uplinkId)).toEqual(
      [65_535, 65_535, -1, -1, 0].map((n) => `${GAUGE}/${n}`),
    );
    const identities = heard.map(({ uplink }) => uplinkIdentity(uplink));
    expect(new Set(identities).size).toBe(3);
    expect(heard[4]?.uplink.receivedAt).toBe("2026-11-20T02:01:00.000Z");
    expect(frames[4]?.publishAt).toBe(NOW + 260_000);
    expect(clock.traceEnd).toBeGreaterThanOrEqual(NOW + 260_000);
  });
});
