import * as z from "zod";
import { downlinkAddressSchema } from "#shared/domain/device.ts";
import type { DownlinkRequest } from "#shared/domain/downlink.ts";
import { exerciseClockSchema } from "#shared/domain/exercise.ts";
import { idSchema } from "#shared/domain/site.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import type { SitePlace } from "./place.ts";

/** Names one downlink. */
export interface DownlinkKey {
  readonly devEui: string;
  readonly requestedAt: number;
  readonly downlinkId: string;
  readonly exerciseId?: string | undefined;
}

export const downlinkKeyOf = (request: DownlinkRequest): DownlinkKey => ({
  devEui: request.devEui,
  requestedAt: request.requestedAt,
  downlinkId: request.downlinkId,
  exerciseId: request.exercise?.exerciseId,
});

/**
 * What travels in the queue `downlinks`: one to be sent, one that was handed over and is to be looked after, or a site whose devices may
 * have to report faster or slower.
 */
export type DownlinkMessage =
  | { readonly kind: "pace"; readonly place: SitePlace }
  | { readonly kind: "send"; readonly request: DownlinkRequest }
  | { readonly kind: "check"; readonly key: DownlinkKey };

const instantSchema = z.number().int();
const requestSchema = z.object({
  downlinkId: z.string().min(1),
  devEui: devEuiSchema,
  villageId: idSchema,
  siteId: idSchema.optional(),
  command: z.object({ reportIntervalS: z.number().int().positive() }),
  usualIntervalS: z.number().int().positive(),
  address: downlinkAddressSchema,
  fPort: z.number().int().min(1).max(223),
  payloadHex: z.string().regex(/^([0-9a-f]{2})+$/),
  requestedAt: instantSchema,
  requestedBy: z.string().min(1),
  reason: z.string().optional(),
  expiresAt: instantSchema,
  exercise: exerciseClockSchema.optional(),
});

const messageSchema = z.discriminatedUnion("schema", [
  z.object({
    schema: z.literal("pace/1"),
    place: z.object({ villageId: idSchema, siteId: idSchema, exerciseId: z.string().optional() }),
  }),
  z.object({ schema: z.literal("downlink/1"), request: requestSchema }),
  z.object({
    schema: z.literal("downlink-check/1"),
    key: z.object({
      devEui: devEuiSchema,
      requestedAt: instantSchema,
      downlinkId: z.string().min(1),
      exerciseId: z.string().optional(),
    }),
  }),
]);

const SCHEMAS = { send: "downlink/1", check: "downlink-check/1", pace: "pace/1" } as const;

export const writeDownlinkMessage = ({ kind, ...content }: DownlinkMessage): string =>
  JSON.stringify({ schema: SCHEMAS[kind], ...content });

/** @throws when the body is none of ours, naming the field: the queue parks such a message with its dead letters. */
export const readDownlinkMessage = (body: string): DownlinkMessage => {
  const message = messageSchema.parse(JSON.parse(body));
  switch (message.schema) {
    case "downlink/1":
      return { kind: "send", request: message.request };
    case "downlink-check/1":
      return { kind: "check", key: message.key };
    case "pace/1":
      return { kind: "pace", place: message.place };
  }
};
