import { describe, expect, it } from "vitest";
import { encodeAwsUplink } from "#devices/network-servers/encode-aws-uplink.ts";
import type { SentUplink } from "#devices/network-servers/encode-uplink.ts";
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
      "a DevEUI of 14 digits",
      documentOf({ DevEui: "58a0cb00020299" }),
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
  it("keeps a DevEUI of 15 digits as AWS's manual prints one, so that it names no device, and says so", () => {
    const parsed = parseDocument(documentOf({ DevEui: "58A0CB000202C99" }));
    expect(parsed).toMatchObject({
      kind: "uplink",
      uplink: { devEui: "58a0cb000202c99" },
      warnings: [expect.stringContaining("15 digits instead of 16")],
    });
  });

  it("tells the battery, the margin and an acknowledged downlink beside the reading", () => {
    const parsed = parseDocument(documentOf({ Battery: 127, Margin: -6, AckedMessageId: "6011dd36-0043" }));
    const told = {
      devEui: "020000fffe000001",
      at: "2026-09-08T15:41:00.000Z",
      networkServer: "aws-iot-core-for-lorawan",
    };
    expect(parsed).toMatchObject({
      events: [
        { kind: "downlink", result: "acknowledged", downlinkId: "6011dd36-0043", ...told },
        { kind: "device_status", batteryPercent: 50, marginDb: -6, ...told },
      ],
    });
  });

  it("is found inside the document that a decoding rule publishes again", () => {
    const republished = { transformed_payload: { status: 200 }, lns_payload: documentOf({}), timestamp: 1 };
    expect(read(republished)).toEqual(read(documentOf({})));
    expect(read(documentOf({}, "AXVkA4IeAA==", { PayloadDecoderName: "em500" }))).toEqual(
      read(documentOf({})),
    );
  });
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

const event = { eventId: "1", WirelessDeviceId: "w", timestamp: "1788882060" };
const device = { DevEui: "020000FFFE000001", DevAddr: "00B96CD4" };

describe("what AWS tells besides uplinks", () => {
  it.each<[string, object, object]>([
    [
      "a join granted",
      { ...event, eventType: "join_accepted", LoRaWAN: device },
      { kind: "join", accepted: true, devEui: "020000fffe000001", devAddr: "00b96cd4" },
    ],
    [
      "a join asked for, in milliseconds",
      {
        ...event,
        timestamp: 1_788_882_060_000,
        eventType: "join_req_received",
        LoRaWAN: { DevEui: device.DevEui },
      },
      { kind: "join", accepted: false },
    ],
    [
      "a gateway gone",
      {
        ...event,
        eventType: "disconnected",
        WirelessGatewayId: "g",
        LoRaWAN: { GatewayEui: "DCA632FFFE45B3C0" },
      },
      { kind: "gateway_connection", gatewayId: "dca632fffe45b3c0", connected: false },
    ],
    [
      "a gateway back",
      { ...event, eventType: "connected", LoRaWAN: { GatewayEui: "DCA632FFFE45B3C0" } },
      { kind: "gateway_connection", connected: true },
    ],
  ])("%s", (_, document, expected) => {
    expect(parseDocument(document)).toMatchObject({
      kind: "event",
      event: { ...expected, at: "2026-09-08T15:41:00.000Z", networkServer: "aws-iot-core-for-lorawan" },
    });
  });

  it("tells a position with longitude first, though AWS writes latitude first", () => {
    const document = documentOf({}, "", {
      PositionInfo: {
        Position: [22.45, 114.03, 12],
        Accuracy: { Horizontal: 30 },
        Timestamp: "2026-09-08T15:41:00.123456Z",
      },
    });
    expect(parseDocument(document)).toEqual({
      kind: "event",
      event: {
        kind: "location",
        devEui: "020000fffe000001",
        at: "2026-09-08T15:41:00.123Z",
        networkServer: "aws-iot-core-for-lorawan",
        position: [114.03, 22.45],
        accuracyM: 30,
      },
    });
  });

  it("takes an error of the device's log for a fault, and ignores what is none", () => {
    const entry = {
      timestamp: "2026-09-08T15:41:00.883481989Z",
      resource: "WirelessDevice",
      devEui: "020000fffe000001",
      event: "Join",
      logLevel: "ERROR",
      message: "invalid MIC",
    };
    expect(parseDocument(entry)).toMatchObject({
      event: { kind: "network_fault", explanation: "Join: invalid MIC" },
    });
    expect(parseDocument({ ...entry, logLevel: "INFO" })).toMatchObject({ kind: "ignored" });
  });

  it.each<[object, string]>([
    [
      { Id: "w", TransmitMode: 1, PayloadData: "QQ==", WirelessMetadata: { LoRaWAN: { FPort: 1 } } },
      "SendDataToWirelessDevice: the request",
    ],
    [{ MessageId: "6011dd36" }, "SendDataToWirelessDevice: the answer"],
    [{ LastUplinkReceivedAt: "2026-09-08T15:41:00Z" }, "GetWirelessDeviceStatistics"],
    [{ ...event, eventType: "proximity", LoRaWAN: {} }, "AWS event proximity"],
  ])("ignores by name %j", (document, name) => {
    const parsed = parseDocument(document);
    expect(parsed.kind === "ignored" && parsed.explanation).toContain(name);
  });

  it("refuses a placeholder of the manual with the field's name", () => {
    const placeholder = { ...event, eventType: "join_accepted", LoRaWAN: { DevEui: "<16 hex>" } };
    expect(parseDocument(placeholder)).toEqual({
      kind: "unreadable",
      error: "LoRaWAN.DevEui: a DevEUI is 16 hexadecimal digits",
    });
    const noTime = { ...event, eventType: "join_accepted", timestamp: "<unix timestamp>", LoRaWAN: device };
    expect(parseDocument(noTime)).toEqual({
      kind: "unreadable",
      error: "timestamp: a Unix time is expected, in seconds or milliseconds",
      devEui: "020000fffe000001",
    });
  });
});
