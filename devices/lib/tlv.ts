import type { DeviceIdentity, DeviceProfile } from "./device-profile.ts";
import { decodeTlv } from "./tlv-decode.ts";
import { encodeReportInterval, type ReportIntervalCommand } from "./tlv-downlink.ts";
import { encodeTlv } from "./tlv-encode.ts";
import type { TlvField, TlvTable } from "./tlv-table.ts";

const PAIR = /^[0-9a-f]{4}$/;

/** A model whose frames are channel-type-value entries. */
export interface TlvModel extends DeviceIdentity, Pick<DeviceProfile, "codes"> {
  /** How its report interval is set; absent where the maker documents no way. */
  readonly reportInterval?: ReportIntervalCommand;
  /** What other firmware of the model sends for the same pairs. */
  readonly otherLayouts?: TlvTable;
}

/**
 * A profile whose frames are channel-type-value entries, as Milesight's devices send them.
 *
 * @throws when a key of the table is not four lower-case hexadecimal digits: a slip in a profile, found when it is loaded.
 */
export const tlvProfile = (
  { reportInterval, otherLayouts, ...model }: TlvModel,
  table: TlvTable,
): DeviceProfile => {
  const slip = Object.keys(table).find((key) => !PAIR.test(key));
  if (slip !== undefined) {
    throw new Error(`${model.id}: "${slip}" is no pair of channel and type, like 0382`);
  }
  const told = Object.entries(table)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([, fields]) => fields.flatMap(quantitiesOf));
  return {
    ...model,
    quantities: [...new Set(told)],
    decodeUplink: (bytes) => decodeTlv(table, bytes, otherLayouts),
    encodeUplink: (measurements) => encodeTlv(table, measurements),
    ...(reportInterval && { encodeDownlink: encodeReportInterval(model, reportInterval) }),
  };
};

const quantitiesOf = (field: TlvField) => {
  if (field.kind === "quantity") return [field.quantity];
  return field.kind === "event_bits" ? field.events.map(({ quantity }) => quantity) : [];
};
