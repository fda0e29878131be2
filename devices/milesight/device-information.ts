import { hex, nibbles, u8 } from "../lib/byte-formats.ts";
import { information, type TlvTable } from "../lib/tlv-table.ts";
import { downlinkReplies } from "./downlink-replies.ts";

/**
 * What every Milesight device tells of itself: when it joins (channel FF of the vendor's payload tables; WS202 has a serial number of
 * 6 bytes), and when it answers a downlink.
 */
export const deviceInformation: TlvTable = {
  ...downlinkReplies,
  ff01: [information("protocol_version", nibbles)],
  ff08: [information("serial_number", hex(6))],
  ff09: [information("hardware_version", hex(2))],
  ff0a: [information("firmware_version", hex(2))],
  ff0b: [information("power_status", u8)],
  ff0f: [information("lorawan_class", u8)],
  ff16: [information("serial_number", hex(8))],
  fffe: [information("reset_event", u8)],
  ffff: [information("tsl_version", hex(2))],
};
