import { entryRowProfile } from "../lib/entry-row.ts";
import { i16At, u8At } from "../lib/fixed-layout-place.ts";
import { type EntryLayout, information, quantity } from "../lib/fixed-layout-table.ts";

const vehicle = quantity("vehicle_present", u8At(2));
/** Of the vehicle counting model, which the same protocol serves: a number up to 127, or 128 after a restart. */
const count = information("vehicle_count", u8At(2), { labels: { 128: "restarted or recalibrated" } });

const reply = (name: string, lead: string): EntryLayout => ({
  name: `${name} reply`,
  lead,
  fields: [information(name, u8At(2), { labels: { 0: "failed", 1: "done" } })],
});

/**
 * PNI PlacePod, a vehicle above a magnetic sensor. Entries of channel, type and value, highest byte first, as PNI's document
 * "PlacePod Sensor Communications Protocol" has them by way of ZennerIoT/element-parsers (lib/pni_placepods.ex),
 * sjkp/PNI.PlacePod and akenza-io/device-type-library (types/pnicorp/placePod), which agree. The last two know channels 5 and 6
 * for PNI's own use, of unknown type. How often it keeps alive as delivered and how to set that, no document in reach says:
 * a day is the longest that similar sensors wait.
 */
export const placepod = entryRowProfile(
  {
    id: "pni/placepod",
    vendor: "PNI",
    model: "PlacePod",
    name: "Parking sensor",
    hazards: ["illegal_dumping"],
    heartbeatS: 86_400,
    defaultFPort: 2,
    reportBytes: 11,
  },
  [
    reply("recalibration", "0101"),
    {
      name: "temperature",
      lead: "0267",
      fields: [quantity("internal_temperature", i16At(2), { countsPerUnit: 10 })],
    },
    {
      name: "battery",
      lead: "0302",
      fields: [quantity("battery_voltage", i16At(2), { countsPerUnit: 100 })],
    },
    { name: "parking status", lead: "1566", fields: [vehicle] },
    { name: "keep-alive", lead: "3766", fields: [vehicle] },
    reply("deactivation", "1c01"),
    { name: "vehicle count", lead: "2100", fields: [count] },
    { name: "keep-alive with count", lead: "3700", fields: [count] },
    reply("reboot", "3f01"),
  ],
);
