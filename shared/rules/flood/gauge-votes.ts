import type { Evidence } from "#shared/domain/evidence.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { type FloodMemory, type GaugeMemory, scatterOf } from "./flood-memory.ts";
import { NOISE_M } from "./level-quality.ts";
import type { LevelReading } from "./rate-of-rise.ts";
import { SURE_SCATTERS } from "./scatter.ts";

/** A gauge that has said the same to the millimetre for so long, while another moved below it, holds no alarm any longer. */
export const STUCK_AGAINST_MOVING_MS = 60 * MINUTE_MS;
/** More than any gauge in order scatters within minutes: water that moves by this has moved. */
export const MOVED_M = 0.05;

/** A gauge and its last believed reading. */
export interface Speaking {
  readonly gauge: GaugeMemory;
  readonly last: LevelReading;
}

/** Who speaks for the site, and what is to be said of the others. */
export interface Vote extends Speaking {
  readonly evidence: readonly Evidence[];
}

/**
 * The gauge that speaks for the site: of the one that was just heard and those that are not silent the one that stands highest, since a spare
 * that is stuck low must not talk a flood away, however much oftener it reports. Only one that has not moved to the millimetre for an hour, while another below it moved,
 * has lost its vote. Where two with a vote differ by more than they scatter, the evidence says so.
 */
export const voteOf = (
  gauges: FloodMemory["gauges"],
  heard: Speaking,
  at: EpochMs,
  silentAfterMs: number,
): Vote => {
  const present = [
    heard,
    ...Object.values(gauges)
      .filter((gauge) => gauge !== heard.gauge)
      .flatMap((gauge) => gauge.believed.slice(-1).map((last) => ({ gauge, last })))
      .filter(({ gauge, last }) => at - last.observedAt <= Math.max(silentAfterMs, gauge.silentAfterMs ?? 0)),
  ].sort((a, b) => b.last.levelM - a.last.levelM);
  // Never none: nobody stands below the lowest.
  const voting = present.filter((one) => !present.some((other) => hasBeenOutvoted(one, other, at)));
  const highest = voting.reduce((first) => first);
  const lowest = voting.reduce((_, last) => last);
  return {
    ...highest,
    evidence: [...stuck(present.length - voting.length), ...disagreement(highest, lowest)],
  };
};

const hasBeenOutvoted = (one: Speaking, other: Speaking, at: EpochMs): boolean => {
  const { flatSince } = one.gauge;
  const movedAt = other.gauge.moved?.observedAt;
  return (
    flatSince !== undefined &&
    at - flatSince.observedAt >= STUCK_AGAINST_MOVING_MS &&
    other.last.levelM < one.last.levelM &&
    movedAt !== undefined &&
    movedAt > flatSince.observedAt
  );
};

const stuck = (count: number): readonly Evidence[] =>
  count === 0 ? [] : [{ kind: "factor", name: "stuck_gauges_not_counted", value: count, contribution: 0 }];

const disagreement = (high: Speaking, low: Speaking): readonly Evidence[] => {
  const differenceM = high.last.levelM - low.last.levelM;
  if (differenceM <= toleranceM(high.gauge, low.gauge)) return [];
  const value = Math.round(differenceM * 1000) / 1000;
  return [{ kind: "factor", name: "gauges_disagree_by_m", value, contribution: 0 }];
};

/** How far two gauges may stand apart over the same water. */
const toleranceM = (one: GaugeMemory, other: GaugeMemory): number =>
  Math.max(NOISE_M, SURE_SCATTERS * (scatterOf(one) + scatterOf(other)));

/** What the other gauges of a site say of a jump: one that saw it too, or one that has been read since it began and saw nothing. */
export const witnessesOf = (
  gauges: FloodMemory["gauges"],
  devEui: string,
  jump: LevelReading,
  since: EpochMs,
): "agree" | "contradict" | "none" => {
  const others = Object.entries(gauges)
    .filter(([other]) => other !== devEui)
    .flatMap(([, { believed, pending }]) => (pending === undefined ? believed.slice(-1) : [pending]))
    .filter(({ observedAt }) => observedAt >= since);
  if (others.some(({ levelM }) => Math.abs(levelM - jump.levelM) <= NOISE_M)) return "agree";
  return others.length === 0 ? "none" : "contradict";
};
