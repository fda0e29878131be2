import type { DeviceIdentity, DeviceProfile } from "./device-profile.ts";
import { decodeTlv } from "./tlv-decode.ts";
import { encodeTlv } from "./tlv-encode.ts";
import type { TlvTable } from "./tlv-table.ts";

const PAIR = /^[0-9a-f]{4}$/;

/**
 * A profile whose frames are channel-type-value entries, as Milesight's devices send them.
 *
 * @throws when a key of the table is not four lower-case hexadecimal digits: a slip in a profile, found when it is loaded.
 */
export const tlvProfile = (identity: DeviceIdentity, table: TlvTable): DeviceProfile => {
  const slip = Object.keys(table).find((key) => !PAIR.test(key));
  if (slip !== undefined) {
    throw new Error(`${identity.id}: "${slip}" is no pair of channel and type, like 0382`);
  }
  const told = Object.values(table)
    .flat()
    .flatMap((field) => (field.kind === "quantity" ? [field.quantity] : []));
  return {
    ...identity,
    quantities: [...new Set(told)],
    decodeUplink: (bytes) => decodeTlv(table, bytes),
    encodeUplink: (measurements) => encodeTlv(table, measurements),
  };
};
