import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { toIso } from "#shared/domain/time.ts";

/** The pilot village's gauge at Wai Tau bridge. */
const DEV_EUI = "020000fffe000001";
/** An EM500-UDL says that the water is 2.9 m below it. */
const PAYLOAD = Buffer.from("01755c0382540b", "hex").toString("base64");

/** What a way in might take for a sign of its own. */
const TRAPS = 'a "bridge" & 100 % + $input.body #set ?x=1&Action=PurgeQueue 圍頭橋\n';

/** A reading in an exercise of its own, from now on. */
export const readingNow = (exerciseId: string) => {
  const startedAt = Date.now();
  const clock = { exerciseId, traceStart: startedAt, startedAt, speed: 1, traceEnd: startedAt + 60_000 };
  return { exerciseId, clock };
};

export const theThingsStackUplink = (clock: ExerciseClock): object => ({
  end_device_ids: {
    device_id: "wai-tau-1",
    application_ids: { application_id: "village-watch" },
    dev_eui: DEV_EUI.toUpperCase(),
    dev_addr: "01000001",
  },
  correlation_ids: [TRAPS],
  received_at: toIso(clock.traceStart),
  uplink_message: {
    f_port: 85,
    f_cnt: 7,
    frm_payload: PAYLOAD,
    rx_metadata: [{ gateway_ids: { gateway_id: "tai-po", eui: "020000FFFE0000A1" }, rssi: -92, snr: 7.5 }],
    settings: {
      data_rate: { lora: { bandwidth: 125_000, spreading_factor: 7 } },
      frequency: "923200000",
    },
    received_at: toIso(clock.traceStart),
  },
  Exercise: clock,
});

export const chirpStackV4Uplink = (clock: ExerciseClock): object => ({
  deduplicationId: "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
  time: toIso(clock.traceStart),
  deviceInfo: {
    tenantId: "52f14cd4-c6f1-4fbd-8f87-4025e1d49242",
    applicationId: "17c82e96-be03-4f38-aef3-f83d48582d97",
    deviceName: TRAPS,
    devEui: DEV_EUI,
  },
  devAddr: "01000001",
  dr: 5,
  fCnt: 8,
  fPort: 85,
  data: PAYLOAD,
  rxInfo: [{ gatewayId: "020000fffe0000a1", uplinkId: 4217106255, rssi: -92, snr: 7.5 }],
  txInfo: {
    frequency: 923_200_000,
    modulation: { lora: { bandwidth: 125_000, spreadingFactor: 7, codeRate: "CR_4_5" } },
  },
  Exercise: clock,
});
