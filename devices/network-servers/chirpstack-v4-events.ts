import * as z from "zod";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import {
  compact,
  devAddrField,
  fCntField,
  instantField,
  lenientNumber,
  lenientText,
  text,
} from "./document-fields.ts";
import type { Document, ParsedDocument } from "./network-server.ts";
import { at, type DocumentKind, has, ignored, readWith, unreadable } from "./read-document.ts";

export const CHIRPSTACK_V4_ID = "chirpstack-v4";

const shape = { deviceInfo: z.object({ devEui: devEuiSchema }), time: instantField };
const devEuiIn = (document: Document): unknown => at(document, "deviceInfo", "devEui");

interface Told {
  readonly devEui: string;
  readonly at: string;
  readonly networkServer: string;
}
type Fields<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<typeof shape & Shape>>;

/** A kind of event by the field that only it has. */
const eventKind = <Shape extends z.ZodRawShape>(
  is: (document: Document) => boolean,
  more: Shape,
  eventOf: (fields: Fields<Shape>, told: Told) => NetworkEvent,
): DocumentKind => ({
  is: (document) => has("deviceInfo")(document) && is(document),
  read: (document): ParsedDocument =>
    readWith(z.object({ ...shape, ...more }), document, devEuiIn(document), (fields) => {
      const { deviceInfo, time } = fields as Fields<Record<never, never>>;
      const told = { devEui: deviceInfo.devEui, at: time, networkServer: CHIRPSTACK_V4_ID };
      return { kind: "event", event: eventOf(fields as Fields<Shape>, told) };
    }),
});

const either =
  (...fields: readonly string[]) =>
  (document: Document): boolean =>
    fields.some((field) => has(field)(document));

const join = eventKind(has("devAddr"), { devAddr: devAddrField }, ({ devAddr }, told) =>
  compact({ kind: "join" as const, ...told, accepted: true, devAddr }),
);

const status = eventKind(
  either("margin", "batteryLevel", "batteryLevelUnavailable", "externalPowerSource"),
  {
    margin: lenientNumber,
    externalPowerSource: z.boolean().default(false),
    batteryLevelUnavailable: z.boolean().default(false),
    batteryLevel: z.number().min(0).max(100).default(0),
  },
  ({ margin = 0, externalPowerSource, batteryLevelUnavailable, batteryLevel }, told) => ({
    kind: "device_status",
    ...told,
    ...(externalPowerSource ? { externalPower: true } : {}),
    ...(externalPowerSource || batteryLevelUnavailable ? {} : { batteryPercent: batteryLevel }),
    marginDb: margin,
  }),
);

/** A gateway has taken a downlink over to send it: that is no proof that the device heard it. */
const txAck = eventKind(
  either("downlinkId", "gatewayId"),
  { queueItemId: lenientText, fCntDown: fCntField },
  ({ queueItemId, fCntDown }, told) =>
    compact({
      kind: "downlink" as const,
      ...told,
      result: "sent" as const,
      downlinkId: queueItemId,
      fCntDown,
    }),
);

const ack = eventKind(
  has("queueItemId"),
  { queueItemId: lenientText, acknowledged: z.boolean().default(false), fCntDown: fCntField },
  ({ queueItemId, acknowledged, fCntDown }, told) =>
    compact({
      kind: "downlink" as const,
      ...told,
      result: acknowledged ? ("acknowledged" as const) : ("not_acknowledged" as const),
      downlinkId: queueItemId,
      fCntDown: fCntDown ?? 0,
    }),
);

const location = eventKind(
  has("location"),
  {
    location: z.object({
      latitude: z.number().min(-90).max(90).default(0),
      longitude: z.number().min(-180).max(180).default(0),
      accuracy: lenientNumber,
    }),
  },
  ({ location: { latitude, longitude, accuracy } }, told) =>
    compact({
      kind: "location" as const,
      ...told,
      position: [longitude, latitude] as [number, number],
      accuracyM: accuracy,
    }),
);

const fault = eventKind(
  (document) => document.level === "ERROR" || document.level === "WARNING",
  { code: text.default("UNKNOWN"), description: z.string().default("") },
  ({ code, description }, told) => ({
    kind: "network_fault",
    ...told,
    explanation: description === "" ? code : `${code}: ${description}`,
  }),
);

/** What ChirpStack v4 tells besides uplinks, told apart by the fields that its Protocol Buffers give each. */
export const chirpStackV4Events: readonly DocumentKind[] = [
  fault,
  {
    is: (document) => has("deviceInfo")(document) && either("level", "code", "description")(document),
    read: (document) =>
      ignored("ChirpStack v4 log: an entry that is neither error nor warning", devEuiIn(document)),
  },
  {
    is: (document) => has("deviceInfo")(document) && either("integrationName", "eventType")(document),
    read: (document) =>
      ignored("ChirpStack v4 integration: what another service makes of the device", devEuiIn(document)),
  },
  txAck,
  ack,
  location,
  status,
  join,
  {
    is: has("deviceInfo", "devEui"),
    read: (document) =>
      unreadable("ChirpStack v4: none of its events that are known (up, join, ...)", devEuiIn(document)),
  },
];
