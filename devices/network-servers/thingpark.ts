import * as z from "zod";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { dataRateOf } from "./data-rate.ts";
import { statusBeside } from "./device-status.ts";
import {
  compact,
  devAddrField,
  fCntField,
  fPortField,
  hertzOf,
  hexPayload,
  instantField,
  lenientNumber,
  lenientText,
} from "./document-fields.ts";
import type { Document, ParsedDocument } from "./network-server.ts";
import { at, has, networkServer, readWith, unreadable } from "./read-document.ts";
import { gatewaysOf } from "./receptions.ts";
import { THINGPARK_ID, thingParkEvents } from "./thingpark-events.ts";

/** It tells the spreading factor only. At 125 kHz is all but SF7 at 250 kHz, a rate that no default channel allows. */
const BANDWIDTH_HZ = 125_000;

const receptionSchema = z
  .object({ Lrrid: lenientText, LrrRSSI: lenientNumber, LrrSNR: lenientNumber })
  .catch({});

const uplinkSchema = z.object({
  DevEUI: devEuiSchema,
  Time: instantField,
  DevAddr: devAddrField,
  FPort: fPortField,
  FCntUp: fCntField,
  payload_hex: hexPayload,
  ...receptionSchema.unwrap().shape,
  Lrrs: z
    .object({ Lrr: z.union([z.array(receptionSchema), receptionSchema.transform((one) => [one])]) })
    .optional()
    .catch(undefined),
  SpFact: lenientNumber,
  Frequency: lenientNumber,
  BatteryLevel: lenientNumber,
  Margin: lenientNumber,
  ACKbit: lenientNumber,
});
type Fields = z.infer<typeof uplinkSchema>;

const REPORT = "DevEUI_uplink";

const read = (document: Document): ParsedDocument => {
  const devEui = at(document, REPORT, "DevEUI");
  if (Number(at(document, REPORT, "payload_encrypted") ?? 0) !== 0) {
    return unreadable(`${REPORT}.payload_encrypted: the payload was left encrypted`, devEui);
  }
  return readWith(z.object({ [REPORT]: uplinkSchema }), document, devEui, ({ [REPORT]: fields }) => {
    if (fields === undefined) return unreadable(`${REPORT}: it is empty`);
    const events = eventsBeside(fields);
    return compact({
      kind: "uplink" as const,
      uplink: uplinkOf(fields),
      events: events.length === 0 ? undefined : events,
    });
  });
};

/** `Time` is the clock of the gateway that was best heard; ThingPark tells no other. */
const uplinkOf = (fields: Fields) => {
  const receptions = [fields, ...(fields.Lrrs?.Lrr ?? [])];
  const frequencyHz = hertzOf(fields.Frequency);
  return compact({
    devEui: fields.DevEUI,
    devAddr: fields.DevAddr,
    fCnt: fields.FCntUp,
    fPort: fields.FPort,
    payloadHex: fields.payload_hex,
    receivedAt: fields.Time,
    networkServer: THINGPARK_ID,
    gateways: gatewaysOf(
      receptions.map(({ Lrrid, LrrRSSI, LrrSNR }) => ({ id: Lrrid, rssi: LrrRSSI, snr: LrrSNR })),
    ),
    dataRate: dataRateOf(compact({ spreadingFactor: fields.SpFact, bandwidthHz: BANDWIDTH_HZ }), frequencyHz),
    frequencyHz,
  });
};

const eventsBeside = ({
  DevEUI: devEui,
  Time,
  ACKbit,
  BatteryLevel,
  Margin,
}: Fields): readonly NetworkEvent[] => {
  const told = { devEui, at: Time, networkServer: THINGPARK_ID };
  const acknowledged: readonly NetworkEvent[] =
    ACKbit === 1 ? [{ kind: "downlink", ...told, result: "acknowledged" }] : [];
  return [...acknowledged, ...statusBeside(told, BatteryLevel, Margin)];
};

export const thingPark = networkServer(THINGPARK_ID, "ThingPark", [
  { is: has(REPORT), read },
  ...thingParkEvents,
]);
