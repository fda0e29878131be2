import * as z from "zod";
import type { DownlinkEvent, NetworkEvent } from "#shared/domain/network-event.ts";
import { toIso } from "#shared/domain/time.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import {
  compact,
  devAddrField,
  fCntField,
  instantField,
  LONGEST_TEXT,
  lenientNumber,
  lenientText,
} from "./document-fields.ts";
import type { Circumstances, Document, ParsedDocument } from "./network-server.ts";
import { at, type DocumentKind, has, ignored, readWith, unreadable } from "./read-document.ts";

export const THE_THINGS_STACK_ID = "the-things-stack-v3";

const deviceSchema = z.object({ dev_eui: devEuiSchema, dev_addr: devAddrField });

const downlinkSchema = z.object({
  f_cnt: fCntField,
  correlation_ids: z.array(z.string().max(LONGEST_TEXT)).optional().catch(undefined),
});
type Downlink = z.infer<typeof downlinkSchema>;

const messageSchema = z.object({
  end_device_ids: deviceSchema,
  received_at: instantField.optional(),
  join_accept: z.object({ received_at: instantField.optional() }).optional(),
  downlink_ack: downlinkSchema.optional(),
  downlink_nack: downlinkSchema.optional(),
  downlink_sent: downlinkSchema.optional(),
  downlink_queued: downlinkSchema.optional(),
  downlink_failed: z
    .object({
      downlink: downlinkSchema.optional(),
      error: z.object({ message_format: lenientText, name: lenientText }).optional(),
    })
    .optional(),
  location_solved: z
    .object({
      location: z.object({
        latitude: z.number().min(-90).max(90).default(0),
        longitude: z.number().min(-180).max(180).default(0),
        accuracy: lenientNumber,
      }),
    })
    .optional(),
});
type Message = z.infer<typeof messageSchema>;
type Told = Pick<DownlinkEvent, "devEui" | "at" | "networkServer">;

/** Its own correlation ids begin with the name of a component, like `as:downlink:01E1...`. */
const ITS_OWN = /^[a-z]+:/;

/** The id that the sender of a downlink gave it, else the one The Things Stack did. */
const downlinkIdIn = ({ correlation_ids = [] }: Downlink): string | undefined =>
  correlation_ids.find((id) => !ITS_OWN.test(id)) ?? correlation_ids[0];

const RESULTS = {
  downlink_ack: "acknowledged",
  downlink_nack: "not_acknowledged",
  downlink_sent: "sent",
  downlink_queued: "queued",
} as const;

const downlinkEventOf = (message: Message, told: Told): DownlinkEvent | undefined => {
  for (const [field, result] of Object.entries(RESULTS)) {
    const downlink = message[field as keyof typeof RESULTS];
    if (downlink === undefined) continue;
    return compact({
      kind: "downlink" as const,
      ...told,
      result,
      downlinkId: downlinkIdIn(downlink),
      fCntDown: downlink.f_cnt,
    });
  }
  if (message.downlink_failed === undefined) return undefined;
  const { downlink = {}, error } = message.downlink_failed;
  return compact({
    kind: "downlink" as const,
    ...told,
    result: "failed" as const,
    downlinkId: downlinkIdIn(downlink),
    fCntDown: downlink.f_cnt,
    reason: error?.message_format ?? error?.name,
  });
};

const eventOf = (message: Message, told: Told): NetworkEvent | undefined => {
  const { join_accept, location_solved } = message;
  if (join_accept !== undefined) {
    const joinedAt = join_accept.received_at ?? told.at;
    const { dev_addr: devAddr } = message.end_device_ids;
    return compact({ kind: "join" as const, ...told, at: joinedAt, accepted: true, devAddr });
  }
  if (location_solved !== undefined) {
    const { latitude, longitude, accuracy: accuracyM } = location_solved.location;
    const position: [number, number] = [longitude, latitude];
    return compact({ kind: "location" as const, ...told, position, accuracyM });
  }
  return downlinkEventOf(message, told);
};

const DEV_EUI = ["end_device_ids", "dev_eui"] as const;

const readEvent = (document: Document, { arrivedAt }: Circumstances): ParsedDocument =>
  readWith(messageSchema, document, at(document, ...DEV_EUI), (message) => {
    const { dev_eui: devEui } = message.end_device_ids;
    const happenedAt = message.received_at ?? (arrivedAt === undefined ? undefined : toIso(arrivedAt));
    if (happenedAt === undefined) return unreadable("received_at: a time is expected", devEui);
    const event = eventOf(message, { devEui, at: happenedAt, networkServer: THE_THINGS_STACK_ID });
    return event === undefined
      ? unreadable("The Things Stack: none of its messages that are known (uplink_message, ...)", devEui)
      : { kind: "event", event };
  });

const UNUSED = {
  downlinks: "the request of a downlink",
  downlink_queue_invalidated: "a queue of downlinks that is encrypted anew",
  service_data: "what another service makes of the device",
  uplink_normalized: "an uplink's decoded copy",
} as const;

/** What The Things Stack v3 tells besides uplinks, as documented under "Data Formats". */
export const theThingsStackEvents: readonly DocumentKind[] = [
  ...Object.entries(UNUSED).map(([field, explanation]) => ({
    is: (document: Document) => has("end_device_ids")(document) && has(field)(document),
    read: (document: Document) =>
      ignored(`The Things Stack ${field}: ${explanation}`, at(document, ...DEV_EUI)),
  })),
  { is: has("end_device_ids"), read: readEvent },
];
