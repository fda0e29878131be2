import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { modulationOf } from "./data-rate.ts";
import type { SentUplink } from "./encode-uplink.ts";

/** Zero and empty are left out of its JSON. */
const unlessZero = <Value>(value: Value): Value | undefined => (value || undefined) as Value | undefined;

/**
 * The document that The Things Stack v3 would hand over for an uplink, with the clock of the exercise beside it. Data rates
 * beyond LoRa's, which it writes as a modulation, are left out.
 */
export const encodeTheThingsStackUplink = (uplink: SentUplink, exercise: ExerciseClock): object => {
  const modulation = modulationOf(uplink.dataRate);
  return {
    end_device_ids: {
      device_id: `replay-${uplink.devEui}`,
      application_ids: { application_id: "replay" },
      dev_eui: uplink.devEui.toUpperCase(),
      dev_addr: uplink.devAddr?.toUpperCase(),
    },
    received_at: uplink.receivedAt,
    uplink_message: {
      f_port: uplink.fPort,
      f_cnt: unlessZero(uplink.fCnt),
      frm_payload: unlessZero(Buffer.from(uplink.payloadHex, "hex").toString("base64")),
      rx_metadata: uplink.gateways.map(({ id, rssi, snr }) => ({
        gateway_ids: { gateway_id: `eui-${id}`, eui: id.toUpperCase() },
        time: uplink.gatewayTime,
        rssi,
        snr: unlessZero(snr),
      })),
      settings: {
        data_rate: modulation && {
          lora: { bandwidth: modulation.bandwidthHz, spreading_factor: modulation.spreadingFactor },
        },
        frequency: uplink.frequencyHz === undefined ? undefined : String(uplink.frequencyHz),
      },
      received_at: uplink.receivedAt,
    },
    Exercise: exercise,
  };
};
