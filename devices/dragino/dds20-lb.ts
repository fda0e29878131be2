import { hex } from "../lib/byte-formats.ts";
import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { encodeFixedInterval } from "../lib/fixed-layout-downlink.ts";
import { i16At, textAt, u8At, u16At, u24At, within } from "../lib/fixed-layout-place.ts";
import { absent, type FixedLayout, fault, information, quantity } from "../lib/fixed-layout-table.ts";

/**
 * Field table: dragino/dragino-end-node-decoder, DDS20-LB/DDS20-LB_TTN_Decoder.txt; akenza-io/device-type-library,
 * types/dragino/dds20-lb. Both call the height of the liquid a distance. Below 20 mm nothing is valid, says the manual of its
 * predecessor LDDS20 (wiki.dragino.com, range 20 to 2000 mm): a dry pipe and a broken sensor look alike, so neither is a depth of 0.
 */
const report: FixedLayout = {
  name: "report",
  ports: [2],
  fields: [
    quantity("battery_voltage", within(u16At(0), 0, 14), { countsPerUnit: 1000, neutral: 3600 }),
    quantity("water_depth", u16At(2), {
      countsPerUnit: 1000,
      codes: [
        fault([0, 19], "nothing valid, below 20 mm"),
        fault([2001, 65_535], "nothing valid, above 2000 mm"),
      ],
      unless: { place: u8At(7), codes: [fault(0, "there is no ultrasonic sensor")] },
    }),
    information("interrupt", u8At(4)),
    // Where its probe (DS18B20) hangs is not said: no weather. Without one it sends 0x0CCC.
    quantity("internal_temperature", i16At(5), {
      countsPerUnit: 10,
      codes: [absent([3276, 32_767], "no probe"), absent(-1, "no probe")],
    }),
    information("ultrasonic_sensor", u8At(7), { labels: { 0: "absent", 1: "fitted" }, neutral: 1 }),
  ],
};

const status: FixedLayout = {
  name: "device status",
  ports: [5],
  fields: [
    information("sensor_model", u8At(0), { labels: { 41: "DDS20-LB" } }),
    information("firmware_version", textAt(1, hex(2))),
    information("frequency_band", u8At(3)),
    information("sub_band", u8At(4)),
    quantity("battery_voltage", within(u16At(5), 0, 14), { countsPerUnit: 1000 }),
  ],
};

/**
 * Dragino DDS20-LB, an ultrasonic sensor below the bottom of a tank or pipe that measures the height of the liquid through its wall.
 * The two sources read the records out of its memory (port 3) from different bytes on, and no frame shows who is right: they are not
 * read. Downlink 0x01 and the seconds in three bytes: Dragino's list of downlink commands for end nodes.
 */
export const dds20Lb = fixedLayoutProfile(
  {
    id: "dragino/dds20-lb",
    vendor: "Dragino",
    model: "DDS20-LB",
    name: "Ultrasonic liquid level sensor, through the wall",
    hazards: ["flood"],
    // 20 minutes, as wiki.dragino.com says of LHT65N; the manual of this model was not at hand.
    heartbeatS: 1200,
    defaultFPort: 2,
    reportBytes: 8,
  },
  [report, status],
  {
    encodeDownlink: encodeFixedInterval("dragino/dds20-lb", {
      fPort: 2,
      lead: "01",
      byteLength: 4,
      seconds: [u24At(1)],
      minimumS: 60,
      maximumS: 0xff_ffff,
    }),
  },
);
