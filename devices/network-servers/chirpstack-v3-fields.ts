import * as z from "zod";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import { lenientInstant, unixField } from "./document-fields.ts";
import type { Document } from "./network-server.ts";

export const CHIRPSTACK_V3_ID = "chirpstack-v3";

export const EUI_BYTES = 8;
export const DEV_ADDR_BYTES = 4;

/** An EUI or address: in hexadecimal as its older JSON has it, or in base64 as Protocol Buffers do. Never ambiguous in length. */
export const euiField = (bytes: number) =>
  z.string(`${bytes * 2} hexadecimal digits or base64 are expected`).transform((value, context) => {
    if (/^[0-9a-f]+$/i.test(value) && value.length === bytes * 2) return value.toLowerCase();
    const decoded = z.base64().safeParse(value).success ? Buffer.from(value, "base64") : undefined;
    if (decoded?.length === bytes) return decoded.toString("hex");
    context.addIssue(`${bytes * 2} hexadecimal digits, or ${bytes} bytes in base64, are expected`);
    return z.NEVER;
  });

/** The device of a document, where it can be read. */
export const devEuiIn = ({ devEUI }: Document): string | undefined =>
  euiField(EUI_BYTES).safeParse(devEUI).data;

export const timesShape = {
  /** Since ChirpStack Application Server 3.13. */
  publishedAt: lenientInstant,
  time: lenientInstant,
  /** When CampusIoT's archive took the document in. */
  _timestamp: unixField.optional().catch(undefined),
};
type Times = z.infer<z.ZodObject<typeof timesShape>>;

/**
 * Most documents of ChirpStack v3 have no time of the network server. Then a gateway's clock takes its place, which it only tells
 * when it has GNSS, and at last the time at which the document reached us.
 */
export const timeOf = (
  { publishedAt, time, _timestamp }: Times,
  gatewayTime: string | undefined,
  arrivedAt: EpochMs | undefined,
): string | undefined =>
  publishedAt ??
  time ??
  _timestamp ??
  gatewayTime ??
  (arrivedAt === undefined ? undefined : toIso(arrivedAt));
