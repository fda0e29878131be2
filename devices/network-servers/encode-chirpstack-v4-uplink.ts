import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { modulationOf } from "./data-rate.ts";
import type { SentUplink } from "./encode-uplink.ts";

/** Zero and empty are left out of the JSON of Protocol Buffers. */
const unlessZero = <Value>(value: Value): Value | undefined => (value || undefined) as Value | undefined;

/** The document of the event `up` that ChirpStack v4 would hand over for an uplink, with the clock of the exercise beside it. */
export const encodeChirpStackV4Uplink = (uplink: SentUplink, exercise: ExerciseClock): object => {
  const lora = modulationOf(uplink.dataRate);
  return {
    time: uplink.receivedAt,
    deviceInfo: {
      applicationName: "replay",
      deviceName: `replay-${uplink.devEui}`,
      devEui: uplink.devEui,
    },
    devAddr: uplink.devAddr,
    adr: true,
    dr: unlessZero(uplink.dataRate),
    fCnt: unlessZero(uplink.fCnt),
    fPort: uplink.fPort,
    data: unlessZero(Buffer.from(uplink.payloadHex, "hex").toString("base64")),
    rxInfo: uplink.gateways.map(({ id, rssi, snr }) => ({
      gatewayId: id,
      gwTime: uplink.gatewayTime,
      nsTime: uplink.receivedAt,
      rssi,
      snr: unlessZero(snr),
    })),
    txInfo: {
      frequency: uplink.frequencyHz,
      modulation: lora && { lora: { bandwidth: lora.bandwidthHz, spreadingFactor: lora.spreadingFactor } },
    },
    Exercise: exercise,
  };
};
