import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeAwsUplink, type SentUplink } from "#devices/network-servers/encode-aws-uplink.ts";
import { parseDocument } from "#devices/network-servers/recognise.ts";

const radio = {
  DevEui: "020000FFFE000001",
  DevAddr: "00B96CD4",
  FCnt: 7,
  FPort: 85,
  DataRate: 5,
  Frequency: 923_200_000,
  Timestamp: "2026-09-08T23:41:00+08:00",
  Gateways: [{ GatewayEui: "dca632fffe45b3c0", Rssi: -76, Snr: 9.75 }],
};
const documentOf = (changes: object, payload: unknown = "AXVkA4IeAA==", others: object = {}) => ({
  PayloadData: payload,
  WirelessMetadata: { LoRaWAN: { ...radio, ...changes } },
  ...others,
});
const read = (document: unknown) => {
  const parsed = parseDocument(document);
  if (parsed.kind !== "uplink") throw new Error(JSON.stringify(parsed));
  return parsed.uplink;
};

describe("an uplink of AWS IoT Core for LoRaWAN", () => {
  it("is read into the one shape of all network servers", () => {
    expect(parseDocument(documentOf({}))).toEqual({
      kind: "uplink",
      uplink: {
        devEui: "020000fffe000001",
        devAddr: "00b96cd4",
        fCnt: 7,
        fPort: 85,
        payloadHex: "01756403821e00",
        receivedAt: "2026-09-08T15:41:00.000Z",
        networkServer: "aws-iot-core-for-lorawan",
        gateways: [{ id: "dca632fffe45b3c0", rssi: -76, snr: 9.75 }],
        dataRate: 5,
        frequencyHz: 923_200_000,
      },
    });
  });

  it("may write numbers as text, and the port as Fport", () => {
    const { FPort: _, ...others } = radio;
    const asText = { Fport: "85", FCnt: "7", DataRate: "5", Frequency: "923200000" };
    const document = { PayloadData: "AXVkA4IeAA==", WirelessMetadata: { LoRaWAN: { ...others, ...asText } } };
    expect(read(document)).toEqual(read(documentOf({})));
  });

  it("may lack counter, address, port, payload and gateways", () => {
    const bare = { DevEui: radio.DevEui, Timestamp: radio.Timestamp, FCnt: null };
    expect(read({ WirelessMetadata: { LoRaWAN: bare } })).toEqual({
      devEui: "020000fffe000001",
      payloadHex: "",
      receivedAt: "2026-09-08T15:41:00.000Z",
      networkServer: "aws-iot-core-for-lorawan",
      gateways: [],
    });
  });

  it("has no port when it says 225", () => {
    expect(read(documentOf({ FPort: 225 })).fPort).toBeUndefined();
  });

  it("may have been heard by gateways of a public network", () => {
    const heard = { Gateways: undefined, PublicGateways: [{ Id: "0x3abe094", Rssi: -12, Snr: 6.75 }] };
    expect(read(documentOf(heard)).gateways).toEqual([{ id: "0x3abe094", rssi: -12, snr: 6.75 }]);
  });

  it("is kept when only the description of the radio is odd", () => {
    const odd = { Gateways: "none", DataRate: "SF7", Frequency: "AS923" };
    const uplink = read(documentOf(odd));
    expect(uplink.payloadHex).toBe("01756403821e00");
    expect(uplink).toMatchObject({ gateways: [] });
    const partly = read(documentOf({ Gateways: [{ Rssi: -76 }, { GatewayEui: "a1", Rssi: "loud" }] }));
    expect(partly.gateways).toEqual([{ id: "a1" }]);
  });

  it.each<[string, unknown, string]>([
    [
      "a DevEUI of 15 digits",
      documentOf({ DevEui: "58a0cb000202c99" }),
      "DevEui: a DevEUI is 16 hexadecimal digits",
    ],
    [
      "a day that does not exist",
      documentOf({ Timestamp: "2026-02-30T10:00:00Z" }),
      "Timestamp: a real instant",
    ],
    [
      "a time without an offset",
      documentOf({ Timestamp: "2026-02-20T10:00:00" }),
      "Timestamp: a real instant",
    ],
    ["no time", documentOf({ Timestamp: undefined }), "Timestamp: a real instant"],
    ["a counter that is no number", documentOf({ FCnt: "seven" }), "FCnt: a number from 0 to 4294967295"],
    ["a counter of half", documentOf({ FCnt: 1.5 }), "FCnt: "],
    ["a port beyond a byte", documentOf({ FPort: 300 }), "FPort: "],
    [
      "an address of 7 digits",
      documentOf({ DevAddr: "0b96cd4" }),
      "DevAddr: a DevAddr is 8 hexadecimal digits",
    ],
  ])("is refused with the name of the field: %s", (_, document, sentence) => {
    const parsed = parseDocument(document);
    expect("error" in parsed && parsed.error).toContain(`WirelessMetadata.LoRaWAN.${sentence}`);
  });

  it("is refused when the payload is no base64 or longer than any frame, and the device is named", () => {
    expect(parseDocument(documentOf({}, "not base64!"))).toEqual({
      kind: "unreadable",
      error: "PayloadData: base64 is expected",
      devEui: "020000fffe000001",
    });
    const noise = Buffer.alloc(256 * 1024, 7).toString("base64");
    expect(parseDocument(documentOf({}, noise))).toEqual({
      kind: "unreadable",
      error: "PayloadData: a LoRaWAN frame carries at most 242 bytes",
      devEui: "020000fffe000001",
    });
  });

  it("is never taken for a real one when the clock of its exercise cannot be read", () => {
    const document = documentOf({}, undefined, { Exercise: { exerciseId: "storm", speed: "fast" } });
    const parsed = parseDocument(document);
    expect("error" in parsed && parsed.error).toContain("Exercise.");
  });

  it("never makes the reader throw", () => {
    const part = fc.oneof(
      fc.anything(),
      fc.constant(radio),
      fc.string().map((DevEui) => ({ ...radio, DevEui })),
    );
    const document = fc.oneof(
      fc.anything(),
      fc.record({ PayloadData: fc.anything(), WirelessMetadata: fc.record({ LoRaWAN: part }) }),
    );
    fc.assert(
      fc.property(document, (anything) => {
        const parsed = parseDocument(anything);
        expect(parsed.kind === "unreadable" ? parsed.error : parsed.kind).not.toBe("");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("other documents", () => {
  it.each([null, 7, "PayloadData", [], {}, { PayloadData: "AXVk" }, { WirelessMetadata: { LoRaWAN: null } }])(
    "%j is no uplink",
    (document) => {
      expect(parseDocument(document)).toEqual({
        kind: "unreadable",
        error: "no document of a known network server (AWS IoT Core for LoRaWAN)",
      });
    },
  );
});

describe("an uplink of a replay", () => {
  const clock = {
    exerciseId: "storm",
    traceStart: 1_788_880_000_000,
    startedAt: 1_800_000_000_000,
    speed: 60,
  };

  it("reads back as it was sent, with its clock", () => {
    const sent: SentUplink = {
      devEui: "020000fffe000001",
      devAddr: "00b96cd4",
      fCnt: 7,
      fPort: 85,
      payloadHex: "01756403821e00",
      receivedAt: "2026-09-08T15:41:00.000Z",
      gateways: [{ id: "020000fffe0000aa", rssi: -76, snr: 9.75 }],
      dataRate: 5,
      frequencyHz: 923_200_000,
    };
    const onTheWire: unknown = JSON.parse(JSON.stringify(encodeAwsUplink(sent, clock)));
    expect(parseDocument(onTheWire)).toEqual({
      kind: "uplink",
      uplink: { ...sent, networkServer: "aws-iot-core-for-lorawan" },
      exercise: clock,
    });
  });
});

const SAMPLES = join(process.env.REAL_DATA ?? "../shared/data", "../lorawan/uplinks");
const present = existsSync(SAMPLES);
if (!present) console.warn(`skipped: AWS's own documents, because ${SAMPLES} is absent (set REAL_DATA)`);

describe.skipIf(!present)("documents as AWS prints them", () => {
  const sample = (name: string): unknown =>
    (JSON.parse(readFileSync(join(SAMPLES, name), "utf8")) as { document: unknown }).document;

  it("reads a real capture without counter and address", () => {
    expect(read(sample("aws-lorawan-uplink.rule-input-with-decoder.json"))).toEqual({
      devEui: "a84041d55182720b",
      fPort: 2,
      payloadHex: "cba407c601b80108667fff",
      receivedAt: "2020-12-07T14:41:48.000Z",
      networkServer: "aws-iot-core-for-lorawan",
      gateways: [{ id: "dca632fffe45b3c0", rssi: -76, snr: 9.75 }],
      dataRate: 0,
      frequencyHz: 867_900_000,
    });
  });

  it.each(["aws-lorawan-uplink.private-gateway.docs.json", "aws-lorawan-uplink.public-gateways.docs.json"])(
    "names what is wrong with the manual's example, and reads it once that is mended: %s",
    (name) => {
      const document = sample(name) as { WirelessMetadata: { LoRaWAN: object } };
      expect(parseDocument(document)).toEqual({
        kind: "unreadable",
        error: "WirelessMetadata.LoRaWAN.DevEui: a DevEUI is 16 hexadecimal digits",
      });
      const mended = {
        ...document,
        WirelessMetadata: { LoRaWAN: { ...document.WirelessMetadata.LoRaWAN, DevEui: "58a0cb0000202c99" } },
      };
      expect(read(mended)).toMatchObject({
        fPort: 136,
        fCnt: 1,
        devAddr: "00b96cd4",
        frequencyHz: 868_100_000,
      });
      expect(read(mended).gateways).toHaveLength(1);
    },
  );

  it("takes no other event for an uplink", () => {
    const others = readdirSync(SAMPLES).filter((name) => !name.startsWith("aws-lorawan-"));
    expect(others.length).toBeGreaterThan(10);
    for (const name of others) expect(parseDocument(sample(name)), name).toHaveProperty("error");
  });
});
