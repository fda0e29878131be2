import * as z from "zod";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import {
  CHIRPSTACK_V3_ID,
  DEV_ADDR_BYTES,
  devEuiIn,
  EUI_BYTES,
  euiField,
  timeOf,
  timesShape,
} from "./chirpstack-v3-fields.ts";
import { compact, fCntField, lenientNumber } from "./document-fields.ts";
import type { Circumstances, Document, ParsedDocument } from "./network-server.ts";
import { type DocumentKind, has, ignored, readWith, unreadable } from "./read-document.ts";

const eventSchema = z.object({
  devEUI: euiField(EUI_BYTES),
  ...timesShape,
  devAddr: euiField(DEV_ADDR_BYTES).optional(),
  margin: lenientNumber,
  externalPowerSource: z.boolean().default(false),
  batteryLevelUnavailable: z.boolean().default(false),
  batteryLevel: z.number().min(0).max(100).default(0),
  acknowledged: z.boolean().default(false),
  fCnt: fCntField,
  type: z.string().default("UNKNOWN"),
  error: z.string().default(""),
  location: z
    .object({
      latitude: z.number().min(-90).max(90).default(0),
      longitude: z.number().min(-180).max(180).default(0),
      accuracy: lenientNumber,
    })
    .optional(),
});
type Fields = z.infer<typeof eventSchema>;
interface Told {
  readonly devEui: string;
  readonly at: string;
  readonly networkServer: string;
}

const statusOf = (fields: Fields, told: Told): NetworkEvent => {
  const { margin, externalPowerSource, batteryLevelUnavailable, batteryLevel } = fields;
  return compact({
    kind: "device_status" as const,
    ...told,
    externalPower: externalPowerSource ? true : undefined,
    batteryPercent: externalPowerSource || batteryLevelUnavailable ? undefined : batteryLevel,
    marginDb: margin ?? 0,
  });
};

const downlinkOf = ({ acknowledged, fCnt }: Fields, told: Told): NetworkEvent => ({
  kind: "downlink",
  ...told,
  result: acknowledged ? "acknowledged" : "not_acknowledged",
  fCntDown: fCnt ?? 0,
});

const sentOf = ({ fCnt }: Fields, told: Told): NetworkEvent => ({
  kind: "downlink",
  ...told,
  result: "sent",
  fCntDown: fCnt ?? 0,
});

const faultOf = ({ type, error }: Fields, told: Told): NetworkEvent => ({
  kind: "network_fault",
  ...told,
  explanation: error === "" ? type : `${type}: ${error}`,
});

const locationOf = ({ location }: Fields, told: Told): NetworkEvent => {
  const { latitude = 0, longitude = 0, accuracy: accuracyM } = location ?? {};
  return compact({
    kind: "location" as const,
    ...told,
    position: [longitude, latitude] as [number, number],
    accuracyM,
  });
};

const joinOf = ({ devAddr }: Fields, told: Told): NetworkEvent =>
  compact({ kind: "join" as const, ...told, accepted: true, devAddr });

const kind = (field: string, eventOf: (fields: Fields, told: Told) => NetworkEvent): DocumentKind => ({
  is: (document) => has("devEUI")(document) && has(field)(document),
  read: (document: Document, { arrivedAt }: Circumstances): ParsedDocument =>
    readWith(eventSchema, document, devEuiIn(document), (fields) => {
      const { devEUI: devEui } = fields;
      const at = timeOf(fields, undefined, arrivedAt);
      if (at === undefined) return unreadable("publishedAt: a time is expected", devEui);
      return { kind: "event", event: eventOf(fields, { devEui, at, networkServer: CHIRPSTACK_V3_ID }) };
    }),
});

/** What ChirpStack v3 tells besides uplinks, told apart by the field that only each kind has. */
export const chirpStackV3Events: readonly DocumentKind[] = [
  kind("batteryLevelUnavailable", statusOf),
  kind("batteryLevel", statusOf),
  kind("margin", statusOf),
  kind("acknowledged", downlinkOf),
  kind("error", faultOf),
  kind("location", locationOf),
  {
    is: (document) => has("devEUI")(document) && has("integrationName")(document),
    read: (document) =>
      ignored("ChirpStack v3 integration: what another service makes of the device", devEuiIn(document)),
  },
  kind("devAddr", joinOf),
  kind("gatewayID", sentOf),
  {
    is: has("devEUI"),
    read: (document) =>
      unreadable("ChirpStack v3: none of its events that are known (up, join, ...)", devEuiIn(document)),
  },
];
