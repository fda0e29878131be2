import type { PlannedFault } from "./fault-plan.ts";
import type { FaultTruth } from "./scenario-truth.ts";

interface Begun {
  readonly fault: PlannedFault;
  frames: number;
  truth?: { -readonly [Key in keyof FaultTruth]: FaultTruth[Key] };
}

/** Which fault of one kind holds at each frame of a device, frame after frame; and the record of what it touched. */
export interface FaultClock {
  /** The fault at this instant, or none. */
  readonly at: (atMs: number) => PlannedFault | undefined;
  /** The frame was touched by it. */
  readonly touched: (atMs: number) => void;
}

export const faultClock = (
  faults: readonly PlannedFault[],
  devEui: string,
  truth: FaultTruth[],
): FaultClock => {
  let next = 0;
  let begun: Begun | undefined;
  const isOver = ({ fault, frames }: Begun, atMs: number) =>
    atMs >= fault.to || (fault.frames !== undefined && frames >= fault.frames);
  return {
    at: (atMs) => {
      if (begun !== undefined && isOver(begun, atMs)) begun = undefined;
      for (
        let fault = faults[next];
        begun === undefined && fault !== undefined && fault.from <= atMs;
        fault = faults[next]
      ) {
        next += 1;
        if (fault.to > atMs) begun = { fault, frames: 0 };
      }
      return begun?.fault;
    },
    touched: (atMs) => {
      if (begun === undefined) return;
      begun.frames += 1;
      if (begun.truth === undefined) {
        begun.truth = { kind: begun.fault.kind, devEui, from: atMs, to: atMs, frames: 1 };
        truth.push(begun.truth);
        return;
      }
      begun.truth.to = atMs;
      begun.truth.frames += 1;
    },
  };
};
