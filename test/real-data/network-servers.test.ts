import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { recording } from "./real-data.ts";

const wrappedSchema = z.object({ document: z.unknown(), kind: z.string() });

/** What each document comes to: part of its uplink or event, or the beginning of the sentence. */
const EXPECTED: Readonly<Record<string, object | string>> = {
  "aws-api.GetWirelessDeviceStatistics.response.json": "AWS GetWirelessDeviceStatistics",
  "aws-api.SendDataToWirelessDevice.request.json": "AWS SendDataToWirelessDevice: the request",
  "aws-api.SendDataToWirelessDevice.response.json": "AWS SendDataToWirelessDevice: the answer",
  // These three hold placeholders instead of values.
  "aws-event.gateway.connection_status.json": "timestamp: a Unix time is expected",
  "aws-event.join.join_accepted.json": "timestamp: a Unix time is expected",
  "aws-event.join.join_req_received.json": "timestamp: a Unix time is expected",
  "aws-log.device.join-error.json": { kind: "network_fault", devEui: "58a0cb000020255c" },
  "aws-lorawan-position-event.docs.json": {
    kind: "location",
    position: [33.33000183105469, -22.219999313354492],
  },
  "aws-lorawan-transformed.republished.json": {
    devEui: "a84041d55182720b",
    fPort: 2,
    payloadHex: "cbb40a4401a90109c47fff",
    receivedAt: "2020-12-07T14:41:48.000Z",
    gateways: [{ id: "dca632fffe45b3c0", rssi: -76, snr: 9.75 }],
    dataRate: 0,
    frequencyHz: 867_900_000,
  },
  // Its DevEUI has 15 digits, and RSSI and SNR have changed places: a slip of the manual.
  "aws-lorawan-uplink.private-gateway.docs.json": {
    devEui: "58a0cb000202c99",
    devAddr: "00b96cd4",
    fCnt: 1,
    fPort: 136,
    payloadHex: "09ce3c0000000000000000",
    gateways: [{ id: "80029cfffe5cf1cc", rssi: 9.75, snr: -29 }],
    dataRate: 0,
    frequencyHz: 868_100_000,
  },
  "aws-lorawan-uplink.public-gateways.docs.json": {
    devEui: "58a0cb000202c99",
    fCnt: 1,
    gateways: [{ id: "0x3abe094", rssi: -12, snr: 6.75 }],
  },
  "aws-lorawan-uplink.rule-input-with-decoder.json": {
    devEui: "a84041d55182720b",
    fPort: 2,
    payloadHex: "cba407c601b80108667fff",
    dataRate: 0,
  },
  "chirpstack-v4.ack.json": { kind: "downlink", result: "acknowledged", fCntDown: 3 },
  "chirpstack-v4.integration.json": "ChirpStack v4 integration",
  "chirpstack-v4.join.json": { kind: "join", accepted: true, devAddr: "00189440" },
  "chirpstack-v4.location.json": { kind: "location", position: [-8.839375, 37.344214] },
  "chirpstack-v4.log.json": {
    kind: "network_fault",
    explanation: "UPLINK_MIC: MIC of join-request is invalid, make sure keys are correct",
  },
  "chirpstack-v4.status.json": { kind: "device_status", marginDb: 10, batteryPercent: 88.3 },
  "chirpstack-v4.txack.json": { kind: "downlink", result: "sent", fCntDown: 2 },
  "chirpstack-v4.up.json": {
    devEui: "0101010101010101",
    devAddr: "00189440",
    fCnt: 0,
    fPort: 1,
    payloadHex: "aa",
    receivedAt: "2022-07-18T09:34:15.775Z",
    gateways: [{ id: "0016c001f153a14c", rssi: -36, snr: 10.5 }],
    dataRate: 1,
    frequencyHz: 867_100_000,
  },
  "helium-console-legacy.uplink.json": {
    devEui: "000ab123c0001234",
    devAddr: "46000048",
    fCnt: 2181,
    fPort: 2,
    payloadHex: "80020cdb062599434464",
    receivedAt: "2023-09-15T13:51:34.279Z",
    dataRate: 0,
    frequencyHz: 868_100_000,
  },
  "loriot.gw.json": {
    devEui: "0102030405060708",
    fCnt: 3,
    fPort: 2,
    payloadHex: "0112",
    receivedAt: "2023-08-01T14:47:40.493Z",
    gateways: [
      { id: "1020304080706050", rssi: -38, snr: 8.5 },
      { id: "1020304081716151", rssi: -42, snr: 8.8 },
    ],
    dataRate: 0,
  },
  // Its time lacks a dash.
  "milesight-gateway-embedded-ns.http.json": {
    devEui: "24e1641092176759",
    fCnt: 0,
    fPort: 85,
    payloadHex: "01756403821e00",
    receivedAt: "2020-03-27T12:39:05.547Z",
    dataRate: 5,
  },
  "thingpark.DevEUI_uplink.dl-mbx.json": {
    devEui: "70b3d57ba000156b",
    devAddr: "00fda112",
    fCnt: 26,
    fPort: 1,
    payloadHex: "02012f000304d200010bb1",
    receivedAt: "2024-11-28T21:08:22.138Z",
    gateways: [{ id: "100019d4", rssi: -114, snr: 4.75 }],
    frequencyHz: 902_500_000,
  },
  "tts-v3.downlink-event-message-example.json": { kind: "downlink", result: "acknowledged", fCntDown: 1 },
  "tts-v3.downlink-failed-event-message-example.json": "end_device_ids.dev_eui: a DevEUI is 16",
  "tts-v3.downlink-message-example.json": "The Things Stack downlinks",
  "tts-v3.join-message-example.json": { kind: "join", accepted: true, devAddr: "01497ecc" },
  "tts-v3.uplink-message-example.json": {
    devEui: "0004a30b001c0530",
    devAddr: "00bcb929",
    fCnt: 1,
    payloadHex: "8241de",
    receivedAt: "2020-02-12T15:15:45.789Z",
    gatewayTime: "2020-02-12T15:15:45.787Z",
    gateways: [{ id: "9c5c8e00001a05c4", rssi: -35, snr: 5 }],
    dataRate: 5,
    frequencyHz: 868_300_000,
  },
};

