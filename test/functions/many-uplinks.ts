import { uplinkEncoders } from "#devices/network-servers/encode-uplink.ts";
import { findProfile } from "#devices/registry.ts";
import { mulberry32 } from "#devices/traces/mulberry32.ts";
import { observationKey } from "#shared/adapters/dynamodb/keys.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";

const SITES = 100;
const DEVICES_PER_SITE = 2;
const UPLINKS_PER_DEVICE = 50;
const HELD_BACK_MS = 10 * MINUTE_MS;
/** Of a hundred uplinks so many come again, and so many are garbage. */
const COPIES_PERCENT = 20;
const GARBAGE_PERCENT = 5;

const devEuiOf = (index: number): string => `020000fffe01${index.toString(16).padStart(4, "0")}`;
const siteOf = (device: number): string => `site-${Math.floor(device / DEVICES_PER_SITE)}`;

/** A village of 100 dry roads with two gauges each. */
export const manyGauges: Village = {
  villageId: "many-roads",
  name: { "zh-HK": "百路村", en: "Hundred Roads" },
  telephone: "+12025550140",
  sites: Array.from({ length: SITES }, (_, index) => ({
    siteId: `site-${index}`,
    name: { "zh-HK": `路${index}`, en: `Road ${index}` },
    position: [114.1 + index / 1000, 22.4],
    hazards: [{ hazard: "flood", settings: { reference: "depth" }, validFrom: 0 }],
  })),
  devices: Array.from({ length: SITES * DEVICES_PER_SITE }, (_, index) => ({
    devEui: devEuiOf(index),
    profileId: "milesight/em500-udl",
    reportIntervalS: 60,
    assignments: [{ siteId: siteOf(index), sensorHeightM: 3, validFrom: 0 }],
  })),
};

export interface ManyUplinks {
  /** Documents in the order in which they come, copies and garbage among them. */
  readonly bodies: readonly string[];
  /** `pk/sk` of the rows that the history must hold, and no other. */
  readonly rows: ReadonlySet<string>;
  /** Bodies that the quarantine must hold, and no other. */
  readonly garbage: ReadonlySet<string>;
}

interface Sent {
  readonly body: string;
  readonly comesAt: EpochMs;
}

/**
 * 10,000 uplinks of 200 gauges through three network servers, one a minute each: every one held back by up to ten minutes, a fifth
 * come twice (half of them through another gateway, under a later time), and with them one garbage message for each twenty.
 */
export const manyUplinks = (start: EpochMs, seed: number): ManyUplinks => {
  const random = mulberry32(seed);
  const isOneOf = (percent: number) => random() * 100 < percent;
  const sent: Sent[] = [];
  const rows = new Set<string>();
  const garbage = new Set<string>();
  const send = (body: string, at: EpochMs) => sent.push({ body, comesAt: at + random() * HELD_BACK_MS });
  for (let fCnt = 0; fCnt < UPLINKS_PER_DEVICE; fCnt += 1) {
    for (const [device, { devEui }] of manyGauges.devices.entries()) {
      const at = Math.round(start + (fCnt + random() / 2) * MINUTE_MS);
      const frame = { devEui, fCnt, at, gateway: 1, distanceM: 2.9 + Math.round(random() * 90) / 1000 };
      const body = documentOf(device, frame);
      send(body, at);
      const place = { villageId: manyGauges.villageId, siteId: siteOf(device) };
      const { pk, sk } = observationKey(place, { observedAt: at, devEui, fCnt });
      rows.add(`${pk}/${sk}`);
      if (isOneOf(COPIES_PERCENT)) {
        const later = at + Math.round(1 + random() * 25) * SECOND_MS;
        send(isOneOf(50) ? body : documentOf(device, { ...frame, at: later, gateway: 2 }), at);
      }
      if (isOneOf(GARBAGE_PERCENT)) {
        const trash = garbageOf(Math.floor(random() * 4), devEui, at);
        garbage.add(trash);
        send(trash, at);
      }
    }
  }
  return { bodies: sent.toSorted((a, b) => a.comesAt - b.comesAt).map(({ body }) => body), rows, garbage };
};

interface Frame {
  readonly devEui: string;
  readonly fCnt: number;
  readonly at: EpochMs;
  readonly gateway: number;
  readonly distanceM: number;
}

const NO_EXERCISE: ExerciseClock = { exerciseId: "none", traceStart: 0, startedAt: 0, speed: 1 };
const ENCODERS = Object.values(uplinkEncoders);

const documentOf = (device: number, { devEui, fCnt, at, gateway, distanceM }: Frame): string => {
  const encoded = findProfile("milesight/em500-udl")?.encodeUplink([
    { quantity: "distance", value: Math.round(distanceM * 1000) / 1000 },
  ]);
  const encode = ENCODERS[device % ENCODERS.length];
  if (encoded === undefined || "error" in encoded || encode === undefined) throw new Error("no frame");
  const uplink = {
    devEui,
    devAddr: `01${devEui.slice(-6)}`,
    fCnt,
    fPort: 85,
    payloadHex: Buffer.from(encoded.bytes).toString("hex"),
    receivedAt: toIso(at),
    gateways: [{ id: `020000fffe0000a${gateway}`, rssi: -90, snr: 7 }],
  };
  return JSON.stringify({ ...encode(uplink, NO_EXERCISE), Exercise: undefined });
};

/** Each different from every other, so that they can be counted. */
const garbageOf = (kind: number, devEui: string, at: EpochMs): string => {
  const name = `${devEui}-${at}`;
  const document = (eui: string, payload: string) => ({
    WirelessDeviceId: name,
    PayloadData: Buffer.from(payload, "hex").toString("base64"),
    WirelessMetadata: { LoRaWAN: { DevEui: eui, FPort: 85, Timestamp: toIso(at) } },
  });
  switch (kind) {
    case 0:
      return `no JSON at all ${name}`;
    case 1:
      return JSON.stringify({ hello: name });
    case 2:
      return JSON.stringify(document("020000fffe00ffff", "03824c04"));
    default:
      return JSON.stringify(document(devEui, "deadbeef"));
  }
};
