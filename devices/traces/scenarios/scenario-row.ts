import type { TraceReading } from "../trace.ts";

/** A frame as it came: a reading of a trace of which nothing is left open. `atMs` is what its network server says of its time. */
export interface ScenarioRow extends TraceReading {
  readonly devEui: string;
  readonly receivedAtMs: number;
  readonly fCnt: number;
}
