import type { DeviceIdentity, DeviceProfile } from "./device-profile.ts";
import { decodeEntryRow } from "./entry-row-decode.ts";
import { encodeEntryRow } from "./entry-row-encode.ts";
import { type EntryLayout, quantitiesOf } from "./fixed-layout-table.ts";

const LEAD = /^([0-9a-f]{2})+$/;

/**
 * A profile whose frames are a row of entries: one layout for each kind, told apart by the first bytes, each of a known length.
 * SenseCAP's weather station and PNI's parking sensor send such frames.
 *
 * @throws when the first bytes of a layout are not lower-case hexadecimal digits: a slip in a profile, found when it is
 * loaded.
 */
export const entryRowProfile = (
  identity: DeviceIdentity,
  layouts: readonly EntryLayout[],
  further: Pick<DeviceProfile, "codes" | "encodeDownlink"> = {},
): DeviceProfile => {
  const slip = layouts.find(({ lead }) => !LEAD.test(lead));
  if (slip !== undefined) {
    throw new Error(`${identity.id}: "${slip.lead}" of ${slip.name} is no row of bytes, like 0366`);
  }
  return {
    ...identity,
    ...further,
    quantities: quantitiesOf(layouts.flatMap(({ fields }) => fields)),
    decodeUplink: (bytes) => decodeEntryRow(layouts, bytes),
    encodeUplink: (measurements) => encodeEntryRow(layouts, measurements),
  };
};
