import * as z from "zod";
import { FAULT_KINDS, type FaultKind } from "./scenario-truth.ts";

/** On which share of its days a fault of each kind begins at a device; 0 where none is told. */
export type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

export const NO_FAULTS: FaultRates = {};

/** The rates that the false alarms are counted at. */
export const USUAL_FAULTS: FaultRates = {
  spike: 0.01,
  echo: 0.005,
  stuck: 0.001,
  drift: 0.001,
  dead: 0.001,
  reboot: 0.005,
  late: 0.02,
  duplicate: 0.05,
  garbage: 0.01,
};

/** Every kind there is, for tests of what must survive: a poor site on a bad day. */
export const HARSH_FAULTS: FaultRates = {
  spike: 0.3,
  echo: 0.15,
  stuck: 0.03,
  drift: 0.03,
  dead: 0.02,
  reboot: 0.15,
  clock: 0.05,
  lost: 0.2,
  late: 0.3,
  duplicate: 0.5,
  garbage: 0.3,
};

export const FAULT_SETS = { none: NO_FAULTS, usual: USUAL_FAULTS, harsh: HARSH_FAULTS } as const;

/** Of a file: `{ "spike": 0.01 }`. */
export const faultRatesSchema = z.strictObject(
  Object.fromEntries(
    FAULT_KINDS.map((kind) => [
      kind,
      z.number("a share of the days is expected, from 0 to 1").min(0).max(1).optional(),
    ]),
  ) as Readonly<Record<FaultKind, z.ZodOptional<z.ZodNumber>>>,
);
