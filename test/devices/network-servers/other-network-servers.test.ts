import { describe, expect, it } from "vitest";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { uplinkIdentity } from "#shared/domain/uplink.ts";
import { UPLINKS } from "./documents.ts";

const devEui = "020000fffe000001";
const at = "2026-09-08T15:41:00.000Z";
const eventOf = (document: object) => {
  const parsed = parseDocument(document);
  if (parsed.kind !== "event") throw new Error(JSON.stringify(parsed));
  return parsed.event;
};

describe("ThingPark", () => {
  const { DevEUI_uplink: uplink } = UPLINKS.thingpark;
  const device = { DevEUI: "020000FFFE000001", Time: "2026-09-08T17:41:00+02:00" };
  const told = { devEui, at, networkServer: "thingpark" };

  it("lists one gateway alone, or a list", () => {
    const Lrrs = { Lrr: { Lrrid: "100019D4", LrrRSSI: -114, LrrSNR: 4.75 } };
    const parsed = parseDocument({ DevEUI_uplink: { ...uplink, Lrrid: "100019D4", Lrrs } });
    expect(parsed).toMatchObject({ uplink: { gateways: [{ id: "100019d4", rssi: -114, snr: 4.75 }] } });
  });

  it("leaves the data rate open on a frequency of US915, where it is counted otherwise", () => {
    const parsed = parseDocument({ DevEUI_uplink: { ...uplink, Frequency: 902.5 } });
    expect(parsed).not.toHaveProperty("uplink.dataRate");
    expect(parsed).toMatchObject({ uplink: { frequencyHz: 902_500_000 } });
  });

  it("tells an acknowledgement and the device's state beside the reading", () => {
    const parsed = parseDocument({
      DevEUI_uplink: { ...uplink, ACKbit: "1", BatteryLevel: 254, Margin: 20 },
    });
    expect(parsed).toMatchObject({
      events: [
        { kind: "downlink", result: "acknowledged" },
        { kind: "device_status", batteryPercent: 100, marginDb: 20 },
      ],
    });
  });

  it("is refused when the payload was left encrypted", () => {
    const parsed = parseDocument({ DevEUI_uplink: { ...uplink, payload_encrypted: "1" } });
    expect(parsed).toEqual({
      kind: "unreadable",
      error: "DevEUI_uplink.payload_encrypted: the payload was left encrypted",
      devEui,
    });
  });

  it.each<[string, object, object]>([
    [
      "DevEUI_location",
      { DevLAT: "22.45", DevLON: "114.03", DevLocRadius: "100" },
      { kind: "location", position: [114.03, 22.45], accuracyM: 100 },
    ],
    [
      "DevEUI_downlink_Sent",
      { FCntDn: "47", DeliveryStatus: "1", DeliveryFailedCause1: "00" },
      { kind: "downlink", result: "sent", fCntDown: 47 },
    ],
    [
      "DevEUI_downlink_Sent",
      { FCntDn: 47, DeliveryStatus: 0, DeliveryFailedCause1: "B0", DeliveryFailedCause2: "00" },
      { kind: "downlink", result: "failed", fCntDown: 47, reason: "causes by window: B0, 00, none" },
    ],
    [
      "DevEUI_notification",
      { Type: "join", DevAddr: "00B96CD4" },
      { kind: "join", accepted: true, devAddr: "00b96cd4" },
    ],
    [
      "DevEUI_notification",
      { Type: "devstatusans", Var1: "127", Var2: "-3" },
      { kind: "device_status", batteryPercent: 50, marginDb: -3 },
    ],
  ])("tells in %s %j", (name, content, event) => {
    expect(eventOf({ [name]: { ...device, ...content } })).toEqual({ ...told, ...event });
  });

  it("ignores by name what is of no use", () => {
    expect(parseDocument({ DevEUI_notification: { ...device, Type: "reset" } })).toMatchObject({
      kind: "ignored",
      explanation: "ThingPark notification of the type reset: not used here",
    });
    expect(parseDocument({ DevEUI_multicast_summary: device })).toMatchObject({ kind: "ignored", devEui });
  });
});