const folder = recording("../lorawan/uplinks");
const names = folder === undefined ? [] : readdirSync(folder).sort();
const outcomeOf = (name: string): object | string => {
  const wrapped = wrappedSchema.parse(JSON.parse(readFileSync(join(folder ?? "", name), "utf8")));
  const parsed = parseDocument(wrapped.document);
  if (parsed.kind === "uplink") return parsed.uplink;
  if (parsed.kind === "event") return parsed.event;
  return parsed.kind === "ignored" ? parsed.explanation : parsed.error;
};

describe.skipIf(folder === undefined)("documents as the network servers' manuals print them", () => {
  it("are all listed here", () => {
    expect(names).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(names)("%s", (name) => {
    const expected = EXPECTED[name];
    const outcome = outcomeOf(name);
    if (typeof expected === "string") expect(outcome).toContain(expected);
    else expect(outcome).toMatchObject(expected ?? { listed: true });
  });

  it("are uplinks where they are said to be", () => {
    const said = names.filter((name) => {
      const { kind } = wrappedSchema.parse(JSON.parse(readFileSync(join(folder ?? "", name), "utf8")));
      return /^up(link)?\b|Uplink message/i.test(kind);
    });
    expect(said.length).toBeGreaterThan(7);
    for (const name of said) expect(outcomeOf(name), name).toHaveProperty("payloadHex");
  });
});

const archive = recording("lorawan/sainteynard32_chirpstack_v3_first300.ndjson");
const table = recording("lorawan/sainteynard32_uplinks_2023-06_09.csv");

describe.skipIf(archive === undefined || table === undefined)(
  "a summer's first 300 documents of ChirpStack v3",
  () => {
    it("are the uplinks of the archive's own table, and twelve states of the battery", () => {
      const lines = readFileSync(archive ?? "", "utf8")
        .trim()
        .split("\n");
      const parsed = lines.map((line) => parseDocument(JSON.parse(line)));
      const rows = readFileSync(table ?? "", "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((row) => row.split(","));
      const theirs = new Set(
        rows.map(([at, devEui, fCnt, fPort, dr, freq, , gateways, , snr, payloadHex]) =>
          [at, devEui, fCnt, fPort, dr, freq, gateways, Number(snr), payloadHex].join(),
        ),
      );
      const uplinks = parsed.flatMap((one) => (one.kind === "uplink" ? [one.uplink] : []));
      expect(uplinks).toHaveLength(288);
      for (const {
        receivedAt,
        devEui,
        fCnt,
        fPort,
        dataRate,
        frequencyHz,
        gateways,
        payloadHex,
      } of uplinks) {
        const best = Math.max(...gateways.map(({ snr = -99 }) => snr));
        const ours = [
          receivedAt,
          devEui,
          fCnt,
          fPort,
          dataRate,
          frequencyHz,
          gateways.length,
          best,
          payloadHex,
        ];
        expect(theirs).toContain(ours.join());
      }
      const events = parsed.flatMap((one) => (one.kind === "event" ? [one.event.kind] : []));
      expect(events).toEqual(Array.from({ length: 12 }, () => "device_status"));
    });
  },
);
