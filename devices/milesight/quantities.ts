import { i16le, u8, u16le } from "../lib/byte-formats.ts";
import { quantity } from "../lib/tlv-table.ts";

/** Quantities that lie the same way in the frames of several Milesight models (payload tables of Milesight-IoT/SensorDecoders). */

export const battery = quantity("battery_level", u8);

/**
 * Ultrasonic distance, millimetres. EM400 documents the code 0xFFFD for out of range; from 0xFFF0 on no distance can be real.
 */
export const ultrasonicDistance = quantity("distance", u16le, {
  countsPerUnit: 1000,
  outOfRangeFrom: 0xfff0,
});

export const airTemperature = quantity("air_temperature", i16le, { countsPerUnit: 10 });

/** Of a sensor inside the housing: it tells a fire in a bin, and the sun on the lid, not the weather. */
export const housingTemperature = quantity("internal_temperature", i16le, { countsPerUnit: 10 });

export const humidity = quantity("relative_humidity", u8, { countsPerUnit: 2 });

/** `position` in the vendor's words: 1 when the housing leans more than 20 degrees from where it was mounted. */
export const position = quantity("tilted", u8);
