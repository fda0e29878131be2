import { describe, expect, it } from "vitest";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { UPLINKS } from "./documents.ts";

const whole = UPLINKS["the-things-stack-v3"];
const read = (changes: object, others: object = {}) => {
  const document = { ...whole, ...others, uplink_message: { ...whole.uplink_message, ...changes } };
  const parsed = parseDocument(document);
  if (parsed.kind !== "uplink") throw new Error(JSON.stringify(parsed));
  return parsed.uplink;
};
const ids = whole.end_device_ids;
const told = {
  devEui: "020000fffe000001",
  at: "2026-09-08T15:41:00.590Z",
  networkServer: "the-things-stack-v3",
};
const received_at = "2026-09-08T15:41:00.590413417Z";

describe("an uplink of The Things Stack", () => {
  it("counts from 0, which it leaves out, as it does an empty payload and an SNR of 0 dB", () => {
    const { f_cnt: _, frm_payload: __, f_port: ___, ...empty } = whole.uplink_message;
    const heard = [{ gateway_ids: { eui: "DCA632FFFE45B3C0" }, rssi: -120 }];
    const document = { ...whole, uplink_message: { ...empty, rx_metadata: heard } };
    expect(parseDocument(document)).toMatchObject({
      uplink: {
        fCnt: 0,
        payloadHex: "",
        gateways: [{ id: "dca632fffe45b3c0", rssi: -120, snr: 0 }],
      },
    });
    expect(parseDocument(document)).not.toHaveProperty("uplink.fPort");
  });

  it("names the gateway of another network by its own EUI, and a gateway on two roads once, as best heard", () => {
    const rx_metadata = [
      { gateway_ids: { gateway_id: "eui-dca632fffe45b3c0", eui: "DCA632FFFE45B3C0" }, rssi: -100, snr: 1 },
      {
        gateway_ids: { gateway_id: "packetbroker" },
        packet_broker: { forwarder_gateway_eui: "DCA632FFFE45B3C0", forwarder_gateway_id: "roof" },
        rssi: -99,
        snr: 2,
      },
      {
        gateway_ids: { gateway_id: "packetbroker" },
        packet_broker: { forwarder_gateway_id: "hill" },
        rssi: -110,
        snr: -5,
      },
    ];
    expect(read({ rx_metadata }).gateways).toEqual([
      { id: "dca632fffe45b3c0", rssi: -99, snr: 2 },
      { id: "hill", rssi: -110, snr: -5 },
    ]);
  });

  it("was received when its Network Server says, else when its Application Server does", () => {
    expect(read({}).receivedAt).toBe("2026-09-08T15:41:00.000Z");
    expect(read({ received_at: undefined }).receivedAt).toBe("2026-09-08T15:41:00.214Z");
    expect(read({}).gatewayTime).toBe("2026-09-08T15:40:59.787Z");
    const { received_at: _, ...timeless } = whole;
    const { received_at: __, ...message } = whole.uplink_message;
    expect(parseDocument({ ...timeless, uplink_message: message })).toMatchObject({
      error: "uplink_message.received_at: a time is expected",
    });
  });

  it("has its data rate from the index, the modulation, or neither", () => {
    const settings = (data_rate: object, frequency = "923200000") => ({ settings: { data_rate, frequency } });
    expect(read({ settings: { data_rate_index: 2, data_rate: { lora: {} } } }).dataRate).toBe(2);
    expect(read(settings({ lora: { bandwidth: 125_000, spreading_factor: 10 } })).dataRate).toBe(2);
    expect(read(settings({ fsk: { bit_rate: 50_000 } })).dataRate).toBe(7);
    expect(read(settings({ lrfhss: {} })).dataRate).toBeUndefined();
    const us915 = settings({ lora: { bandwidth: 125_000, spreading_factor: 10 } }, "904100000");
    expect(read(us915).dataRate).toBeUndefined();
  });

  it("that a person typed into the console is no reading, except in an exercise", () => {
    const simulated = { ...whole, simulated: true };
    expect(parseDocument(simulated)).toMatchObject({ kind: "ignored", devEui: "020000fffe000001" });
    const Exercise = { exerciseId: "drill", traceStart: 0, startedAt: 0, speed: 1 };
    expect(parseDocument({ ...simulated, Exercise })).toMatchObject({
      kind: "uplink",
      exercise: { exerciseId: "drill" },
    });
  });

  it("tells the battery beside the reading", () => {
    const last_battery_percentage = { f_cnt: 1, value: 87.4, received_at };
    const document = { ...whole, uplink_message: { ...whole.uplink_message, last_battery_percentage } };
    expect(parseDocument(document)).toMatchObject({
      events: [{ kind: "device_status", batteryPercent: 87.4, ...told }],
    });
  });
});

