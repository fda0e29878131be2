/**
 * Uplinks as each network server writes them: made up for these tests after its documentation, all of the same frame, the one
 * of a Milesight EM500-UDL that measured 0.542 m.
 */
export const FRAME = {
  devEui: "020000fffe000001",
  payloadHex: "01756403821e00",
  receivedAt: "2026-09-08T15:41:00.000Z",
} as const;

const DEV_EUI = "020000FFFE000001";
const BASE64 = "AXVkA4IeAA==";
const SENT_AT = "2026-09-08T23:41:00.000999+08:00";
const SENT_MS = 1_788_882_060_000;

export const UPLINKS = {
  "aws-iot-core-for-lorawan": {
    WirelessDeviceId: "w",
    PayloadData: BASE64,
    WirelessMetadata: {
      LoRaWAN: {
        DevEui: DEV_EUI,
        DevAddr: "00B96CD4",
        FCnt: 7,
        FPort: 85,
        DataRate: "5",
        Frequency: "923200000",
        Timestamp: SENT_AT,
        Gateways: [{ GatewayEui: "DCA632FFFE45B3C0", Rssi: -76, Snr: 9.75 }],
      },
    },
  },
  "the-things-stack-v3": {
    end_device_ids: { device_id: "wai-tau", dev_eui: DEV_EUI, dev_addr: "00B96CD4" },
    received_at: "2026-09-08T15:41:00.214773143Z",
    uplink_message: {
      f_port: 85,
      f_cnt: 7,
      frm_payload: BASE64,
      rx_metadata: [
        {
          gateway_ids: { gateway_id: "roof", eui: "DCA632FFFE45B3C0" },
          time: "2026-09-08T15:40:59.787Z",
          rssi: -76,
          snr: 9.75,
        },
      ],
      settings: {
        data_rate: { lora: { bandwidth: 125_000, spreading_factor: 7 } },
        frequency: "923200000",
      },
      received_at: SENT_AT,
    },
  },
  "chirpstack-v4": {
    deduplicationId: "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
    time: SENT_AT,
    deviceInfo: { deviceName: "wai-tau", devEui: FRAME.devEui },
    devAddr: "00b96cd4",
    dr: 5,
    fCnt: 7,
    fPort: 85,
    data: BASE64,
    rxInfo: [{ gatewayId: "dca632fffe45b3c0", rssi: -76, snr: 9.75 }],
    txInfo: { frequency: 923_200_000 },
  },
  "chirpstack-v3": {
    applicationID: "1",
    deviceName: "wai-tau",
    devEUI: "AgAA//4AAAE=",
    devAddr: "ALls1A==",
    rxInfo: [{ gatewayID: "3KYy//5Fs8A=", rssi: -76, loRaSNR: 9.75 }],
    txInfo: { frequency: 923_200_000, modulation: "LORA" },
    dr: 5,
    fCnt: 7,
    fPort: 85,
    data: BASE64,
    publishedAt: SENT_AT,
  },
  thingpark: {
    DevEUI_uplink: {
      Time: SENT_AT,
      DevEUI: DEV_EUI,
      DevAddr: "00B96CD4",
      FPort: "85",
      FCntUp: "7",
      payload_hex: FRAME.payloadHex.toUpperCase(),
      SpFact: "7",
      Frequency: 923.2,
      LrrRSSI: "-80.0",
      LrrSNR: "2.0",
      Lrrid: "DCA632FFFE45B3C0",
      Lrrs: { Lrr: [{ Lrrid: "DCA632FFFE45B3C0", LrrRSSI: "-76", LrrSNR: "9.75" }] },
    },
  },
  loriot: {
    cmd: "gw",
    EUI: DEV_EUI,
    ts: SENT_MS,
    fcnt: 7,
    port: 85,
    freq: 923_200_000,
    dr: "SF7 BW125 4/5",
    ack: false,
    gws: [{ rssi: -76, snr: 9.75, gweui: "DCA632FFFE45B3C0" }],
    data: FRAME.payloadHex,
  },
  helium: {
    app_eui: "0000000000000001",
    dev_eui: DEV_EUI,
    devaddr: "00B96CD4",
    fcnt: 7,
    port: 85,
    payload: BASE64,
    reported_at: SENT_MS,
    hotspots: [
      { id: "DCA632FFFE45B3C0", rssi: -76, snr: 9.75, frequency: 923.2000122070312, spreading: "SF7BW125" },
    ],
    type: "uplink",
  },
  "milesight-gateway": {
    applicationID: "1",
    devEUI: FRAME.devEui,
    devAddr: "00b96cd4",
    time: SENT_AT,
    rxInfo: [{ mac: "dca632fffe45b3c0", rssi: -76, loRaSNR: 9.75 }],
    txInfo: { frequency: 923_200_000, dataRate: { bandwidth: 125, spreadFactor: 7 } },
    fCnt: 7,
    fPort: 85,
    data: BASE64,
  },
} as const satisfies Readonly<Record<string, object>>;

/** What they tell besides uplinks: some of each that has a shape of its own. */
export const OTHERS: readonly object[] = [
  {
    eventType: "join_accepted",
    timestamp: "1788882060",
    LoRaWAN: { DevEui: DEV_EUI, DevAddr: "00B96CD4" },
  },
  { eventType: "connected", timestamp: 1_788_882_060, LoRaWAN: { GatewayEui: "DCA632FFFE45B3C0" } },
  {
    PositionInfo: { Position: [22.45, 114.03, 12], Timestamp: SENT_AT },
    WirelessMetadata: { LoRaWAN: { DevEui: DEV_EUI } },
  },
  {
    timestamp: SENT_AT,
    resource: "WirelessDevice",
    devEui: DEV_EUI,
    event: "Join",
    logLevel: "ERROR",
    message: "no",
  },
  {
    end_device_ids: { dev_eui: DEV_EUI },
    received_at: SENT_AT,
    downlink_failed: { downlink: { f_cnt: 3 }, error: { name: "too_long" } },
  },
  { end_device_ids: { dev_eui: DEV_EUI }, received_at: SENT_AT, join_accept: { received_at: SENT_AT } },
  { deviceInfo: { devEui: DEV_EUI }, time: SENT_AT, margin: 10, batteryLevel: 88.3 },
  { deviceInfo: { devEui: DEV_EUI }, time: SENT_AT, queueItemId: "q1", acknowledged: true, fCntDown: 3 },
  { deviceInfo: { devEui: DEV_EUI }, time: SENT_AT, location: { latitude: 22.45, longitude: 114.03 } },
  { devEUI: "AgAA//4AAAE=", publishedAt: SENT_AT, margin: 6, batteryLevel: 75.5 },
  { devEUI: FRAME.devEui, gatewaySN: "6438F39254820003", time: SENT_AT, acknowledged: true, fcnt: 4996 },
  { DevEUI_location: { DevEUI: DEV_EUI, Time: SENT_AT, DevLAT: "22.45", DevLON: "114.03" } },
  { DevEUI_downlink_Sent: { DevEUI: DEV_EUI, Time: SENT_AT, FCntDn: "47", DeliveryStatus: "1" } },
  { cmd: "txd", EUI: DEV_EUI, ts: SENT_MS, seqdn: 9 },
];
