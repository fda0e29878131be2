import type { DownlinkCommand, EncodedDownlink } from "./device-profile.ts";
import { type Place, writePlace } from "./fixed-layout-place.ts";

/** How a model of fixed layouts is told its report interval. */
export interface FixedIntervalCommand {
  readonly fPort: number;
  /** The bytes it begins with, hexadecimal; zeroes follow. */
  readonly lead: string;
  readonly byteLength: number;
  /** Where the seconds go: all of them in one place, or in two, as a shortest and a longest interval. */
  readonly seconds: readonly Place[];
  readonly minimumS: number;
  readonly maximumS: number;
  /** Appends the check that the device expects. */
  readonly seal?: (bytes: Uint8Array) => Uint8Array;
}

export const encodeFixedInterval =
  (
    id: string,
    { fPort, lead, byteLength, seconds, minimumS, maximumS, seal = (bytes) => bytes }: FixedIntervalCommand,
  ) =>
  ({ reportIntervalS }: DownlinkCommand): EncodedDownlink => {
    if (!(Number.isInteger(reportIntervalS) && reportIntervalS >= minimumS && reportIntervalS <= maximumS)) {
      return {
        error: `report interval: ${reportIntervalS} s cannot be set, ${id} takes whole seconds from ${minimumS} to ${maximumS}`,
      };
    }
    const bytes = new Uint8Array(byteLength);
    bytes.set(Buffer.from(lead, "hex"));
    for (const place of seconds) writePlace(place, bytes, reportIntervalS);
    return { fPort, bytes: seal(bytes) };
  };

/** Appends the CRC-16/MODBUS of some bytes (polynomial 0x8005 reflected, start 0xFFFF), its highest byte first. */
export const sealedWithCrc16 = (bytes: Uint8Array): Uint8Array => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc % 2 === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return Uint8Array.from([...bytes, crc >> 8, crc % 256]);
};
