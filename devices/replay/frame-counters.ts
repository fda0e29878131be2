import type { Trace, TraceReading } from "../traces/trace.ts";

/**
 * The counter of each reading in turn: the trace's own; where it tells none of a device, one after the other. A reading without
 * one among others that have it came out of the device's memory: none is made up for it, another frame may bear it.
 */
export const frameCounters = (
  trace: Trace,
  speakerOf: (reading: TraceReading) => { readonly devEui: string },
) => {
  const counting = new Set(
    trace.filter(({ fCnt }) => fCnt !== undefined).map((reading) => speakerOf(reading).devEui),
  );
  const last = new Map<string, number>();
  return (devEui: string, { fCnt }: TraceReading): number | undefined => {
    if (fCnt !== undefined || counting.has(devEui)) return fCnt;
    const next = (last.get(devEui) ?? 0) + 1;
    last.set(devEui, next);
    return next;
  };
};