describe("LORIOT", () => {
  const gw = UPLINKS.loriot;
  const told = { devEui, at, networkServer: "loriot" };

  it("hands the same frame over twice: at once without gateways, then with them", () => {
    const { gws: _, ...rx } = gw;
    const [first, second] = [parseDocument({ ...rx, cmd: "rx" }), parseDocument(gw)];
    expect(first).toMatchObject({ uplink: { gateways: [] } });
    expect(second).toMatchObject({ uplink: { gateways: [{ id: "dca632fffe45b3c0" }] } });
    if (first.kind !== "uplink" || second.kind !== "uplink") throw new Error("no uplinks");
    expect(uplinkIdentity(first.uplink)).toBe(uplinkIdentity(second.uplink));
  });

  it("is refused when it holds no key of the application, or writes other than hexadecimal", () => {
    const { data: _, ...encrypted } = gw;
    expect(parseDocument({ ...encrypted, encdata: "0112" })).toMatchObject({
      error: expect.stringContaining("encdata: "),
      devEui,
    });
    expect(parseDocument({ ...gw, data: "AXVkA4IeAA==" })).toMatchObject({
      error: "data: whole bytes in hexadecimal are expected",
    });
  });

  it("tells an acknowledgement and the battery beside the reading", () => {
    expect(parseDocument({ ...gw, ack: true, bat: 127 })).toMatchObject({
      events: [
        { kind: "downlink", result: "acknowledged", ...told },
        { kind: "device_status", batteryPercent: 50, ...told },
      ],
    });
    expect(parseDocument({ ...gw, bat: 255 })).not.toHaveProperty("events");
    expect(parseDocument({ ...gw, bat: 0 })).toMatchObject({ events: [{ externalPower: true }] });
  });

  it("tells what became of a downlink", () => {
    const txd = { cmd: "txd", EUI: gw.EUI, ts: gw.ts, seqdn: 9 };
    expect(eventOf(txd)).toEqual({ kind: "downlink", result: "sent", fCntDown: 9, ...told });
    const refused = { cmd: "tx", EUI: gw.EUI, ts: gw.ts, error: "no such device" };
    expect(eventOf(refused)).toMatchObject({ result: "failed", reason: "no such device" });
    expect(parseDocument({ cmd: "tx", EUI: gw.EUI, success: "enqueued" }, gw.ts)).toMatchObject({
      event: { result: "queued", ...told },
    });
    expect(parseDocument({ cmd: "tx", EUI: gw.EUI, success: "enqueued" })).toMatchObject({
      error: "ts: a Unix time is expected",
    });
  });

  it("ignores or refuses other commands by name", () => {
    expect(parseDocument({ cmd: "tx", EUI: gw.EUI, port: 1, data: "01" })).toMatchObject({ kind: "ignored" });
    expect(parseDocument({ cmd: "cq", cache: [] })).toMatchObject({ kind: "ignored" });
    expect(parseDocument({ cmd: "dance", EUI: gw.EUI })).toMatchObject({
      error: 'cmd: LORIOT\'s "dance" is not known here',
    });
  });

  it.each([15_868_685_461_234, 0, "soon"])("is refused with a time that cannot be: %s", (ts) => {
    const parsed = parseDocument({ ...gw, ts });
    expect(parsed.kind === "unreadable" && parsed.error).toMatch(/^ts: a Unix time/);
  });
});

describe("Helium Console", () => {
  it("ignores what is no uplink by name", () => {
    expect(parseDocument({ ...UPLINKS.helium, type: "join" })).toMatchObject({
      kind: "ignored",
      explanation: "Helium Console join: not used here",
      devEui,
    });
  });

  it("keeps the case of a hotspot's name, which is no hexadecimal", () => {
    const id = "11yfeXmWN1B6JpMnYu1234kuiTVKACk7usRD2E3znbUEsxAsf";
    const parsed = parseDocument({ ...UPLINKS.helium, hotspots: [{ id, rssi: -137 }] });
    expect(parsed).toMatchObject({ uplink: { gateways: [{ id, rssi: -137 }] } });
  });
});

describe("a Milesight gateway", () => {
  const uplink = UPLINKS["milesight-gateway"];
  const notice = { devEUI: uplink.devEUI, deviceName: "WT102", gatewaySN: "6438F39254820003", time: at };
  const told = { devEui, at, networkServer: "milesight-gateway" };

  it("is understood when its clock loses a dash, and that is told", () => {
    expect(parseDocument({ ...uplink, time: "2026-0908T15:41:00.547336Z" })).toMatchObject({
      uplink: { receivedAt: "2026-09-08T15:41:00.547Z" },
      warnings: ["time: 2026-0908T15:41:00.547336Z was read as 2026-09-08T15:41:00.547Z"],
    });
    expect(parseDocument({ ...uplink, time: "20260908" })).toMatchObject({
      error: expect.stringMatching(/^time: a real instant/),
    });
  });

  it.each<[object, object]>([
    [
      { acknowledged: true, fcnt: 4996 },
      { kind: "downlink", result: "acknowledged", fCntDown: 4996 },
    ],
    [{ acknowledged: false }, { kind: "downlink", result: "not_acknowledged" }],
    [
      { error: "downlink error,device offline" },
      { kind: "network_fault", explanation: "downlink error,device offline" },
    ],
    [{ devAddr: "00B96CD4" }, { kind: "join", accepted: true, devAddr: "00b96cd4" }],
  ])("tells %j", (content, event) => {
    expect(eventOf({ ...notice, ...content })).toEqual({ ...told, ...event });
  });

  it("is not believed about who is silent: that is watched here", () => {
    expect(parseDocument({ ...notice, devAddr: "00b96cd4", status: "offline" })).toMatchObject({
      kind: "ignored",
      devEui,
    });
  });
});
