import type { DeviceIdentity, DeviceProfile } from "./device-profile.ts";
import { decodeFixed } from "./fixed-layout-decode.ts";
import { encodeFixed } from "./fixed-layout-encode.ts";
import { type FixedLayout, quantitiesOf } from "./fixed-layout-table.ts";

const LEAD = /^([0-9a-f]{2})+$/;

/**
 * A profile whose frames have their fields at fixed places: one layout for each kind of frame, told apart by the port, by the
 * first bytes, or by both. The first layout that fits is taken.
 *
 * @throws when a layout's first bytes are not lower-case hexadecimal digits: a slip in a profile, found when it is loaded.
 */
export const fixedLayoutProfile = (
  identity: DeviceIdentity,
  layouts: readonly FixedLayout[],
  further: Pick<DeviceProfile, "codes" | "encodeDownlink"> = {},
): DeviceProfile => {
  const slip = layouts.find(({ lead }) => lead !== undefined && !LEAD.test(lead));
  if (slip !== undefined) {
    throw new Error(`${identity.id}: "${slip.lead}" of the ${slip.name} is no row of bytes, like be0104`);
  }
  return {
    ...identity,
    ...further,
    quantities: quantitiesOf(layouts.flatMap(({ fields }) => fields)),
    decodeUplink: (bytes, fPort) => decodeFixed(layouts, bytes, fPort),
    encodeUplink: (measurements) => encodeFixed(layouts, identity.defaultFPort, measurements),
  };
};
