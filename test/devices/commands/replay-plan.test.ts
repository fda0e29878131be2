import { describe, expect, it } from "vitest";
import { prepareReplay } from "#devices/commands/replay-plan.ts";
import type { Speakers } from "#devices/commands/replay-speakers.ts";
import { speakerFor } from "#devices/replay/choose-speaker.ts";
import { readRecording } from "#devices/replay/read-recording.ts";
import { pilot } from "#test/functions/pilot-village.ts";

const NOW = Date.parse("2026-11-20T02:00:00Z");
const START = { exerciseId: "again", startedAt: NOW, speed: 60 };

const [device] = pilot.village.devices;
if (device === undefined) throw new Error("the pilot has a device");
const gauge = speakerFor(pilot.village, device, NOW);
if ("error" in gauge) throw new Error(gauge.error);
const speakers: Speakers = { of: () => gauge, all: [gauge] };

const uplink = (devEUI: string, payload: string) => ({
  devEUI,
  fCnt: 9,
  fPort: 85,
  data: Buffer.from(payload, "hex").toString("base64"),
  publishedAt: "2024-05-04T20:00:00Z",
});
const prepared = (documents: readonly unknown[]) => {
  const recording = readRecording(documents.map((document) => JSON.stringify(document)).join("\n"));
  if ("errors" in recording) throw new Error(recording.errors.join());
  return prepareReplay({ kind: "recording", recording }, speakers, START);
};

const READABLE = uplink("020000fffe000001", "01755c0382540b");

describe("a recording, ready to be replayed", () => {
  it("has nothing to say of uplinks that are all sent and read", async () => {
    expect(await prepared([READABLE])).toMatchObject({ contents: "1 uplinks", notes: [] });
  });

  it("says aloud what is left out, what goes into the quarantine, and whose counters mix", async () => {
    const plan = await prepared([
      READABLE,
      uplink("020000fffe000002", "deadbeef"),
      { devEUI: "020000fffe000001", acknowledged: true, fCnt: 9 },
      ...["a", "b", "c", "d"].map((hello) => ({ hello })),
    ]);
    expect("notes" in plan && plan.notes).toEqual([
      "Uplinks of 2 devices go out as those of 020000fffe000001: their frame counters mix.",
      "1 documents are no uplinks and are left out.",
      "4 documents cannot be read and are left out:",
      expect.stringMatching(/^ {2}document 4: no document of a known network server/),
      expect.stringMatching(/^ {2}document 5: /),
      expect.stringMatching(/^ {2}document 6: /),
      "  and 1 more",
      "1 payloads cannot be read and will go into the quarantine:",
      expect.stringMatching(/^ {2}document 2: milesight\/em500-udl cannot read the payload deadbeef: /),
    ]);
  });

  it("is refused when none of its payloads can be read", async () => {
    expect(await prepared([uplink("020000fffe000001", "deadbeef")])).toEqual({
      errors: [expect.stringMatching(/^no payload can be read: document 1: /)],
    });
  });
});
