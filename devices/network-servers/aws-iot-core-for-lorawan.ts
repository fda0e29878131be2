import * as z from "zod";
import { devEuiSchema, type Gateway, type Uplink } from "#shared/domain/uplink.ts";
import type { Document, NetworkServer, ParsedDocument } from "./network-server.ts";
import { sentenceOf } from "./sentence.ts";

/** A device that sends no port arrives under this one. */
const NO_PORT = 225;
/** LoRaWAN Regional Parameters RP002-1.0.4: no data rate carries more. */
const MOST_PAYLOAD_BYTES = 242;
const MOST_DATA_RATE = 15;

/** A number, or the same as text: both occur. Absent and null are the same. */
const numeric = (minimum: number, maximum: number) =>
  z
    .preprocess(
      (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : (value ?? undefined)),
      z
        .number(`a number from ${minimum} to ${maximum} is expected`)
        .int()
        .min(minimum)
        .max(maximum)
        .optional(),
    )
    .optional();

/** Of no consequence to an alarm: what cannot be read is left out, and the reading is kept. */
const signal = z.coerce.number().optional().catch(undefined);
const text = z.string().min(1);

const gatewaysSchema = z
  .array(
    z.object({
      GatewayEui: text.optional(),
      Id: text.optional(),
      Rssi: signal,
      Snr: signal,
    }),
  )
  .catch([]);

const loRaWanSchema = z.object({
  DevEui: devEuiSchema,
  DevAddr: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{8}$/, "a DevAddr is 8 hexadecimal digits")
    .nullish(),
  FCnt: numeric(0, 0xffff_ffff),
  FPort: numeric(0, 255),
  Fport: numeric(0, 255),
  DataRate: numeric(0, MOST_DATA_RATE).catch(undefined),
  Frequency: numeric(1, 10_000_000_000).catch(undefined),
  Timestamp: z.iso
    .datetime({
      offset: true,
      error: "a real instant in ISO 8601 with its offset is expected, like 2026-09-08T15:41:00Z",
    })
    .transform((instant) => new Date(instant).toISOString()),
  Gateways: gatewaysSchema.optional(),
  PublicGateways: gatewaysSchema.optional(),
});

const documentSchema = z.object({
  PayloadData: z
    .base64("base64 is expected")
    .nullish()
    .transform((payload) => Buffer.from(payload ?? "", "base64"))
    .refine(
      (payload) => payload.length <= MOST_PAYLOAD_BYTES,
      `a LoRaWAN frame carries at most ${MOST_PAYLOAD_BYTES} bytes`,
    ),
  WirelessMetadata: z.object({ LoRaWAN: loRaWanSchema }),
});

const shapeSchema = z.object({ WirelessMetadata: z.object({ LoRaWAN: z.looseObject({}) }) });

const deviceSchema = z.object({
  WirelessMetadata: z.object({ LoRaWAN: z.object({ DevEui: devEuiSchema }) }),
});

const ID = "aws-iot-core-for-lorawan";

/** An uplink as AWS IoT Core for LoRaWAN hands it to a Destination. */
const parse = (document: Document): ParsedDocument => {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) {
    return { kind: "unreadable", error: sentenceOf(parsed.error), ...deviceOf(document) };
  }
  const { PayloadData, WirelessMetadata } = parsed.data;
  return { kind: "uplink", uplink: uplinkOf(PayloadData, WirelessMetadata.LoRaWAN) };
};

const deviceOf = (document: Document): { readonly devEui?: string } => {
  const parsed = deviceSchema.safeParse(document);
  return parsed.success ? { devEui: parsed.data.WirelessMetadata.LoRaWAN.DevEui } : {};
};

const uplinkOf = (payload: Buffer, radio: z.infer<typeof loRaWanSchema>): Uplink => {
  const fPort = radio.FPort ?? radio.Fport;
  return {
    devEui: radio.DevEui,
    payloadHex: payload.toString("hex"),
    receivedAt: radio.Timestamp,
    networkServer: ID,
    gateways: gatewaysOf([...(radio.Gateways ?? []), ...(radio.PublicGateways ?? [])]),
    ...(radio.DevAddr ? { devAddr: radio.DevAddr } : {}),
    ...(radio.FCnt === undefined ? {} : { fCnt: radio.FCnt }),
    ...(fPort === undefined || fPort === NO_PORT ? {} : { fPort }),
    ...(radio.DataRate === undefined ? {} : { dataRate: radio.DataRate }),
    ...(radio.Frequency === undefined ? {} : { frequencyHz: radio.Frequency }),
  };
};

const gatewaysOf = (heardBy: z.infer<typeof gatewaysSchema>): readonly Gateway[] =>
  heardBy.flatMap(({ GatewayEui, Id, Rssi, Snr }) => {
    const id = GatewayEui ?? Id;
    return id === undefined
      ? []
      : [{ id, ...(Rssi === undefined ? {} : { rssi: Rssi }), ...(Snr === undefined ? {} : { snr: Snr }) }];
  });

export const awsIotCoreForLoRaWan: NetworkServer = {
  id: ID,
  name: "AWS IoT Core for LoRaWAN",
  recognises: (document) => shapeSchema.safeParse(document).success,
  parse,
};
