import { fixedLayoutProfile } from "../lib/fixed-layout.ts";
import { bitsAt } from "../lib/fixed-layout-place.ts";
import {
  absent,
  type FixedLayout,
  type FixedQuantity,
  fault,
  information,
  quantity,
} from "../lib/fixed-layout-table.ts";

/** Of a field the highest count says: sensor error, or not available. */
const reading = (
  name: FixedQuantity["quantity"],
  firstBit: number,
  bitLength: number,
  options: Partial<FixedQuantity>,
): FixedQuantity =>
  quantity(name, bitsAt(firstBit, bitLength), {
    codes: [fault(2 ** bitLength - 1, "sensor error or not available")],
    ...options,
  });

/** The gauge that is assumed: 0.2 mm of rain a click. */
const CLICKS_PER_MM = 5;

const batteryScale = { countsPerUnit: 20, valueAtZero: 3, neutral: 24 };
const added = { neutral: 0, addedTo: "air_temperature" } as const;

const report = (name: string, type: number, battery: FixedQuantity): FixedLayout => ({
  name,
  kind: { place: bitsAt(0, 2), counts: [type] },
  byteLength: 11,
  fields: [
    battery,
    reading("air_temperature", 7, 11, { countsPerUnit: 10, valueAtZero: -100 }),
    reading("air_temperature_minimum", 18, 6, { countsPerUnit: -10, ...added }),
    reading("air_temperature_maximum", 24, 6, { countsPerUnit: 10, ...added }),
    reading("relative_humidity", 30, 9, { countsPerUnit: 5 }),
    reading("air_pressure", 39, 14, { countsPerUnit: 1 / 5, valueAtZero: 50_000 }),
    reading("solar_irradiance", 53, 10, { countsPerUnit: 1 / 2, neutral: 0 }),
    reading("solar_irradiance_maximum", 63, 9, {
      countsPerUnit: 1 / 2,
      neutral: 0,
      addedTo: "solar_irradiance",
    }),
    reading("rainfall_total", 72, 8, {
      countsPerUnit: CLICKS_PER_MM,
      codes: [absent(255, "sensor error or no gauge")],
    }),
    information("shortest_click_interval_code", bitsAt(80, 8)),
  ],
});

/**
 * Barani MeteoHelix with a MeteoRain gauge of 0.2 mm. Fields: baranidesign.com/meteohelix-message-decoder (message type 1, 11
 * bytes, every 10 minutes) and aws-samples/aws-iot-core-lorawan, meteo_helix.py. The rain is the gauge's clicks, a counter of 8
 * bits: with another gauge the profile is wrong by a factor.
 *
 * The two disagree twice. The maker calls every field of ones an error or not available, the other only a whole frame of ones:
 * here a field is one, but for the battery, whose highest count is a full battery. The shortest time between two clicks is 182
 * divided by the seconds for the maker, seconds for the other: it is passed on as it is.
 */
export const meteohelix = fixedLayoutProfile(
  {
    id: "barani/meteohelix",
    vendor: "Barani",
    model: "MeteoHelix IoT Pro",
    name: "Micro weather station with rain gauge",
    hazards: ["hill_fire", "flood"],
    heartbeatS: 600,
    defaultFPort: 1,
    reportBytes: 11,
  },
  [
    report("report", 1, quantity("battery_voltage", bitsAt(2, 5), batteryScale)),
    report("report of a failed station", 3, reading("battery_voltage", 2, 5, batteryScale)),
  ],
);
