import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { SentUplink } from "./encode-uplink.ts";

/**
 * The document that AWS IoT Core for LoRaWAN would hand over for an uplink, with the clock of the exercise beside it.
 * A replay can only send with a clock: without one its document could not be told from a real flood.
 */
export const encodeAwsUplink = (uplink: SentUplink, exercise: ExerciseClock): object => ({
  WirelessDeviceId: `replay-${uplink.devEui}`,
  PayloadData: Buffer.from(uplink.payloadHex, "hex").toString("base64"),
  WirelessMetadata: {
    LoRaWAN: {
      DevEui: uplink.devEui,
      DevAddr: uplink.devAddr,
      FCnt: uplink.fCnt,
      FPort: uplink.fPort,
      DataRate: uplink.dataRate,
      Frequency: uplink.frequencyHz,
      Timestamp: uplink.receivedAt,
      Gateways: uplink.gateways.map(({ id, rssi, snr }) => ({ GatewayEui: id, Rssi: rssi, Snr: snr })),
    },
  },
  Exercise: exercise,
});
