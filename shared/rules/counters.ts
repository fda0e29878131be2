import type { CounterEvent } from "#shared/domain/device-event.ts";
import type { Heard } from "#shared/domain/site-state.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";

/** What a frame tells of its device's session. */
export interface CountedFrame {
  readonly devEui: string;
  readonly observedAt: EpochMs;
  readonly fCnt?: number;
  readonly devAddr?: string;
}

/** The largest 16-bit counter: some network servers hand over no more of it. */
const WRAPS_AFTER = 0xffff;
/** So near to the wrap, or so soon after it, may be lost on the radio. */
const WRAP_MARGIN = 1_000;

/**
 * What the newest frame of a device shows against the one before: a new address (it joined anew), a counter that wrapped at 16 bits,
 * or one that went back without either (a reboot, or a replay). The data is good in each case.
 */
export const counterEvent = (before: Heard | undefined, frame: CountedFrame): CounterEvent | undefined => {
  if (before === undefined || frame.observedAt <= before.at) return undefined;
  const { devEui, observedAt, fCnt, devAddr } = frame;
  const at = toIso(observedAt);
  if (before.devAddr !== undefined && devAddr !== undefined && before.devAddr !== devAddr) {
    return { kind: "rejoined", devEui, at };
  }
  if (before.fCnt === undefined || fCnt === undefined || fCnt >= before.fCnt) return undefined;
  const wrapped = before.fCnt <= WRAPS_AFTER && before.fCnt > WRAPS_AFTER - WRAP_MARGIN && fCnt < WRAP_MARGIN;
  return { kind: wrapped ? "counter_wrapped" : "counter_reset", devEui, at, from: before.fCnt, to: fCnt };
};

/** A device as heard after one more frame, in whichever order frames come. */
export const heardAfter = (before: Heard | undefined, frame: CountedFrame): Heard => {
  if (before !== undefined && before.at >= frame.observedAt) return before;
  const { observedAt: at, fCnt } = frame;
  const devAddr = frame.devAddr ?? before?.devAddr;
  return { at, ...(fCnt === undefined ? {} : { fCnt }), ...(devAddr === undefined ? {} : { devAddr }) };
};
