import type { Quantity } from "#shared/domain/quantity.ts";
import type { WindowEntry } from "#shared/domain/site-state.ts";
import { differences, packWhole, sums, unpackWhole } from "./number-columns.ts";

/**
 * A window of frames column by column: about 8 bytes a frame with one reading. Devices and quantities are numbers into lists kept
 * beside. Counters go device by device and values quantity by quantity, so that each differs little from the one before it.
 */
export type FrameColumns = readonly [
  /** Usual time between two frames, ms. */
  intervalMs: number,
  observedAt: Uint8Array,
  identity: Uint8Array,
  device: Uint8Array,
  fCnt: Uint8Array,
  /** How many readings each frame has, less one. */
  readings: Uint8Array,
  quantity: Uint8Array,
  steps: Uint8Array,
];

const IDENTITY_BYTES = 4;
const FCNT_STEP = 1;
const USUAL_READINGS = 1;

export const packFrames = (
  entries: readonly WindowEntry[],
  devEuis: readonly string[],
  quantities: readonly Quantity[],
  base: number,
): FrameColumns => {
  const instants = entries.map((entry) => entry.observedAt - base);
  const intervalMs = median(differences(instants).slice(1));
  const identity = new DataView(new ArrayBuffer(entries.length * IDENTITY_BYTES));
  for (const [index, entry] of entries.entries()) identity.setUint32(index * IDENTITY_BYTES, entry.identity);
  const devices = entries.map((entry) => devEuis.indexOf(entry.devEui));
  const readings = entries.flatMap((entry) => entry.readings);
  const kinds = readings.map((reading) => quantities.indexOf(reading.quantity));
  const counters = entries.map((entry) => entry.fCnt);
  const steps = readings.map((reading) => reading.steps);
  return [
    intervalMs,
    packWhole(differences(instants, intervalMs)),
    new Uint8Array(identity.buffer),
    packEven(devices),
    packWhole(groups(counters, devices).flatMap((group) => differences(group, FCNT_STEP))),
    packEven(entries.map((entry) => entry.readings.length - USUAL_READINGS)),
    packEven(kinds),
    packWhole(groups(steps, kinds).flatMap((group) => differences(group))),
  ];
};

export const unpackFrames = (
  [intervalMs, observedAt, identity, device, fCnt, readings, quantity, steps]: FrameColumns,
  devEuis: readonly string[],
  quantities: readonly Quantity[],
  base: number,
): readonly WindowEntry[] => {
  const instants = sums(unpackWhole(observedAt), intervalMs);
  const identities = new DataView(identity.buffer, identity.byteOffset, identity.byteLength);
  const devices = unpackEven(device, instants.length);
  const counters = ungrouped(unpackWhole(fCnt), devices, FCNT_STEP);
  const counts = unpackEven(readings, instants.length).map((count) => count + USUAL_READINGS);
  const kinds = unpackEven(
    quantity,
    counts.reduce((total, count) => total + count, 0),
  );
  const values = ungrouped(unpackWhole(steps), kinds, 0);
  let next = 0;
  return instants.map((instant, index) => {
    const first = next;
    next += item(counts, index);
    return {
      kind: "frame",
      observedAt: base + instant,
      devEui: item(devEuis, devices[index]),
      fCnt: item(counters, index),
      identity: identities.getUint32(index * IDENTITY_BYTES),
      readings: kinds
        .slice(first, next)
        .map((kind, at) => ({ quantity: item(quantities, kind), steps: item(values, first + at) })),
    };
  });
};

/** Values group by group, in the order of the groups' numbers. */
const groups = (values: readonly number[], groupOf: readonly number[]): readonly (readonly number[])[] =>
  groupNumbers(groupOf).map((group) => values.filter((_, index) => groupOf[index] === group));

/** The other way round, from differences to values in their first order. */
const ungrouped = (
  packed: readonly number[],
  groupOf: readonly number[],
  step: number,
): readonly number[] => {
  const values: number[] = [];
  let start = 0;
  for (const group of groupNumbers(groupOf)) {
    const places = [...groupOf.keys()].filter((index) => groupOf[index] === group);
    const sumsOfGroup = sums(packed.slice(start, start + places.length), step);
    for (const [at, place] of places.entries()) values[place] = item(sumsOfGroup, at);
    start += places.length;
  }
  return values;
};

const groupNumbers = (groupOf: readonly number[]): readonly number[] =>
  [...new Set(groupOf)].sort((a, b) => a - b);

/** @throws when a packed list is shorter than the others beside it */
export const item = <T>(list: readonly T[], index = -1): T => {
  const found = list[index];
  if (found === undefined) throw new Error("a packed window's columns are of different lengths");
  return found;
};

/** Nothing at all where every value is 0: most sites have one device, and it measures one thing. */
const packEven = (values: readonly number[]): Uint8Array =>
  values.every((value) => value === 0) ? new Uint8Array() : packWhole(values);

export const unpackEven = (bytes: Uint8Array, length: number): readonly number[] =>
  bytes.length === 0 ? Array.from({ length }, () => 0) : unpackWhole(bytes);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
