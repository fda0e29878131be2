import type { Quantity } from "#shared/domain/quantity.ts";
import type { WindowEntry } from "#shared/domain/site-state.ts";
import { differences, packWhole, sums, unpackWhole } from "./number-columns.ts";

/** A window of readings column by column: about 8 bytes a reading. Devices and quantities are numbers into lists kept beside. */
export type WindowColumns = readonly [
  /** Usual time between two readings, ms. */
  intervalMs: number,
  observedAt: Uint8Array,
  identity: Uint8Array,
  device: Uint8Array,
  quantity: Uint8Array,
  fCnt: Uint8Array,
  steps: Uint8Array,
];

const IDENTITY_BYTES = 4;
const FCNT_STEP = 1;

export const packWindow = (
  entries: readonly WindowEntry[],
  devEuis: readonly string[],
  quantities: readonly Quantity[],
  base: number,
): WindowColumns => {
  const instants = entries.map((entry) => entry.observedAt - base);
  const intervalMs = median(differences(instants).slice(1));
  const identity = new DataView(new ArrayBuffer(entries.length * IDENTITY_BYTES));
  for (const [index, entry] of entries.entries()) identity.setUint32(index * IDENTITY_BYTES, entry.identity);
  return [
    intervalMs,
    packWhole(differences(instants, intervalMs)),
    new Uint8Array(identity.buffer),
    packEven(entries.map((entry) => devEuis.indexOf(entry.devEui))),
    packEven(entries.map((entry) => quantities.indexOf(entry.quantity))),
    packWhole(
      differences(
        entries.map((entry) => entry.fCnt),
        FCNT_STEP,
      ),
    ),
    packWhole(differences(entries.map((entry) => entry.steps))),
  ];
};

export const unpackWindow = (
  [intervalMs, observedAt, identity, device, quantity, fCnt, steps]: WindowColumns,
  devEuis: readonly string[],
  quantities: readonly Quantity[],
  base: number,
): readonly WindowEntry[] => {
  const instants = sums(unpackWhole(observedAt), intervalMs);
  const identities = new DataView(identity.buffer, identity.byteOffset, identity.byteLength);
  const devices = unpackEven(device, instants.length);
  const kinds = unpackEven(quantity, instants.length);
  const counters = sums(unpackWhole(fCnt), FCNT_STEP);
  const values = sums(unpackWhole(steps));
  return instants.map((instant, index) => ({
    kind: "reading",
    observedAt: base + instant,
    devEui: listed(devEuis, devices[index]),
    fCnt: listed(counters, index),
    identity: identities.getUint32(index * IDENTITY_BYTES),
    quantity: listed(quantities, kinds[index]),
    steps: listed(values, index),
  }));
};

const listed = <T>(list: readonly T[], index = -1): T => {
  const item = list[index];
  if (item === undefined) throw new Error("a packed window's columns are of different lengths");
  return item;
};

/** Nothing at all where every value is the first of its list: most sites have one device, and it measures one thing. */
const packEven = (values: readonly number[]): Uint8Array =>
  values.every((value) => value === 0) ? new Uint8Array() : packWhole(values);

const unpackEven = (bytes: Uint8Array, length: number): readonly number[] =>
  bytes.length === 0 ? Array.from({ length }, () => 0) : unpackWhole(bytes);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
