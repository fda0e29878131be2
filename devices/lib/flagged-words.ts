import type { Measurement } from "#shared/domain/observation.ts";
import { hexByte } from "./byte-formats.ts";
import type { Decoded, DeviceIdentity, DeviceProfile, Encoded } from "./device-profile.ts";
import { writeFields } from "./fixed-layout-encode.ts";
import { readFields } from "./fixed-layout-fields.ts";
import { type Place, u16At } from "./fixed-layout-place.ts";
import { type FixedField, type FixedQuantity, nameOf, quantitiesOf } from "./fixed-layout-table.ts";
import { type Gathered, nothingGathered } from "./gathered.ts";

/** What one flag announces: some words of 16 bits, the highest byte first. */
export interface FlaggedSensor {
  readonly words: number;
  /** Placed from the sensor's own first byte on. */
  readonly fields: readonly FixedField[];
}

const VERSION = 2;
const HEAD_BYTES = 5;
const FLAGS_AT = 3;

/** A sensor's word, counted from 0. */
export const word = (index: number): Place => u16At(index * 2);

/** A value that may be negative: the word 32768 stands for zero. */
export const centred = (countsPerUnit: number): Pick<FixedQuantity, "countsPerUnit" | "valueAtZero"> => ({
  countsPerUnit,
  valueAtZero: -32_768 / countsPerUnit,
});

/**
 * A profile whose frames are a version, the device's number, a word of flags and, for each flag that is set, lowest first, the
 * words of one sensor: version 2 of Decentlab's protocol (decentlab/decentlab-decoders, every `DL-*.js` there).
 */
export const flaggedWordsProfile = (
  identity: DeviceIdentity,
  sensors: readonly FlaggedSensor[],
  further: Pick<DeviceProfile, "codes" | "encodeDownlink"> = {},
): DeviceProfile => ({
  ...identity,
  ...further,
  quantities: quantitiesOf(sensors.flatMap(({ fields }) => fields)),
  decodeUplink: (bytes) => decodeFlaggedWords(sensors, bytes),
  encodeUplink: (measurements) => encodeFlaggedWords(sensors, measurements),
});

const decodeFlaggedWords = (sensors: readonly FlaggedSensor[], bytes: Uint8Array): Decoded => {
  const gathered = nothingGathered();
  const [version] = bytes;
  if (version === undefined) gathered.warnings.push("the payload is empty");
  else if (version !== VERSION) {
    gathered.errors.push(
      `byte 0: version ${version} of the protocol is unknown, this model speaks version ${VERSION}; nothing was read`,
    );
  } else if (bytes.length < HEAD_BYTES) {
    gathered.errors.push(`the frame has ${bytes.length} B, its head alone has ${HEAD_BYTES} B`);
  } else readSensors(sensors, bytes, gathered);
  return gathered;
};

const readSensors = (sensors: readonly FlaggedSensor[], bytes: Uint8Array, gathered: Gathered): void => {
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD_BYTES);
  gathered.information.protocol_version = head.getUint8(0);
  gathered.information.device_id = head.getUint16(1);
  const flags = head.getUint16(FLAGS_AT);
  if (flags === 0) gathered.warnings.push("no flag is set, the frame tells of no sensor");
  let offset = HEAD_BYTES;
  for (const [index, { words, fields }] of sensors.entries()) {
    if (!isSet(flags, index)) continue;
    const cutOff = readFields(fields, bytes.subarray(offset, offset + words * 2), gathered);
    offset += words * 2;
    if (offset > bytes.length) {
      const lost = cutOff.length === 0 ? "" : `; cut off: ${cutOff.map(nameOf).join(", ")}`;
      gathered.errors.push(`the frame has ${bytes.length} B, sensor ${index} ends at ${offset} B${lost}`);
      return;
    }
  }
  const unknown = Math.floor(flags / 2 ** sensors.length);
  if (unknown > 0) {
    gathered.errors.push(
      `bytes 3 to 4: flags ${flags.toString(2)} tell of more than the ${sensors.length} sensors of this model; the frame was read up to those`,
    );
  } else if (offset < bytes.length) {
    const left = Array.from(bytes.subarray(offset), hexByte).join(" ");
    gathered.warnings.push(
      `the frame has ${bytes.length} B, its flags tell of ${offset} B; ${left} was not read`,
    );
  }
};

const isSet = (flags: number, index: number): boolean => Math.floor(flags / 2 ** index) % 2 === 1;

/** The frame of device 0 that tells some measurements, each sensor whole or not at all. */
const encodeFlaggedWords = (
  sensors: readonly FlaggedSensor[],
  measurements: readonly Measurement[],
): Encoded => {
  const known = quantitiesOf(sensors.flatMap(({ fields }) => fields));
  const strange = measurements.find(
    ({ quantity, measuredAt }) => measuredAt !== undefined || !known.includes(quantity),
  );
  if (strange !== undefined) return { error: `${strange.quantity}: this model has no frame for it` };
  const values = new Map(measurements.map(({ quantity, value }) => [quantity, value]));
  let flags = 0;
  const told: number[] = [];
  for (const [index, { words, fields }] of sensors.entries()) {
    if (!quantitiesOf(fields).some((quantity) => values.has(quantity))) continue;
    const record = new Uint8Array(words * 2);
    const error = writeFields(fields, values, record);
    if (error !== undefined) return { error };
    flags += 2 ** index;
    told.push(...record);
  }
  return { bytes: Uint8Array.from([VERSION, 0, 0, Math.floor(flags / 256), flags % 256, ...told]) };
};
