import * as z from "zod";
import { chirpStackV3Events } from "./chirpstack-v3-events.ts";
import {
  CHIRPSTACK_V3_ID,
  DEV_ADDR_BYTES,
  devEuiIn,
  EUI_BYTES,
  euiField,
  timeOf,
  timesShape,
} from "./chirpstack-v3-fields.ts";
import { dataRateOf } from "./data-rate.ts";
import {
  base64Payload,
  compact,
  dataRateField,
  fCntField,
  fPortField,
  frequencyField,
  hexPayload,
  lenientInstant,
  lenientNumber,
  lenientText,
} from "./document-fields.ts";
import type { Circumstances, Document, ParsedDocument } from "./network-server.ts";
import { has, networkServer, readWith, unreadable } from "./read-document.ts";
import { gatewaysOf, gatewayTimeOf } from "./receptions.ts";

const HZ_PER_KHZ = 1_000;

const receptionSchema = z
  .object({
    gatewayID: z
      .union([euiField(EUI_BYTES), lenientText])
      .optional()
      .catch(undefined),
    time: lenientInstant,
    rssi: lenientNumber,
    loRaSNR: lenientNumber,
  })
  .catch({});

const upSchema = z.object({
  devEUI: euiField(EUI_BYTES),
  ...timesShape,
  devAddr: euiField(DEV_ADDR_BYTES).optional().catch(undefined),
  dr: dataRateField,
  fCnt: fCntField,
  fPort: fPortField,
  rxInfo: z.array(receptionSchema).nullish().catch([]),
  txInfo: z
    .object({
      frequency: frequencyField,
      dr: dataRateField,
      loRaModulationInfo: z
        .object({ spreadingFactor: lenientNumber, bandwidth: lenientNumber })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Up = z.infer<typeof upSchema>;

/** ChirpStack's own payload is base64; CampusIoT's archive, which stamps every document, has turned it into hexadecimal. */
const isOfArchive = has("_timestamp");
const base64Schema = upSchema.extend({ data: base64Payload });
const hexSchema = upSchema.extend({ data: hexPayload });

const dataRateIn = ({ dr, txInfo }: Up): number | undefined => {
  const { spreadingFactor, bandwidth } = txInfo?.loRaModulationInfo ?? {};
  const bandwidthHz = bandwidth === undefined ? undefined : bandwidth * HZ_PER_KHZ;
  return dr ?? txInfo?.dr ?? dataRateOf(compact({ spreadingFactor, bandwidthHz }), txInfo?.frequency);
};

/** An uplink of ChirpStack v3, in either of its two JSON forms. Port 0 stands for a frame without a port as well. */
const readUp = (document: Document, { arrivedAt }: Circumstances): ParsedDocument =>
  readWith(isOfArchive(document) ? hexSchema : base64Schema, document, devEuiIn(document), (up) => {
    const receptions = (up.rxInfo ?? []).map(({ gatewayID, rssi, loRaSNR, time }) => ({
      id: gatewayID,
      rssi,
      snr: loRaSNR,
      time,
    }));
    const gatewayTime = gatewayTimeOf(receptions);
    const receivedAt = timeOf(up, gatewayTime, arrivedAt);
    if (receivedAt === undefined) return unreadable("publishedAt: a time is expected", up.devEUI);
    const uplink = compact({
      devEui: up.devEUI,
      devAddr: up.devAddr,
      fCnt: up.fCnt ?? 0,
      fPort: up.fPort === 0 ? undefined : up.fPort,
      payloadHex: up.data,
      receivedAt,
      gatewayTime,
      networkServer: CHIRPSTACK_V3_ID,
      gateways: gatewaysOf(receptions),
      dataRate: dataRateIn(up),
      frequencyHz: up.txInfo?.frequency,
    });
    return { kind: "uplink", uplink };
  });

/** A join tells its reception as well, and an acknowledgement its counter: only an uplink has one of these. */
const OF_AN_UPLINK = ["fPort", "data", "adr", "object", "objectJSON"] as const;
const isUp = (document: Document): boolean =>
  has("devEUI")(document) && OF_AN_UPLINK.some((field) => has(field)(document));

export const chirpStackV3 = networkServer(CHIRPSTACK_V3_ID, "ChirpStack v3", [
  { is: isUp, read: readUp },
  ...chirpStackV3Events,
]);
