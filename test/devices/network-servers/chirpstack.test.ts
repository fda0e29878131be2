import { describe, expect, it } from "vitest";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { UPLINKS } from "./documents.ts";

const v4 = UPLINKS["chirpstack-v4"];
const v3 = UPLINKS["chirpstack-v3"];
const { deviceInfo } = v4;
const time = "2026-09-08T15:41:00.235700766+00:00";
const devEui = "020000fffe000001";
const told = { devEui, at: "2026-09-08T15:41:00.235Z", networkServer: "chirpstack-v4" };
const uplinkOf = (document: object, arrivedAt?: number) => {
  const parsed = parseDocument(document, arrivedAt);
  if (parsed.kind !== "uplink") throw new Error(JSON.stringify(parsed));
  return parsed.uplink;
};

describe("an uplink of ChirpStack v4", () => {
  it("counts from 0 and sends at data rate 0, which it leaves out, as it does an SNR of 0 dB", () => {
    const { fCnt: _, dr: __, ...zero } = v4;
    const document = { ...zero, rxInfo: [{ gatewayId: "dca632fffe45b3c0", rssi: -120 }] };
    expect(uplinkOf(document)).toMatchObject({
      fCnt: 0,
      dataRate: 0,
      gateways: [{ rssi: -120, snr: 0 }],
    });
  });

  it("has no port when it says 0 or nothing", () => {
    const { fPort: _, ...portless } = v4;
    expect(uplinkOf(portless)).not.toHaveProperty("fPort");
    expect(uplinkOf({ ...v4, fPort: 0 })).not.toHaveProperty("fPort");
  });

  it("was received when the network server first had it, whatever a gateway's clock says", () => {
    const rxInfo = [
      { gatewayId: "aa", snr: 9, gwTime: "2019-01-01T00:00:00+00:00", nsTime: "2026-09-08T15:41:01.9+00:00" },
      { gatewayId: "bb", snr: 1, nsTime: "2026-09-08T15:41:01.819853185+00:00" },
    ];
    const uplink = uplinkOf({ ...v4, time: "2019-01-01T00:00:00+00:00", rxInfo });
    expect(uplink.receivedAt).toBe("2026-09-08T15:41:01.819Z");
    expect(uplink.gatewayTime).toBe("2019-01-01T00:00:00.000Z");
    expect(uplinkOf(v4)).not.toHaveProperty("gatewayTime");
  });
});

describe("what ChirpStack v4 tells besides uplinks", () => {
  const kinds: readonly (readonly [string, object, object])[] = [
    ["join", { devAddr: "00189440" }, { kind: "join", accepted: true, devAddr: "00189440" }],
    [
      "status",
      { margin: 10, batteryLevel: 88.3 },
      { kind: "device_status", marginDb: 10, batteryPercent: 88.3 },
    ],
    [
      "status on mains",
      { externalPowerSource: true },
      { kind: "device_status", marginDb: 0, externalPower: true },
    ],
    [
      "ack",
      { queueItemId: "q1", acknowledged: true, fCntDown: 3 },
      { kind: "downlink", result: "acknowledged", downlinkId: "q1", fCntDown: 3 },
    ],
    [
      "ack that says no, which it leaves out",
      { queueItemId: "q1" },
      { kind: "downlink", result: "not_acknowledged", downlinkId: "q1", fCntDown: 0 },
    ],
    [
      "txack",
      {
        downlinkId: 3_461_958_127,
        queueItemId: "q1",
        fCntDown: 2,
        gatewayId: "0016c001f153a14c",
        txInfo: {},
      },
      { kind: "downlink", result: "sent", downlinkId: "q1", fCntDown: 2 },
    ],
    [
      "location",
      { location: { latitude: 22.45, longitude: 114.03, altitude: 2 } },
      { kind: "location", position: [114.03, 22.45] },
    ],
    [
      "log of an error",
      { level: "ERROR", code: "UPLINK_MIC", description: "MIC is invalid" },
      { kind: "network_fault", explanation: "UPLINK_MIC: MIC is invalid" },
    ],
    [
      "log of a counter gone back",
      { level: "WARNING", code: "UPLINK_F_CNT_RESET" },
      { kind: "network_fault", explanation: "UPLINK_F_CNT_RESET" },
    ],
  ];
  it.each(kinds)("%s", (_, content, event) => {
    expect(parseDocument({ deviceInfo, time, ...content })).toEqual({
      kind: "event",
      event: { ...told, ...event },
    });
  });

  it.each<[object, string]>([
    [{ code: "OTAA", description: "joined" }, "ChirpStack v4 log"],
    [{ integrationName: "loracloud", eventType: "modem", object: {} }, "ChirpStack v4 integration"],
  ])("ignores by name %j", (content, name) => {
    const parsed = parseDocument({ deviceInfo, time, ...content });
    expect(parsed.kind === "ignored" && parsed.explanation).toContain(name);
  });

  it("refuses what tells nothing, and names the device", () => {
    expect(parseDocument({ deviceInfo, time })).toMatchObject({ kind: "unreadable", devEui });
  });
});

