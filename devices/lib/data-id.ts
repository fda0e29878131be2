import { decodeDataIds } from "./data-id-decode.ts";
import { encodeDataIds, VISION_QUANTITIES } from "./data-id-encode.ts";
import type { DataIdTable } from "./data-id-table.ts";
import type { DeviceIdentity, DeviceProfile } from "./device-profile.ts";
import { quantitiesOf } from "./fixed-layout-table.ts";

/** A profile whose frames are entries of 7 bytes under a checksum, as SenseCAP's camera sends them. */
export const dataIdProfile = (
  identity: DeviceIdentity,
  table: DataIdTable,
  further: Pick<DeviceProfile, "codes" | "encodeDownlink"> = {},
): DeviceProfile => ({
  ...identity,
  ...further,
  quantities: [...VISION_QUANTITIES, ...quantitiesOf(Object.values(table.entries).flat())],
  decodeUplink: (bytes) => decodeDataIds(table, bytes),
  encodeUplink: (measurements) => encodeDataIds(table, measurements),
});
