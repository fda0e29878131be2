import { hex, nibbles, u8 } from "../lib/byte-formats.ts";
import { information, type TlvTable } from "../lib/tlv-table.ts";

/** What every Milesight device tells of itself when it joins (channel 0xFF of the vendor's payload tables). */
export const deviceInformation: TlvTable = {
  ff01: [information("protocol_version", nibbles)],
  ff0b: [information("power_status", u8)],
  ff0f: [information("lorawan_class", u8)],
  ff16: [information("serial_number", hex(8))],
  ff09: [information("hardware_version", hex(2))],
  ff0a: [information("firmware_version", hex(2))],
  ffff: [information("tsl_version", hex(2))],
  fffe: [information("reset_event", u8)],
};