describe("what The Things Stack tells besides uplinks", () => {
  it("names a downlink by the id that it was sent with here", () => {
    const correlation_ids = ["as:downlink:01E1", "village-watch:auto-7", "ns:downlink:01E2"];
    const parsed = parseDocument({ end_device_ids: ids, received_at, downlink_ack: { correlation_ids } });
    expect(parsed).toMatchObject({ event: { downlinkId: "village-watch:auto-7" } });
  });

  const downlink = { f_port: 15, f_cnt: 3, correlation_ids: ["as:downlink:01E1", "interval-42"] };
  const kinds: readonly (readonly [string, object, object])[] = [
    ["downlink_ack", downlink, { result: "acknowledged", downlinkId: "interval-42", fCntDown: 3 }],
    ["downlink_nack", downlink, { result: "not_acknowledged" }],
    ["downlink_sent", downlink, { result: "sent" }],
    [
      "downlink_queued",
      { correlation_ids: ["as:downlink:01E1"] },
      { result: "queued", downlinkId: "as:downlink:01E1" },
    ],
    [
      "downlink_failed",
      { downlink, error: { name: "too_long", message_format: "payload is too long" } },
      { result: "failed", downlinkId: "interval-42", reason: "payload is too long" },
    ],
  ];
  it.each(kinds)("%s", (field, content, expected) => {
    expect(parseDocument({ end_device_ids: ids, received_at, [field]: content })).toMatchObject({
      kind: "event",
      event: { kind: "downlink", ...told, ...expected },
    });
  });

  it("a join, by the time of its Network Server", () => {
    const join_accept = { received_at: "2026-09-08T15:40:59.736532315Z" };
    expect(parseDocument({ end_device_ids: ids, received_at, join_accept })).toEqual({
      kind: "event",
      event: {
        ...told,
        kind: "join",
        at: "2026-09-08T15:40:59.736Z",
        accepted: true,
        devAddr: "00b96cd4",
      },
    });
  });

  it("a position, longitude first", () => {
    const location_solved = {
      service: "geo",
      location: { latitude: 22.45, longitude: 114.03, accuracy: 50 },
    };
    expect(parseDocument({ end_device_ids: ids, received_at, location_solved })).toMatchObject({
      event: { kind: "location", position: [114.03, 22.45], accuracyM: 50 },
    });
  });

  it("takes the time of arrival where none is told, and is refused without either", () => {
    const failed = { end_device_ids: ids, downlink_failed: { downlink, error: { name: "too_long" } } };
    const arrivedAt = Date.parse("2026-09-08T15:41:00.590Z");
    expect(parseDocument(failed, arrivedAt)).toMatchObject({ event: { ...told, reason: "too_long" } });
    expect(parseDocument(failed)).toMatchObject({ error: "received_at: a time is expected" });
  });

  it.each(["downlinks", "service_data", "downlink_queue_invalidated", "uplink_normalized"])(
    "ignores %s by name",
    (field) => {
      const parsed = parseDocument({ end_device_ids: ids, received_at, [field]: {} });
      expect(parsed.kind === "ignored" && parsed.explanation).toContain(`The Things Stack ${field}`);
    },
  );

  it("refuses what it does not know, and a message without a DevEUI", () => {
    expect(parseDocument({ end_device_ids: ids, received_at, news: {} })).toMatchObject({
      kind: "unreadable",
      devEui: "020000fffe000001",
    });
    const anonymous = { end_device_ids: { device_id: "dev1" }, received_at, downlink_sent: {} };
    expect(parseDocument(anonymous)).toMatchObject({
      error: "end_device_ids.dev_eui: a DevEUI is 16 hexadecimal digits",
    });
  });
});
