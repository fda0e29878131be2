import * as z from "zod";
import { compact, instantField, lenientNumber } from "./document-fields.ts";
import type { ParsedDocument } from "./network-server.ts";
import { at, readWith } from "./read-document.ts";

export const AWS_ID = "aws-iot-core-for-lorawan";

/**
 * AWS's own manual prints an uplink whose DevEui has 15 digits. Such a one is kept as it is written: padded with a zero it could
 * name somebody else's device, but as it stands it names none, so that the frame is quarantined as of an unknown device, under
 * the digits that a person finds in the document. Any other length is refused.
 */
export const devEuiField = z
  .string("a DevEUI is 16 hexadecimal digits")
  .toLowerCase()
  .regex(/^[0-9a-f]{15,16}$/, "a DevEUI is 16 hexadecimal digits");

const positionSchema = z.object({
  PositionInfo: z.object({
    Position: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).rest(z.unknown()),
    Accuracy: z.object({ Horizontal: lenientNumber }).nullish().catch(undefined),
    Timestamp: instantField,
  }),
  WirelessMetadata: z.object({ LoRaWAN: z.object({ DevEui: devEuiField }) }),
});

/**
 * Where AWS believes a device to be. `Position` is latitude, longitude, altitude: the manual shows one place both so and, as
 * GeoJSON in the answer of `GetResourcePosition`, the other way round. The frame beside it also comes as an uplink of its own.
 */
export const readPosition = (document: unknown): ParsedDocument =>
  readWith(
    positionSchema,
    document,
    at(document, "WirelessMetadata", "LoRaWAN", "DevEui"),
    ({ PositionInfo: { Position, Accuracy, Timestamp }, WirelessMetadata }) => ({
      kind: "event",
      event: compact({
        kind: "location" as const,
        devEui: WirelessMetadata.LoRaWAN.DevEui,
        at: Timestamp,
        networkServer: AWS_ID,
        position: [Position[1], Position[0]] as [number, number],
        accuracyM: Accuracy?.Horizontal,
      }),
    }),
  );
