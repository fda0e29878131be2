import type { Measurement } from "#shared/domain/observation.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import type { SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { hashIdentity } from "./frame-identity.ts";
import { watchedQuantities } from "./hazards.ts";
import { insert } from "./window.ts";

/** What one uplink brought, decoded. */
export interface Arrival {
  readonly devEui: string;
  /** See `uplinkIdentity`. */
  readonly identity: string;
  readonly fCnt?: number;
  /** On the network server's clock, never after `receivedAt`. */
  readonly observedAt: EpochMs;
  readonly receivedAt: EpochMs;
  readonly measurements: readonly Measurement[];
}

/** A row of the history that must not stay. */
export interface SupersededRow {
  readonly observedAt: EpochMs;
  readonly devEui: string;
  readonly fCnt?: number;
}

/** What some arrivals made of a state. */
export interface Taken {
  readonly state: SiteState;
  /** Arrivals that belong into the history. */
  readonly fresh: readonly { readonly arrival: Arrival; readonly passed: boolean }[];
  readonly superseded: readonly SupersededRow[];
  readonly duplicates: number;
  readonly passed: number;
}

const NO_COUNTER = -1;

const entriesOf = (arrival: Arrival): readonly WindowEntry[] =>
  arrival.measurements
    .filter(({ quantity, measuredAt }) => measuredAt === undefined && watchedQuantities.has(quantity))
    .map(({ quantity, value }) => ({
      kind: "reading",
      observedAt: arrival.observedAt,
      devEui: arrival.devEui,
      fCnt: arrival.fCnt ?? NO_COUNTER,
      identity: hashIdentity(arrival.identity),
      quantity,
      steps: Math.round(value / QUANTITIES[quantity].resolution),
    }));

/** Puts the readings of one arrival into the window. */
export const takeArrival = (sofar: Taken, arrival: Arrival): Taken => {
  let { state } = sofar;
  let duplicate = false;
  let passed = false;
  let heldAt = arrival.observedAt;
  for (const entry of entriesOf(arrival)) {
    const insertion = insert(state, entry);
    state = insertion.state;
    if (insertion.kind === "passed") passed = true;
    if (insertion.kind === "duplicate") {
      duplicate = true;
      heldAt = insertion.heldAt;
    }
  }
  const { devEui, fCnt } = arrival;
  const earlier = arrival.observedAt < heldAt;
  // A copy may have written its row before another instance won the state: the row under the later time goes.
  const wrong = duplicate && arrival.observedAt !== heldAt;
  const row = {
    observedAt: Math.max(arrival.observedAt, heldAt),
    devEui,
    ...(fCnt === undefined ? {} : { fCnt }),
  };
  const superseded = wrong ? [row] : [];
  return {
    state: withNewest(sofar.state, state, arrival),
    fresh: duplicate && !earlier ? sofar.fresh : [...sofar.fresh, { arrival, passed }],
    superseded: [...sofar.superseded, ...superseded],
    duplicates: sofar.duplicates + (duplicate ? 1 : 0),
    passed: sofar.passed + (passed ? 1 : 0),
  };
};

/** The newest reading, and when it came: a copy of it under an earlier time is no later arrival. */
const withNewest = (before: SiteState, after: SiteState, arrival: Arrival): SiteState => {
  const newestAt = after.entries.at(-1)?.observedAt;
  const known = before.newest;
  if (newestAt === undefined || newestAt === known?.observedAt) return after;
  const isCopy = known !== undefined && newestAt < known.observedAt;
  const receivedAt = isCopy ? Math.min(known.receivedAt, arrival.receivedAt) : arrival.receivedAt;
  return { ...after, newest: { observedAt: newestAt, receivedAt } };
};
