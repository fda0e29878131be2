import type { Quantity } from "#shared/domain/quantity.ts";

/** What the radio did with a frame: `lost` counts on the device and never arrives, `twice` is heard two times. */
export const TRANSMISSIONS = ["once", "lost", "twice"] as const;
export type Transmission = (typeof TRANSMISSIONS)[number];

/** What one frame of a device tells, as it left the device. */
export interface TraceReading {
  /** On the trace's own clock, ms: since 1970 where the file gives instants, since its zero where it gives seconds. */
  readonly atMs: number;
  /** Absent where the file leaves it to whoever replays it. */
  readonly devEui?: string;
  /** One at least, in the units of the catalogue of quantities; none where the bytes themselves are given. */
  readonly values: Readonly<Partial<Record<Quantity, number>>>;
  /** The frame's bytes in lower-case hexadecimal, in the place of values: for what no decoder reads. */
  readonly payloadHex?: string;
  readonly transmission: Transmission;
  /** When it came to this system, on the clock of `atMs`: later where it was held on its way. */
  readonly receivedAtMs?: number;
  /** The device's frame counter. */
  readonly fCnt?: number;
}

/** Readings in the order of time, one at least. */
export type Trace = readonly [TraceReading, ...TraceReading[]];

/** `trace[0]` and the last one are there by the type; this says so for the last. */
export const lastOf = (trace: Trace): TraceReading => trace.at(-1) ?? trace[0];
