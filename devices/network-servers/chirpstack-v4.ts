import * as z from "zod";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { CHIRPSTACK_V4_ID, chirpStackV4Events } from "./chirpstack-v4-events.ts";
import {
  base64Payload,
  compact,
  devAddrField,
  fCntField,
  fPortField,
  frequencyField,
  instantField,
  lenientInstant,
  lenientNumber,
  lenientText,
  numeric,
} from "./document-fields.ts";
import type { Document, ParsedDocument } from "./network-server.ts";
import { at, has, networkServer, readWith } from "./read-document.ts";
import { gatewaysOf, gatewayTimeOf, snrBeside } from "./receptions.ts";

const MOST_DATA_RATE = 15;

const receptionSchema = z
  .object({
    gatewayId: lenientText,
    rssi: lenientNumber,
    snr: lenientNumber,
    gwTime: lenientInstant,
    nsTime: lenientInstant,
  })
  .catch({});

const upSchema = z.object({
  deviceInfo: z.object({ devEui: devEuiSchema }),
  time: instantField,
  devAddr: devAddrField,
  dr: numeric(0, MOST_DATA_RATE),
  fCnt: fCntField,
  fPort: fPortField,
  data: base64Payload,
  rxInfo: z.array(receptionSchema).nullish().catch([]),
  txInfo: z.object({ frequency: frequencyField }).optional().catch(undefined),
});
type Up = z.infer<typeof upSchema>;

/**
 * When the network server got the frame first. `time` is a gateway's clock as soon as one gateway has GNSS, so the network
 * server's own time of reception goes before it where it is told.
 */
const receivedAtOf = ({ time, rxInfo }: Up): string =>
  (rxInfo ?? []).flatMap(({ nsTime }) => nsTime ?? []).sort()[0] ?? time;

/**
 * An uplink of ChirpStack v4, in the JSON of Protocol Buffers: zero, false and empty are left out, so that no `fCnt` is counter
 * 0 and no `dr` data rate 0. Port 0 stands for a frame without a port as well, and carries no payload of the application.
 */
const readUp = (document: Document): ParsedDocument =>
  readWith(upSchema, document, at(document, "deviceInfo", "devEui"), (up) => {
    const receptions = (up.rxInfo ?? []).map(({ gatewayId, rssi, snr, gwTime }) => ({
      id: gatewayId,
      rssi,
      snr: snrBeside(rssi, snr),
      time: gwTime,
    }));
    const uplink = compact({
      devEui: up.deviceInfo.devEui,
      devAddr: up.devAddr,
      fCnt: up.fCnt ?? 0,
      fPort: up.fPort === 0 ? undefined : up.fPort,
      payloadHex: up.data,
      receivedAt: receivedAtOf(up),
      gatewayTime: gatewayTimeOf(receptions),
      networkServer: CHIRPSTACK_V4_ID,
      gateways: gatewaysOf(receptions),
      dataRate: up.dr ?? 0,
      frequencyHz: up.txInfo?.frequency,
    });
    return { kind: "uplink", uplink };
  });

/** Fields that only an uplink has; each alone may be missing because it is zero. */
const OF_AN_UPLINK = ["rxInfo", "fCnt", "fPort", "dr", "data", "adr", "confirmed"] as const;
const isUp = (document: Document): boolean =>
  has("deviceInfo")(document) && OF_AN_UPLINK.some((field) => has(field)(document));

export const chirpStackV4 = networkServer(CHIRPSTACK_V4_ID, "ChirpStack v4", [
  { is: isUp, read: readUp },
  ...chirpStackV4Events,
]);
