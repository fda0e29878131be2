import type { ExerciseClock } from "./exercise.ts";
import type { Quantity } from "./quantity.ts";
import type { EpochMs } from "./time.ts";
import type { Gateway } from "./uplink.ts";

/** QARTOD primary flags (IOOS Manual for Real-Time Quality Control): what is known of a value's quality. */
export const QUALITY = { good: 1, notEvaluated: 2, suspect: 3, fail: 4, missing: 9 } as const;
export type QualityFlag = (typeof QUALITY)[keyof typeof QUALITY];

/** A physical quantity's value, in the unit of the catalogue. */
export interface Measurement {
  readonly quantity: Quantity;
  readonly value: number;
  /** Present on a reading out of the device's memory: when the device says it measured. */
  readonly measuredAt?: EpochMs;
}

/** A measurement placed: where, by which device, when, and how good. One row of the history. */
export interface Observation {
  readonly siteId: string;
  readonly devEui: string;
  /** When the network server received the frame; for history records, when the device measured. */
  readonly observedAt: EpochMs;
  /** When this system received it, on the clock of the exercise if there is one. */
  readonly receivedAt: EpochMs;
  readonly values: Readonly<Partial<Record<Quantity, number>>>;
  readonly flags: Readonly<Partial<Record<Quantity, QualityFlag>>>;
  /** A newer good reading was already held, or it took longer than the limit to arrive: it completes the record only. */
  readonly late: boolean;
  readonly fCnt?: number;
  /** Everyone who heard the frame, copies of it included. */
  readonly gateways?: readonly Gateway[];
  /** LoRaWAN data rate index, 0-15. */
  readonly dataRate?: number;
  readonly exercise?: ExerciseClock;
}
