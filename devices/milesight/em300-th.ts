import { u32le } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { measuredAt, reserved } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { airTemperature, battery, humidity } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

/** Milesight EM300-TH, temperature and humidity. Fields: the vendor's payload table for EM300-TH. */
export const em300Th = tlvProfile(
  {
    id: "milesight/em300-th",
    vendor: "Milesight",
    model: "EM300-TH",
    name: "Temperature and humidity sensor",
    hazards: ["hill_fire"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 10,
    reportInterval: intervalInSeconds,
  },
  {
    "0175": [battery],
    "0367": [airTemperature],
    "0468": [humidity],
    "20ce": [measuredAt(u32le), airTemperature, humidity, reserved(1)],
    ...deviceInformation,
  },
);
