import * as z from "zod";
import { MINUTE_MS } from "./time.ts";

export const devEuiSchema = z
  .string("a DevEUI is 16 hexadecimal digits")
  .transform((text) => text.toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{16}$/, "a DevEUI is 16 hexadecimal digits"));

/** One radio frame up, as any network server hands it over, in one shape. */
export interface Uplink {
  /** 16 lower-case hexadecimal digits. One of 15, as AWS's manual prints it, is kept as written and names no device. */
  readonly devEui: string;
  /** 8 lower-case hexadecimal digits. */
  readonly devAddr?: string;
  readonly fCnt?: number;
  readonly fPort?: number;
  /** The application payload, decrypted, in lower-case hexadecimal. */
  readonly payloadHex: string;
  /** When the network server received the frame, ISO 8601 in UTC. Rules score on this time. */
  readonly receivedAt: string;
  /** When the radio gateway received it, where the gateway has GNSS time, ISO 8601 in UTC. */
  readonly gatewayTime?: string;
  /** Id of the adapter that read the document, like `aws-iot-core-for-lorawan`. */
  readonly networkServer: string;
  readonly gateways: readonly Gateway[];
  /** LoRaWAN data rate index, 0-15. */
  readonly dataRate?: number;
  readonly frequencyHz?: number;
}

export interface Gateway {
  readonly id: string;
  /** dBm */
  readonly rssi?: number;
  /** dB */
  readonly snr?: number;
}

/** So many say all that link statistics need, and a row of the history stays small. */
const MOST_GATEWAYS = 8;

/** Each gateway once, as it heard the frame best; the best ones first, eight at most. */
export const mergeGateways = (gateways: readonly Gateway[]): readonly Gateway[] => {
  const snrOf = ({ snr }: Gateway) => snr ?? -Number.MAX_VALUE;
  const bestFirst = gateways.toSorted((a, b) => snrOf(b) - snrOf(a) || a.id.localeCompare(b.id));
  const byId = new Map<string, Gateway>();
  for (const gateway of bestFirst) if (!byId.has(gateway.id)) byId.set(gateway.id, gateway);
  return [...byId.values()].slice(0, MOST_GATEWAYS);
};

/** Within this time the same identity, or counter of a device, is the same frame; beyond, a device that counts anew. */
export const SAME_FRAME_MS = 30 * MINUTE_MS;

/**
 * The identity of an uplink: DevEUI | DevAddr | FCnt | FPort | payload; without a frame counter, the network server's
 * time takes its place. Two documents with the same identity within 30 minutes are the same frame, heard twice.
 */
export const uplinkIdentity = (uplink: Uplink): string =>
  [
    uplink.devEui,
    uplink.devAddr ?? "",
    uplink.fCnt ?? uplink.receivedAt,
    uplink.fPort ?? "",
    uplink.payloadHex,
  ].join("|");
