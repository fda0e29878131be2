import {
  GetWirelessDeviceCommand,
  type IoTWirelessClient,
  SendDataToWirelessDeviceCommand,
} from "@aws-sdk/client-iot-wireless";
import type { DownlinkRequest } from "#shared/domain/downlink.ts";
import { type DownlinkSender, type HandOver, sortSilence, sortStatus } from "./downlink-sender.ts";

const CONFIRMED = 1;
/** Of AWS IoT Core for LoRaWAN; other ports are the protocol's own. */
const MOST_PORT = 223;
const MOST_BYTES = 242;
const THROTTLED = ["ThrottlingException", "TooManyRequestsException"];

/**
 * AWS IoT Core for LoRaWAN (`SendDataToWirelessDevice`). The id it returns says that the message is queued, no more.
 *
 * @param client in the region of IoT Core for LoRaWAN, with the settings `SEND_ONCE` and a time limit
 */
export const awsIotWirelessSender = (client: IoTWirelessClient): DownlinkSender => {
  const ids = new Map<string, string>();
  /** Asked for once where the registry does not say it. */
  const idOf = async ({ address, devEui }: DownlinkRequest): Promise<string> => {
    const known = "wirelessDeviceId" in address ? address.wirelessDeviceId : ids.get(devEui);
    if (known !== undefined) return known;
    const { Id = "" } = await client.send(
      new GetWirelessDeviceCommand({ Identifier: devEui, IdentifierType: "DevEui" }),
    );
    ids.set(devEui, Id);
    return Id;
  };
  return {
    send: async (downlink) => {
      const { fPort, payloadHex } = downlink;
      const payload = Buffer.from(payloadHex, "hex");
      if (fPort < 1 || fPort > MOST_PORT || payload.length > MOST_BYTES) {
        const reason = `AWS IoT Core for LoRaWAN takes port 1-${MOST_PORT} and ${MOST_BYTES} bytes; this is port ${fPort} with ${payload.length}`;
        return { kind: "refused", reason };
      }
      try {
        const { MessageId = downlink.downlinkId } = await client.send(
          new SendDataToWirelessDeviceCommand({
            Id: await idOf(downlink),
            TransmitMode: CONFIRMED,
            PayloadData: payload.toString("base64"),
            WirelessMetadata: { LoRaWAN: { FPort: fPort } },
          }),
        );
        return { kind: "accepted", messageId: MessageId };
      } catch (error) {
        return sortError(error);
      }
    },
  };
};

const sortError = (error: unknown): HandOver => {
  const status = statusOf(error);
  if (!(error instanceof Error) || status === undefined)
    return sortSilence(error, "AWS IoT Core for LoRaWAN");
  const reason = `AWS IoT Core for LoRaWAN: ${error.name}: ${error.message}`;
  return THROTTLED.includes(error.name) ? { kind: "not_taken", reason } : sortStatus(status, reason);
};

/** The HTTP status that an SDK error carries when the service answered. */
const statusOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const metadata = error.$metadata as { readonly httpStatusCode?: number } | undefined;
  return metadata?.httpStatusCode;
};
