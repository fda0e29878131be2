import { hex } from "../lib/byte-formats.ts";
import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { encodeFixedInterval } from "../lib/fixed-layout-downlink.ts";
import { i16At, textAt, u8At, u16At, u24At, within } from "../lib/fixed-layout-place.ts";
import { absent, type FixedLayout, fault, information, quantity } from "../lib/fixed-layout-table.ts";

/**
 * The report: dragino/dragino-end-node-decoder, LDDS75/LDDS75_Decoder_V1.1.4.js. Older firmware ends after the interrupt flag
 * (TheThingsNetwork/lorawan-devices, vendor/dragino/ldds75.js, and akenza-io/device-type-library, types/dragino/ldds75). The
 * sources disagree on distances below 20 mm: "invalid" for 20 alone, or for all below; nothing so near can be measured. The
 * maker does not say where the DS18B20 on the terminal hangs, so it is taken for no weather; without one, some firmware sends 0.
 */
const report: FixedLayout = {
  name: "report",
  ports: [2],
  fields: [
    quantity("battery_voltage", within(u16At(0), 0, 14), { countsPerUnit: 1000, neutral: 3600 }),
    quantity("distance", u16At(2), {
      countsPerUnit: 1000,
      codes: [fault(0, "there is no sensor"), fault([1, 20], "the reading is invalid")],
      unless: { place: u8At(7), codes: [fault(0, "there is no ultrasonic sensor")] },
    }),
    information("interrupt", u8At(4)),
    quantity("internal_temperature", i16At(5), {
      countsPerUnit: 10,
      codes: [absent([3276, 32_767], "no probe"), absent(-1, "no probe")],
      optional: true,
    }),
    information("ultrasonic_sensor", u8At(7), {
      labels: { 0: "absent", 1: "fitted" },
      neutral: 1,
      optional: true,
    }),
  ],
};

/** akenza-io/device-type-library, types/dragino/dds20-lb (its sibling): model, firmware, band, sub-band, battery. */
const status: FixedLayout = {
  name: "device status",
  ports: [5],
  fields: [
    information("sensor_model", u8At(0)),
    information("firmware_version", textAt(1, hex(2))),
    information("frequency_band", u8At(3)),
    information("sub_band", u8At(4)),
    quantity("battery_voltage", u16At(5), { countsPerUnit: 1000 }),
  ],
};

/**
 * Dragino LDDS75, ultrasonic distance to the water. Its successor DDS75-LB puts the temperature where this one has the distance
 * (dragino/dragino-end-node-decoder, DDS75-LB) and needs a profile of its own; so do the records out of its memory, on port 3.
 * Downlink 0x01 and the seconds in three bytes: Dragino's list of downlink commands for end nodes.
 */
export const ldds75 = fixedLayoutProfile(
  {
    id: "dragino/ldds75",
    vendor: "Dragino",
    model: "LDDS75",
    name: "Ultrasonic distance sensor",
    hazards: ["flood"],
    // 20 minutes, as wiki.dragino.com says of LHT65N; the manual of this model was not at hand.
    heartbeatS: 1200,
    defaultFPort: 2,
    reportBytes: 8,
  },
  [report, status],
  {
    encodeDownlink: encodeFixedInterval("dragino/ldds75", {
      fPort: 2,
      lead: "01",
      byteLength: 4,
      seconds: [u24At(1)],
      minimumS: 60,
      maximumS: 0xff_ffff,
    }),
  },
);
