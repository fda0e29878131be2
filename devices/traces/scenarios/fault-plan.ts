import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { FaultRates } from "./fault-rates.ts";
import { between, logBetween, logNormal, type Random, randomOf, wholeBetween } from "./random.ts";
import { FAULT_KINDS, type FaultKind } from "./scenario-truth.ts";
import type { Span } from "./spans.ts";

/** A fault before it is known which frames it meets. */
export interface PlannedFault extends Span {
  readonly kind: FaultKind;
  /** So many frames from `from` on; absent: all in the span. */
  readonly frames?: number;
  /** For what is drawn frame by frame. */
  readonly random: Random;
  /** Of a wrong clock: how far ahead. */
  readonly aheadMs?: number;
  /** Of a lossy link. */
  readonly lostShare?: number;
  /** Of a frame that a gateway held. */
  readonly heldMs?: number;
}

type Shape = Omit<PlannedFault, "kind" | "from" | "random">;

const forever = Number.POSITIVE_INFINITY;

/**
 * How long each lasts. Recorded: a sensor stuck for months, silences of 9 and 48 days, frames held up to 214 s by a gateway (TourPerret, CampusIoT),
 * one frame in three lost on a bad link (Saint-Eynard, CampusIoT). The distributions are assumptions around them.
 */
const SHAPES: Readonly<Record<FaultKind, (random: Random, from: number) => Shape>> = {
  spike: () => ({ to: forever, frames: 1 }),
  echo: (random) => ({ to: forever, frames: wholeBetween(random, 1, 3) }),
  stuck: (random, from) => ({ to: from + Math.round(logNormal(random, 12, 1.2) * HOUR_MS) }),
  drift: (random, from) => ({ to: from + Math.round(logBetween(random, 3, 30) * DAY_MS) }),
  dead: (random, from) => ({
    to: random() < 0.1 ? forever : from + Math.round(logNormal(random, 2, 1.2) * DAY_MS),
  }),
  reboot: (random, from) => ({ to: from + Math.round(between(random, 1, 30) * MINUTE_MS) }),
  clock: (random, from) => ({
    to: from + Math.round(logBetween(random, 1, 48) * HOUR_MS),
    // Hong Kong's time taken for UTC, or a clock that was never set right.
    aheadMs:
      random() < 0.5
        ? 8 * HOUR_MS
        : Math.round(between(random, 1, 60) * MINUTE_MS) * (random() < 0.5 ? -1 : 1),
  }),
  lost: (random, from) => ({
    to: from + Math.round(logBetween(random, 3, 48) * HOUR_MS),
    lostShare: between(random, 0.05, 0.3),
  }),
  late: (random, from) =>
    random() < 0.85
      ? {
          to: forever,
          frames: wholeBetween(random, 1, 4),
          heldMs: Math.round(between(random, 60, 214) * SECOND_MS),
        }
      : // The gateway's way out is cut, and it sends everything once it is back.
        { to: from + Math.round(logBetween(random, 0.5, 6) * HOUR_MS) },
  duplicate: () => ({ to: forever, frames: 1 }),
  garbage: () => ({ to: forever, frames: 1 }),
};

/** Every fault of a device, by kind, in the order of time: on each day one begins with the probability of its kind. */
export const planFaults = (
  rates: FaultRates,
  seed: number,
  devEui: string,
  span: Span,
): ReadonlyMap<FaultKind, readonly PlannedFault[]> =>
  new Map(
    FAULT_KINDS.map((kind) => [kind, faultsOf(kind, rates[kind] ?? 0, randomOf(seed, devEui, kind), span)]),
  );

const faultsOf = (
  kind: FaultKind,
  rate: number,
  random: Random,
  { from, to }: Span,
): readonly PlannedFault[] => {
  const faults: PlannedFault[] = [];
  if (rate <= 0) return faults;
  for (let day = from; day < to; day += DAY_MS) {
    if (random() >= rate) continue;
    const begins = day + Math.floor(random() * Math.min(DAY_MS, to - day));
    faults.push({ kind, from: begins, random, ...SHAPES[kind](random, begins) });
  }
  return faults;
};
