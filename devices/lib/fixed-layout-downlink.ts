import { crc16, MODBUS } from "./crc16.ts";
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
  /** Only whole steps of so many seconds are kept by the device. */
  readonly stepS?: number;
  /** Appends the check that the device expects. */
  readonly seal?: (bytes: Uint8Array) => Uint8Array;
}

export const encodeFixedInterval =
  (id: string, command: FixedIntervalCommand) =>
  ({ reportIntervalS }: DownlinkCommand): EncodedDownlink => {
    const { fPort, lead, byteLength, seconds, minimumS, maximumS, stepS = 1 } = command;
    const isKept = Number.isInteger(reportIntervalS / stepS);
    if (!(isKept && reportIntervalS >= minimumS && reportIntervalS <= maximumS)) {
      const steps = stepS === 1 ? "seconds" : `steps of ${stepS} s`;
      return {
        error: `report interval: ${reportIntervalS} s cannot be set, ${id} takes whole ${steps} from ${minimumS} to ${maximumS}`,
      };
    }
    const bytes = new Uint8Array(byteLength);
    bytes.set(Buffer.from(lead, "hex"));
    for (const place of seconds) writePlace(place, bytes, reportIntervalS);
    return { fPort, bytes: command.seal?.(bytes) ?? bytes };
  };

/** Appends the CRC-16/MODBUS of some bytes, its highest byte first. */
export const sealedWithCrc16 = (bytes: Uint8Array): Uint8Array => {
  const crc = crc16(bytes, MODBUS);
  return Uint8Array.from([...bytes, crc >> 8, crc % 256]);
};
