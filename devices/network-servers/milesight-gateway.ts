import * as z from "zod";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { dataRateOf } from "./data-rate.ts";
import {
  base64Payload,
  compact,
  devAddrField,
  fCntField,
  fPortField,
  frequencyField,
  instantField,
  lenientNumber,
  lenientText,
} from "./document-fields.ts";
import type { Document, ParsedDocument } from "./network-server.ts";
import { at, has, ignored, networkServer, readWith } from "./read-document.ts";
import { gatewaysOf } from "./receptions.ts";

const ID = "milesight-gateway";
const HZ_PER_KHZ = 1_000;

/** Some firmware loses the dash between month and day (`2020-0327T12:39:05Z`): there is only one way to read it. */
const LOST_DASH = /^(\d{4}-\d{2})(\d{2}T)/;
const timeField = z
  .string()
  .transform((time) => time.replace(LOST_DASH, "$1-$2"))
  .pipe(instantField);

const uplinkSchema = z.object({
  devEUI: devEuiSchema,
  time: timeField,
  devAddr: devAddrField,
  fCnt: fCntField,
  fPort: fPortField,
  data: base64Payload,
  rxInfo: z
    .array(z.object({ mac: lenientText, rssi: lenientNumber, loRaSNR: lenientNumber }).catch({}))
    .nullish()
    .catch([]),
  txInfo: z
    .object({
      frequency: frequencyField,
      dataRate: z
        .object({ bandwidth: lenientNumber, spreadFactor: lenientNumber })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** An uplink as the network server inside a Milesight gateway (UG56, UG65, UG67) sends it by HTTP or MQTT. */
const readUplink = (document: Document): ParsedDocument =>
  readWith(uplinkSchema, document, document.devEUI, ({ txInfo, rxInfo, ...fields }) => {
    const { bandwidth, spreadFactor: spreadingFactor } = txInfo?.dataRate ?? {};
    const bandwidthHz = bandwidth === undefined ? undefined : bandwidth * HZ_PER_KHZ;
    const mended = LOST_DASH.test(String(document.time));
    const uplink = compact({
      devEui: fields.devEUI,
      devAddr: fields.devAddr,
      fCnt: fields.fCnt,
      fPort: fields.fPort,
      payloadHex: fields.data,
      receivedAt: fields.time,
      networkServer: ID,
      gateways: gatewaysOf((rxInfo ?? []).map(({ mac, rssi, loRaSNR }) => ({ id: mac, rssi, snr: loRaSNR }))),
      dataRate: dataRateOf(compact({ spreadingFactor, bandwidthHz }), txInfo?.frequency),
      frequencyHz: txInfo?.frequency,
    });
    return compact({
      kind: "uplink" as const,
      uplink,
      warnings: mended ? [`time: ${document.time} was read as ${fields.time}`] : undefined,
    });
  });

const noticeSchema = z.object({
  devEUI: devEuiSchema,
  time: timeField,
  devAddr: devAddrField,
  acknowledged: z.boolean().optional(),
  fcnt: fCntField,
  error: lenientText,
});

const readNotice = (document: Document): ParsedDocument =>
  readWith(noticeSchema, document, document.devEUI, (notice) => {
    const told = { devEui: notice.devEUI, at: notice.time, networkServer: ID };
    return { kind: "event", event: noticeOf(notice, told) };
  });

const noticeOf = (
  { acknowledged, fcnt, error, devAddr }: z.infer<typeof noticeSchema>,
  told: { readonly devEui: string; readonly at: string; readonly networkServer: string },
): NetworkEvent => {
  if (error !== undefined) return { kind: "network_fault", ...told, explanation: error };
  if (acknowledged === undefined) return compact({ kind: "join" as const, ...told, accepted: true, devAddr });
  const result = acknowledged ? ("acknowledged" as const) : ("not_acknowledged" as const);
  return compact({ kind: "downlink" as const, ...told, result, fCntDown: fcnt });
};

/** Its uplinks look like those of ChirpStack v3, but name the gateway by `mac` and the modulation by `spreadFactor`. */
const isUplink = (document: Document): boolean =>
  has("devEUI")(document) &&
  (has("txInfo", "dataRate", "spreadFactor")(document) ||
    (Array.isArray(document.rxInfo) &&
      document.rxInfo.some((reception) => at(reception, "mac") !== undefined)));

const isNotice =
  (field: string) =>
  (document: Document): boolean =>
    has("devEUI")(document) && has("gatewaySN")(document) && has(field)(document);

export const milesightGateway = networkServer(ID, "Milesight gateway", [
  { is: isUplink, read: readUplink },
  {
    is: isNotice("status"),
    read: ({ devEUI, status }) =>
      ignored(`Milesight gateway notice: it believes the device to be ${status}`, devEUI),
  },
  { is: isNotice("acknowledged"), read: readNotice },
  { is: isNotice("error"), read: readNotice },
  { is: isNotice("devAddr"), read: readNotice },
]);
