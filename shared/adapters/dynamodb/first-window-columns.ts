import type { Quantity } from "#shared/domain/quantity.ts";
import type { WindowEntry } from "#shared/domain/site-state.ts";
import { item, unpackEven } from "./frame-columns.ts";
import { sums, unpackWhole } from "./number-columns.ts";

/** A window as schema version 1 kept it: one row for each reading. Only floods were watched for, so each frame had one. */
export type FirstWindowColumns = readonly [
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

export const unpackFirstWindow = (
  [intervalMs, observedAt, identity, device, quantity, fCnt, steps]: FirstWindowColumns,
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
    kind: "frame",
    observedAt: base + instant,
    devEui: item(devEuis, devices[index]),
    fCnt: item(counters, index),
    identity: identities.getUint32(index * IDENTITY_BYTES),
    readings: [{ quantity: item(quantities, kinds[index]), steps: item(values, index) }],
  }));
};
