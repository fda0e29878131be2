import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRadio } from "#devices/commands/radio.ts";
import { lora } from "#devices/radio/lora-packet.ts";
import { radioKeysSchema } from "#devices/radio/radio-keys.ts";

const checkout = fileURLToPath(new URL("../../../", import.meta.url));
/** Made up, like everything that is sent here. */
const NWK = "000102030405060708090a0b0c0d0e0f";
const APP = "101112131415161718191a1b1c1d1e1f";
const OTHER = "202122232425262728292a2b2c2d2e2f";
const bytes = (hex: string): Buffer => Buffer.from(hex, "hex");
const PAYLOAD = "01756403821e00";

interface Sent {
  readonly fCnt?: number;
  readonly port?: number;
  readonly payload?: string;
  readonly type?: string;
  readonly options?: string;
}

/** A data frame of LoRaWAN 1.0, signed and encrypted with these keys. */
const frame = ({ fCnt = 7, port = 85, payload = PAYLOAD, type, options = "" }: Sent = {}): string => {
  const upper = Buffer.alloc(2);
  upper.writeUInt16LE(Math.floor(fCnt / 0x1_0000));
  const packet = lora.fromFields(
    {
      MType: type ?? "Unconfirmed Data Up",
      DevAddr: bytes("01020304"),
      FCnt: fCnt % 0x1_0000,
      FPort: port,
      FOpts: options,
      payload: bytes(payload),
    },
    bytes(APP),
    bytes(NWK),
    undefined,
    upper,
  );
  return packet.PHYPayload?.toString("hex") ?? "";
};

const session = { devAddr: "01020304", nwkSKey: NWK, appSKey: APP };
const keysOf = (...sessions: readonly object[]) => radioKeysSchema.parse({ sessions });
const read = (capture: string, keys = keysOf(session)) => {
  const { lines, troubles } = readRadio(capture, keys);
  return { frames: lines.map((line): object => JSON.parse(line)), troubles };
};