describe("an uplink of ChirpStack v3", () => {
  it("is the same in its older JSON, with EUIs in hexadecimal", () => {
    const older = {
      ...v3,
      devEUI: "020000FFFE000001",
      devAddr: "00b96cd4",
      rxInfo: [{ gatewayID: "dca632fffe45b3c0", rssi: -76, loRaSNR: 9.75 }],
      txInfo: { frequency: 923_200_000, dr: 5 },
      dr: undefined,
    };
    expect(uplinkOf(older)).toEqual(uplinkOf(v3));
  });

  it("has its data rate from the modulation where no index is told", () => {
    const loRaModulationInfo = { bandwidth: 125, spreadingFactor: 11 };
    const document = { ...v3, dr: undefined, txInfo: { frequency: 868_100_000, loRaModulationInfo } };
    expect(uplinkOf(document).dataRate).toBe(1);
  });

  it("was received when it was published, else when a gateway's satellite clock says, else when it arrived", () => {
    const arrivedAt = Date.parse("2026-09-08T15:42:00Z");
    const { publishedAt: _, ...timeless } = v3;
    const timed = { ...timeless, rxInfo: [{ gatewayID: "aa", time: "2026-09-08T15:41:00.048445Z" }] };
    expect(uplinkOf(v3, arrivedAt).receivedAt).toBe("2026-09-08T15:41:00.000Z");
    expect(uplinkOf(timed, arrivedAt).receivedAt).toBe("2026-09-08T15:41:00.048Z");
    expect(uplinkOf(timeless, arrivedAt).receivedAt).toBe("2026-09-08T15:42:00.000Z");
    expect(parseDocument(timeless)).toMatchObject({ error: "publishedAt: a time is expected", devEui });
  });

  it("takes the time of arrival on the clock of its exercise", () => {
    const { publishedAt: _, ...timeless } = v3;
    const Exercise = { exerciseId: "drill", traceStart: 1_000_000, startedAt: 2_000_000, speed: 10 };
    expect(uplinkOf({ ...timeless, Exercise }, 2_001_000).receivedAt).toBe(new Date(1_010_000).toISOString());
  });

  it("is hexadecimal in CampusIoT's archive, whose stamp is its time", () => {
    const { publishedAt: _, ...timeless } = v3;
    const document = {
      ...timeless,
      data: "01756403821e00",
      _timestamp: 1_788_882_060_000,
      _topic: "application/rx",
    };
    expect(uplinkOf(document)).toMatchObject({
      payloadHex: "01756403821e00",
      receivedAt: "2026-09-08T15:41:00.000Z",
    });
    expect(parseDocument({ ...v3, data: "01756403821e00" })).toMatchObject({
      error: "data: base64 is expected",
    });
  });
});

describe("what ChirpStack v3 tells besides uplinks", () => {
  const device = { applicationID: "1", deviceName: "wai-tau", devEUI: "AgAA//4AAAE=", publishedAt: time };
  const told3 = { ...told, networkServer: "chirpstack-v3" };
  const reception = { rxInfo: v3.rxInfo, txInfo: v3.txInfo };
  const kinds: readonly (readonly [string, object, object])[] = [
    [
      "join",
      { devAddr: "ALls1A==", ...reception, dr: 1 },
      { kind: "join", accepted: true, devAddr: "00b96cd4" },
    ],
    [
      "status",
      { margin: 6, externalPowerSource: false, batteryLevelUnavailable: false, batteryLevel: 75.5 },
      { kind: "device_status", batteryPercent: 75.5, marginDb: 6 },
    ],
    [
      "status without a battery",
      { margin: 6, batteryLevelUnavailable: true, batteryLevel: 0 },
      { kind: "device_status", marginDb: 6 },
    ],
    [
      "ack",
      { ...reception, acknowledged: true, fCnt: 15 },
      { kind: "downlink", result: "acknowledged", fCntDown: 15 },
    ],
    ["txack", { gatewayID: "AwMDAwMDAwM=", fCnt: 15 }, { kind: "downlink", result: "sent", fCntDown: 15 }],
    [
      "error",
      { type: "UPLINK_CODEC", error: "no function" },
      { kind: "network_fault", explanation: "UPLINK_CODEC: no function" },
    ],
    [
      "location",
      { location: { latitude: 22.45, longitude: 114.03 } },
      { kind: "location", position: [114.03, 22.45] },
    ],
  ];
  it.each(kinds)("%s", (_, content, event) => {
    expect(parseDocument({ ...device, ...content })).toEqual({
      kind: "event",
      event: { ...told3, ...event },
    });
  });

  it("ignores an integration by name, and refuses what tells nothing", () => {
    expect(parseDocument({ ...device, integrationName: "geo" })).toMatchObject({ kind: "ignored", devEui });
    expect(parseDocument(device)).toMatchObject({ kind: "unreadable", devEui });
  });
});
