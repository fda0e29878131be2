import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { i8At, nowhere, u8At, u16At, u24At, u32At, within } from "../lib/fixed-layout-place.ts";
import { absent, alarm, information, quantity } from "../lib/fixed-layout-table.ts";

const clock = [information("device_time_s", u32At(0)), information("time_zone_half_hours", i8At(4))];
const status = u8At(5);
const climate = u24At(6);
const off = [absent(3, "switched off")];
/** Two bits, of which 0 and 1 are alarms and 2 is none. */
const alarms = { values: { 2: 0, 0: 1, 1: 2 }, codes: off };
const threshold = { 0: "none", 1: "below its lower threshold", 2: "above its upper threshold" };
const change = { 0: "none", 1: "rises fast", 2: "falls fast" };
const SWITCHED_OFF = 1;

/**
 * MOKO LW007-PIR: motion, a reed contact, temperature and humidity. Fields: akenza-io/device-type-library
 * (types/moko/LW007-PIR/uplink.js), on port 5 at each heartbeat and on port 6 at each event. MOKO's manual of downlink commands
 * (manuals.plus, LW007-PIR) shows how to read and not on which port to write, so that there is no downlink here; neither says how
 * often it sends as delivered: a day is the longest that similar sensors wait.
 */
export const lw007Pir = fixedLayoutProfile(
  {
    id: "moko/lw007-pir",
    vendor: "MOKO",
    model: "LW007-PIR",
    name: "PIR motion sensor",
    hazards: ["wild_pig"],
    heartbeatS: 86_400,
    defaultFPort: 5,
    reportBytes: 11,
  },
  [
    {
      name: "report",
      ports: [5, 6],
      fields: [
        ...clock,
        quantity("motion", within(status, 6, 2), { codes: off }),
        quantity("contact_open", within(status, 4, 2), { codes: off }),
        quantity("temperature_alarm", within(status, 2, 2), alarms),
        quantity("humidity_alarm", within(status, 0, 2), alarms),
        quantity("air_temperature", within(climate, 14, 10), {
          countsPerUnit: 10,
          valueAtZero: -30,
          codes: [absent(0x3ff, "switched off")],
        }),
        quantity("relative_humidity", within(climate, 4, 10), {
          countsPerUnit: 10,
          codes: [absent(0x3ff, "switched off")],
        }),
        quantity("temperature_change_alarm", within(climate, 2, 2), alarms),
        quantity("humidity_change_alarm", within(climate, 0, 2), alarms),
        quantity("battery_low", within(u16At(9), 15), { neutral: 0 }),
        quantity("contact_count", within(u16At(9), 0, 15), { codes: [absent(0x7fff, "switched off")] }),
        quantity("device_fault", nowhere, { neutral: 0 }),
      ],
    },
    {
      name: "shut-down",
      ports: [7],
      fields: [
        ...clock,
        quantity("battery_low", within(status, 0)),
        information("shutdown_code", status),
        quantity("device_fault", nowhere, { valueAtZero: SWITCHED_OFF, codes: [alarm(0, "switched off")] }),
      ],
    },
  ],
  {
    codes: {
      temperature_alarm: threshold,
      humidity_alarm: threshold,
      temperature_change_alarm: change,
      humidity_change_alarm: change,
      device_fault: { 0: "none", [SWITCHED_OFF]: "switched off" },
    },
  },
);