describe("village radio", () => {
  it("tells and decrypts a frame whose code is right", () => {
    expect(read(frame())).toEqual({
      troubles: [],
      frames: [
        {
          type: "data_up",
          mic: "ok",
          confirmed: false,
          devAddr: "01020304",
          fPort: 85,
          fCnt: 7,
          payloadHex: PAYLOAD,
        },
      ],
    });
  });

  it("decrypts nothing and fails when the code is wrong: a wrong key, or one bit", () => {
    const flipped = frame().replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    for (const [capture, keys] of [
      [frame(), keysOf({ ...session, nwkSKey: OTHER })],
      [flipped, keysOf(session)],
    ] as const) {
      const { frames, troubles } = read(capture, keys);
      expect(frames).toMatchObject([{ mic: "wrong", fCntLow: 7 }]);
      expect(frames[0]).not.toHaveProperty("payloadHex");
      expect(frames[0]).not.toHaveProperty("fCnt");
      expect(JSON.stringify(frames)).not.toContain(PAYLOAD);
      expect(troubles).toEqual([
        "line 1: the message integrity code (MIC) is wrong for the keys of 01020304",
      ]);
    }
  });

  it("leaves a stranger's frame, and a payload without its key, as they were sent", () => {
    const stranger = read(frame(), keysOf());
    expect(stranger.troubles).toEqual([]);
    expect(stranger.frames).toMatchObject([{ mic: "no_key", encryptedHex: expect.any(String) }]);
    expect(stranger.frames[0]).not.toHaveProperty("payloadHex");
    const { appSKey: _, ...networkOnly } = session;
    const [closed] = read(frame(), keysOf(networkOnly)).frames;
    expect(closed).toMatchObject({
      mic: "ok",
      fCnt: 7,
      encryptedHex: expect.stringMatching(/^[0-9a-f]{14}$/),
    });
    expect(closed).not.toHaveProperty("payloadHex");
  });

  it("knows the upper half of a counter that has wrapped, from the keys or from the frames before", () => {
    const wrapped = frame({ fCnt: 65_540 });
    expect(read(wrapped, keysOf({ ...session, fCntUp: 65_530 })).frames).toMatchObject([{ fCnt: 65_540 }]);
    expect(read([frame({ fCnt: 65_535 }), wrapped].join("\n")).frames).toMatchObject([
      { fCnt: 65_535 },
      { fCnt: 65_540 },
    ]);
    const far = frame({ fCnt: 20 * 65_536 });
    expect(read(far).frames).toMatchObject([{ mic: "wrong" }]);
    expect(read(far, keysOf({ ...session, fCntUp: 20 * 65_536 - 3 })).frames).toMatchObject([
      { fCnt: 20 * 65_536 },
    ]);
  });

  it("tells MAC commands of port 0 and of the options apart from the payload", () => {
    expect(read(frame({ port: 0, payload: "0307" })).frames).toMatchObject([
      { fPort: 0, macCommandsHex: "0307" },
    ]);
    expect(read(frame({ options: "02" })).frames).toMatchObject([
      { payloadHex: PAYLOAD, macCommandsHex: "02" },
    ]);
  });

  it("reads downlinks and confirmed frames", () => {
    expect(read(frame({ type: "Confirmed Data Down" })).frames).toMatchObject([
      { type: "data_down", confirmed: true, payloadHex: PAYLOAD },
    ]);
  });

  it("reads LoRaWAN 1.1: two keys sign, a third decrypts options and port 0", () => {
    const keys = { fNwkSIntKey: NWK, sNwkSIntKey: OTHER, nwkSEncKey: "30".repeat(16), appSKey: APP };
    const packet = lora.fromWire(bytes(frame({ options: "02" })));
    packet.encryptFOpts(bytes(keys.nwkSEncKey));
    const conditions = Buffer.from([0, 0, 5, 3]);
    const mic = lora.calculateMIC(packet, bytes(NWK), bytes(OTHER), undefined, conditions);
    const signed = Buffer.concat([packet.PHYPayload?.subarray(0, -4) ?? Buffer.alloc(0), mic]).toString(
      "hex",
    );
    const known = keysOf({ devAddr: "01020304", ...keys });
    expect(read(signed, known)).toMatchObject({
      frames: [{ mic: "ok", fCnt: 7, payloadHex: PAYLOAD, macCommandsHex: "02" }],
      troubles: [],
    });
    const wrong = keysOf({ devAddr: "01020304", ...keys, sNwkSIntKey: APP });
    expect(read(signed, wrong).frames).toMatchObject([{ mic: "wrong" }]);
  });

  it("opens a join accept with the key that signed it", () => {
    const joinKey = bytes(OTHER);
    const accept = lora.fromFields(
      {
        MType: "Join Accept",
        AppNonce: bytes("000001"),
        NetID: bytes("000013"),
        DevAddr: bytes("01020304"),
        DLSettings: 0,
        RxDelay: 1,
      },
      undefined,
      undefined,
      joinKey,
    );
    const wire = Buffer.concat([
      accept.MHDR ?? Buffer.alloc(0),
      accept.MACPayloadWithMIC ?? Buffer.alloc(0),
    ]).toString("hex");
    const devices = (key: string) =>
      radioKeysSchema.parse({ devices: [{ devEui: "020000FFFE000001", joinKey: key }] });
    expect(read(wire, devices(OTHER)).frames).toEqual([
      { type: "join_accept", mic: "ok", devEui: "020000fffe000001", netId: "000013", devAddr: "01020304" },
    ]);
    expect(read(wire, devices(APP)).frames).toMatchObject([{ type: "join_accept", mic: "not_checked" }]);
  });

  it("takes hexadecimal, base64 and a packet forwarder's JSON, and what that one heard", () => {
    const data = bytes(frame()).toString("base64");
    const rxpk = [
      {
        data,
        time: "2026-09-08T15:41:00.123456Z",
        freq: 923.2,
        datr: "SF7BW125",
        rssi: -92,
        lsnr: 7.5,
        stat: 1,
      },
      { data, freq: 923.2, stat: -1 },
    ];
    const { frames, troubles } = read([frame().toUpperCase(), data, JSON.stringify({ rxpk })].join("\r\n"));
    expect(troubles).toEqual([]);
    expect(frames).toHaveLength(4);
    for (const one of frames) expect(one).toMatchObject({ mic: "ok", payloadHex: PAYLOAD });
    expect(frames[2]).toMatchObject({ frequencyHz: 923_200_000, dataRate: 5, rssi: -92, snr: 7.5 });
    expect(frames[3]).toMatchObject({ crc: "bad" });
  });

  it.each<[string, string]>([
    ["40", "a data frame of 1 bytes is too short: 12 at least"],
    ["4001020304", "a data frame of 5 bytes is too short: 12 at least"],
    ["40010203040f0700aabbccdd", "its options of 15 bytes do not fit into a frame of 12 bytes"],
    ["0001", "a request to join has 23 bytes, this has 2"],
    ["2001", "a join accept has 17 or 33 bytes, this has 2"],
    ["c009", "its kind of rejoin is none of 0, 1 and 2"],
    ["c000", "a request to rejoin has 19 bytes, this has 2"],
    ["41".repeat(12), "its major version is not LoRaWAN 1"],
    ["neither!", "neither hexadecimal nor base64 nor the JSON of a packet forwarder"],
    ['{"rxpk":[{"data":"%"}]}', "rxpk.0.data: base64 is expected"],
    ["{}", "rxpk: a list of receptions is expected"],
  ])("refuses %s: %s", (line, sentence) => {
    expect(read(`${frame()}\n${line}`)).toMatchObject({
      frames: [{ mic: "ok" }],
      troubles: [`line 2: ${sentence}`],
    });
  });

  it("never throws, whatever the bytes, and never shows a payload without a right code", () => {
    const damaged = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
      const copy = bytes(frame());
      copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ change;
      return copy;
    });
    const anything = fc.uint8Array({ maxLength: 64 }).map((read) => Buffer.from(read));
    fc.assert(
      fc.property(fc.oneof(damaged, anything), (phy) => {
        const { frames } = read(phy.toString("hex"));
        for (const one of frames) {
          if (!("mic" in one && one.mic === "ok")) expect(one).not.toHaveProperty("payloadHex");
          else expect(phy.toString("hex")).toBe(frame());
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the keys of village radio", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "radio-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const run = async (keys: string) => {
    const path = join(folder, "keys.json");
    await writeFile(path, keys);
    return execa(process.execPath, ["devices/village.ts", "radio", frame(), "--keys", path], {
      cwd: checkout,
      reject: false,
    });
  };

  it("come from a file, for a frame on the command line", async () => {
    const { exitCode, stdout } = await run(JSON.stringify({ sessions: [session] }));
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mic: "ok", payloadHex: PAYLOAD });
  });

  it.each<[string, string, string]>([
    [
      "a short key",
      JSON.stringify({ sessions: [{ ...session, nwkSKey: NWK.slice(1) }] }),
      "sessions.0.nwkSKey: a key is 32",
    ],
    [
      "a key as a name",
      JSON.stringify({ sessions: [{ ...session, [NWK]: 1 }] }),
      "a field is not known here",
    ],
    [
      "no key of the network",
      JSON.stringify({ sessions: [{ devAddr: "01020304" }] }),
      "sessions.0: it needs nwkSKey",
    ],
    ["broken JSON", `{"sessions": [{"nwkSKey": "${NWK}" oops`, "this is not JSON"],
  ])("are refused and never printed: %s", async (_, text, sentence) => {
    const { exitCode, stdout, stderr } = await run(text);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stdout + stderr).not.toContain(NWK.slice(1, 20));
  });
});
