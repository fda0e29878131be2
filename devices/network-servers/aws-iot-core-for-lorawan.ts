import * as z from "zod";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import type { Uplink } from "#shared/domain/uplink.ts";
import { awsEvents } from "./aws-events.ts";
import { AWS_ID, devEuiField } from "./aws-position.ts";
import { statusBeside } from "./device-status.ts";
import {
  base64Payload,
  compact,
  dataRateField,
  devAddrField,
  fCntField,
  fPortField,
  frequencyField,
  instantField,
  lenientNumber,
  lenientText,
} from "./document-fields.ts";
import type { Document, ParsedDocument } from "./network-server.ts";
import { at, has, networkServer, readWith } from "./read-document.ts";
import { gatewaysOf } from "./receptions.ts";

/** A device that sends no port arrives under this one. */
const NO_PORT = 225;
const DEV_EUI_DIGITS = 16;

const gatewaysField = z
  .array(
    z.object({ GatewayEui: lenientText, Id: lenientText, Rssi: lenientNumber, Snr: lenientNumber }).catch({}),
  )
  .nullish()
  .catch([]);

const loRaWanSchema = z.object({
  DevEui: devEuiField,
  DevAddr: devAddrField,
  FCnt: fCntField,
  FPort: fPortField,
  Fport: fPortField,
  DataRate: dataRateField,
  Frequency: frequencyField,
  Timestamp: instantField,
  Gateways: gatewaysField,
  PublicGateways: gatewaysField,
  Battery: lenientNumber,
  Margin: lenientNumber,
  AckedMessageId: lenientText,
});

const documentSchema = z.object({
  PayloadData: base64Payload,
  WirelessMetadata: z.object({ LoRaWAN: loRaWanSchema }),
});
type Radio = z.infer<typeof loRaWanSchema>;

const DEV_EUI = ["WirelessMetadata", "LoRaWAN", "DevEui"] as const;

/** An uplink as AWS IoT Core for LoRaWAN hands it to a Destination, with or without the name of a decoder. */
const readUplink = (document: unknown): ParsedDocument =>
  readWith(
    documentSchema,
    document,
    at(document, ...DEV_EUI),
    ({ PayloadData, WirelessMetadata: { LoRaWAN } }) => {
      const uplink = uplinkOf(PayloadData, LoRaWAN);
      const events = eventsBeside(uplink, LoRaWAN);
      const short = uplink.devEui.length < DEV_EUI_DIGITS;
      return compact({
        kind: "uplink" as const,
        uplink,
        events: events.length === 0 ? undefined : events,
        warnings: short
          ? [`${DEV_EUI.join(".")}: ${uplink.devEui} has 15 digits instead of 16, and names no device`]
          : undefined,
      });
    },
  );

const uplinkOf = (payloadHex: string, radio: Radio): Uplink => {
  const fPort = radio.FPort ?? radio.Fport;
  const heardBy = [...(radio.Gateways ?? []), ...(radio.PublicGateways ?? [])];
  return compact({
    devEui: radio.DevEui,
    devAddr: radio.DevAddr,
    fCnt: radio.FCnt,
    fPort: fPort === NO_PORT ? undefined : fPort,
    payloadHex,
    receivedAt: radio.Timestamp,
    networkServer: AWS_ID,
    gateways: gatewaysOf(
      heardBy.map(({ GatewayEui, Id, Rssi, Snr }) => ({ id: GatewayEui ?? Id, rssi: Rssi, snr: Snr })),
    ),
    dataRate: radio.DataRate,
    frequencyHz: radio.Frequency,
  });
};

const eventsBeside = ({ devEui, receivedAt }: Uplink, radio: Radio): readonly NetworkEvent[] => {
  const told = { devEui, at: receivedAt, networkServer: AWS_ID };
  const acknowledged: readonly NetworkEvent[] =
    radio.AckedMessageId === undefined
      ? []
      : [{ kind: "downlink", ...told, result: "acknowledged", downlinkId: radio.AckedMessageId }];
  return [...acknowledged, ...statusBeside(told, radio.Battery, radio.Margin)];
};

const isRadio = (document: Document): boolean =>
  typeof at(document, "WirelessMetadata", "LoRaWAN") === "object" &&
  has("WirelessMetadata", "LoRaWAN")(document);

/** The document that AWS's sample rule publishes again after a decoder: the uplink is inside, as it came. */
const REPUBLISHED = "lns_payload";

export const awsIotCoreForLoRaWan = networkServer(AWS_ID, "AWS IoT Core for LoRaWAN", [
  ...awsEvents,
  { is: isRadio, read: readUplink },
  { is: has(REPUBLISHED, "WirelessMetadata"), read: (document) => readUplink(document[REPUBLISHED]) },
]);
