import type { HeardFrame } from "#shared/domain/downlink.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { SAME_FRAME_MS } from "#shared/domain/uplink.ts";

/** So many intervals in a row, each within this share of the commanded one, show that a device took a command. */
export const MATCHING_INTERVALS = 3;
export const TOLERANCE = 0.2;
/** Beyond so many intervals a gap is a silence, and says nothing of how often the device reports. */
const MOST_LOST_INTERVALS = 10;
const COUNTER_SIZE = 0x1_0000;

/** What one gap between two frames says of a commanded interval. */
type Verdict = "match" | "neither" | "refuted";

/**
 * When a device was first heard to report as often as it was asked to: at the end of the third interval, of a run in which none
 * refutes it. An interval matches when it is within 20 % of the commanded one and no frame is known to be lost in it. One near to a
 * multiple of it (2 to 10 times, within 20 % of ONE interval), or near to it although the counter tells of a lost frame, neither
 * counts nor refutes: frames are lost. Any other ends the run, and so does a counter that went back. The intervals before a device
 * has taken up the command refute it, and do no harm.
 */
export const intervalMatchedAt = (frames: readonly HeardFrame[], commandedS: number): EpochMs | undefined => {
  const heard = distinct(frames);
  let matches = 0;
  for (const [index, frame] of heard.entries()) {
    const before = heard[index - 1];
    if (before === undefined) continue;
    const verdict = judge(before, frame, commandedS * SECOND_MS);
    if (verdict === "refuted") matches = 0;
    if (verdict === "match") matches += 1;
    if (matches === MATCHING_INTERVALS) return frame.at;
  }
  return undefined;
};

const judge = (before: HeardFrame, frame: HeardFrame, commandedMs: number): Verdict => {
  const gapMs = frame.at - before.at;
  const intervals = Math.round(gapMs / commandedMs);
  const isNear = Math.abs(gapMs - intervals * commandedMs) <= TOLERANCE * commandedMs;
  const steps = counterSteps(before.fCnt, frame.fCnt);
  if (!isNear || intervals < 1 || intervals > MOST_LOST_INTERVALS || steps < 1) return "refuted";
  return intervals === 1 && steps === 1 ? "match" : "neither";
};

/** How far the counter went, a wrap at 16 bits included; 1 where it is not known, 0 where it went back. */
const counterSteps = (from: number | undefined, to: number | undefined): number => {
  if (from === undefined || to === undefined) return 1;
  if (to > from) return to - from;
  const wrapped = to + COUNTER_SIZE - from;
  return wrapped <= MOST_LOST_INTERVALS ? wrapped : 0;
};

/** Sorted by time, each frame once: of its copies the earliest stays. */
const distinct = (frames: readonly HeardFrame[]): readonly HeardFrame[] => {
  const firstHeard = new Map<number, EpochMs>();
  return frames
    .toSorted((a, b) => a.at - b.at || (a.fCnt ?? 0) - (b.fCnt ?? 0))
    .filter(({ at, fCnt }, index, sorted) => {
      if (fCnt === undefined) return index === 0 || sorted[index - 1]?.at !== at;
      const first = firstHeard.get(fCnt);
      if (first !== undefined && at - first <= SAME_FRAME_MS) return false;
      firstHeard.set(fCnt, at);
      return true;
    });
};
