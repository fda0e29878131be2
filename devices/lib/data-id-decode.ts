import { crc16, KERMIT } from "./crc16.ts";
import {
  CRC_LENGTH,
  type DataIdTable,
  dataIdName,
  ENTRY_LENGTH,
  ID_OFFSET,
  VALUE_OFFSET,
} from "./data-id-table.ts";
import type { Decoded } from "./device-profile.ts";
import { readFields } from "./fixed-layout-fields.ts";
import { i32At, readPlace, u16At } from "./fixed-layout-place.ts";
import { type Gathered, nothingGathered } from "./gathered.ts";
import { gatherTargets, type TargetReading } from "./vision-targets.ts";

/**
 * Reads a row of entries of 7 bytes under one checksum. A frame whose checksum does not fit is not read at all: it does not say
 * which of its bytes are wrong. An id that the table does not know is said and passed over, because all entries are equally long.
 */
export const decodeDataIds = (table: DataIdTable, bytes: Uint8Array): Decoded => {
  const gathered = nothingGathered();
  if (bytes.length === 0) {
    gathered.warnings.push("the payload is empty");
    return gathered;
  }
  const trouble = troubleOf(bytes);
  if (trouble !== undefined) {
    gathered.errors.push(trouble);
    return gathered;
  }
  const targets: TargetReading[] = [];
  for (let start = 0; start < bytes.length - CRC_LENGTH; start += ENTRY_LENGTH) {
    const target = readEntry(table, bytes.subarray(start, start + ENTRY_LENGTH), gathered);
    if (target !== undefined) targets.push(target);
  }
  gatherTargets(targets, gathered);
  return gathered;
};

const troubleOf = (bytes: Uint8Array): string | undefined => {
  const checked = bytes.length - CRC_LENGTH;
  if (checked <= 0 || checked % ENTRY_LENGTH !== 0) {
    return `the frame has ${bytes.length} B, it should have some entries of ${ENTRY_LENGTH} B and ${CRC_LENGTH} B of checksum; nothing was read`;
  }
  const said = readPlace(u16At(checked, "little"), bytes);
  const found = crc16(bytes.subarray(0, checked), KERMIT);
  return said === found
    ? undefined
    : `the frame's checksum is ${dataIdName(said)} and its bytes give ${dataIdName(found)}; nothing was read`;
};

const readEntry = (
  { entries, targets }: DataIdTable,
  entry: Uint8Array,
  gathered: Gathered,
): TargetReading | undefined => {
  const dataId = readPlace(u16At(ID_OFFSET, "little"), entry);
  if (dataId >= targets.first && dataId <= targets.last) {
    return {
      slot: dataId - targets.first + 1,
      thousandths: readPlace(i32At(VALUE_OFFSET, "little"), entry),
    };
  }
  const fields = entries[dataId];
  if (fields === undefined) {
    gathered.warnings.push(`data id ${dataIdName(dataId)} is unknown for this model, it was passed over`);
  } else readFields(fields, entry.subarray(VALUE_OFFSET), gathered);
  return undefined;
};
