import * as z from "zod";
import type { JoinEvent } from "#shared/domain/network-event.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { AWS_ID, readPosition } from "./aws-position.ts";
import { compact, devAddrField, instantField, text, unixField } from "./document-fields.ts";
import type { ParsedDocument } from "./network-server.ts";
import { at, type DocumentKind, has, ignored, readWith } from "./read-document.ts";

const gatewayEuiField = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{16}$/, "a GatewayEui is 16 hexadecimal digits");

const joinSchema = z.object({
  eventType: text,
  timestamp: unixField,
  LoRaWAN: z.object({ DevEui: devEuiSchema, DevAddr: devAddrField }),
});

/** A join event: asked for, or granted. */
const readJoin = (document: unknown): ParsedDocument =>
  readWith(
    joinSchema,
    document,
    at(document, "LoRaWAN", "DevEui"),
    ({ eventType, timestamp, LoRaWAN: { DevEui, DevAddr } }) => {
      const event: JoinEvent = compact({
        kind: "join" as const,
        devEui: DevEui,
        at: timestamp,
        networkServer: AWS_ID,
        accepted: eventType === "join_accepted",
        devAddr: DevAddr,
      });
      return { kind: "event", event };
    },
  );

const gatewaySchema = z.object({
  eventType: z.enum(["connected", "disconnected"]),
  timestamp: unixField,
  LoRaWAN: z.object({ GatewayEui: gatewayEuiField }),
});

const readGateway = (document: unknown): ParsedDocument =>
  readWith(gatewaySchema, document, undefined, ({ eventType, timestamp, LoRaWAN: { GatewayEui } }) => ({
    kind: "event",
    event: {
      kind: "gateway_connection",
      at: timestamp,
      networkServer: AWS_ID,
      gatewayId: GatewayEui,
      connected: eventType === "connected",
    },
  }));

const logSchema = z.object({
  timestamp: instantField,
  devEui: devEuiSchema,
  event: text,
  message: text,
});

/** An entry of AWS's log of a device. Only an error is worth an event. */
const readLog = (document: unknown): ParsedDocument =>
  at(document, "logLevel") === "ERROR"
    ? readWith(
        logSchema,
        document,
        at(document, "devEui"),
        ({ timestamp, devEui, event, message }): ParsedDocument => ({
          kind: "event",
          event: {
            kind: "network_fault",
            devEui,
            at: timestamp,
            networkServer: AWS_ID,
            explanation: `${event}: ${message}`,
          },
        }),
      )
    : ignored("AWS log entry that is no error", at(document, "devEui"));

const isEvent = (type: RegExp) => (document: object) => {
  const eventType = at(document, "eventType");
  return typeof eventType === "string" && type.test(eventType) && has("LoRaWAN")({ ...document });
};

/** What AWS tells besides uplinks: events, log entries, and answers of its interface. */
export const awsEvents: readonly DocumentKind[] = [
  { is: has("PositionInfo"), read: readPosition },
  { is: isEvent(/^(?:re)?join_/), read: readJoin },
  { is: isEvent(/connected$/), read: readGateway },
  {
    is: isEvent(/^/),
    read: (document) =>
      ignored(`AWS event ${document.eventType}: not used here`, at(document, "LoRaWAN", "DevEui")),
  },
  {
    is: (document) => has("logLevel")(document) && has("resource")(document),
    read: readLog,
  },
  {
    is: has("TransmitMode"),
    read: () => ignored("AWS SendDataToWirelessDevice: the request of a downlink"),
  },
  {
    is: (document) => typeof document.MessageId === "string" && Object.keys(document).length === 1,
    read: () => ignored("AWS SendDataToWirelessDevice: the answer to a downlink's request"),
  },
  {
    is: has("LastUplinkReceivedAt"),
    read: (document) =>
      ignored("AWS GetWirelessDeviceStatistics: when a device was heard", at(document, "LoRaWAN", "DevEui")),
  },
];
