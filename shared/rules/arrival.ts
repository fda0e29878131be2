import type { CounterEvent } from "#shared/domain/device-event.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Gateway } from "#shared/domain/uplink.ts";
import { counterEvent, heardAfter } from "./counters.ts";
import { hashIdentity } from "./frame-identity.ts";
import { insert } from "./window.ts";

/** What one uplink brought, decoded. */
export interface Arrival {
  readonly devEui: string;
  readonly devAddr?: string;
  /** See `uplinkIdentity`. */
  readonly identity: string;
  readonly fCnt?: number;
  /** On the network server's clock, never after `receivedAt`. */
  readonly observedAt: EpochMs;
  readonly receivedAt: EpochMs;
  readonly measurements: readonly Measurement[];
  /** What the device says it could not measure. */
  readonly unmeasured?: readonly Quantity[];
  readonly gateways?: readonly Gateway[];
  readonly dataRate?: number;
  /** The frame came from another site, where its device stands now: only what it remembers is of here. */
  readonly frameElsewhere?: true;
}

/** An arrival and what the window made of it. */
export interface TakenArrival {
  readonly arrival: Arrival;
  readonly entry: WindowEntry;
  /** `held`: there before, under the very same time. `passed`: older than the window. `remembered`: no frame of this site. */
  readonly kind: "inserted" | "held" | "passed" | "remembered";
}

/** What some arrivals made of a state. */
export interface Taken {
  readonly state: SiteState;
  readonly arrivals: readonly TakenArrival[];
  readonly counterEvents: readonly CounterEvent[];
}

const NO_COUNTER = -1;

const entryOf = (arrival: Arrival, watched: ReadonlySet<Quantity>): WindowEntry => ({
  kind: "frame",
  observedAt: arrival.observedAt,
  devEui: arrival.devEui,
  fCnt: arrival.fCnt ?? NO_COUNTER,
  identity: hashIdentity(arrival.identity),
  readings: arrival.measurements
    .filter(({ quantity, measuredAt }) => measuredAt === undefined && watched.has(quantity))
    .map(({ quantity, value }) => ({ quantity, steps: Math.round(value / QUANTITIES[quantity].resolution) })),
});

/**
 * Puts one arrival into the window.
 *
 * @param watched the quantities that are kept of it
 */
export const takeArrival = (sofar: Taken, arrival: Arrival, watched: ReadonlySet<Quantity>): Taken => {
  const entry = entryOf(arrival, watched);
  if (arrival.frameElsewhere === true) {
    return { ...sofar, arrivals: [...sofar.arrivals, { arrival, entry, kind: "remembered" }] };
  }
  const { kind, state } = insert(sofar.state, entry);
  if (kind === "held") return { ...sofar, arrivals: [...sofar.arrivals, { arrival, entry, kind }] };
  const before = state.heard[arrival.devEui];
  const event = counterEvent(before, arrival);
  const heard = { ...state.heard, [arrival.devEui]: heardAfter(before, arrival) };
  return {
    state: withNewest({ ...state, heard }, arrival),
    arrivals: [...sofar.arrivals, { arrival, entry, kind }],
    counterEvents: event === undefined ? sofar.counterEvents : [...sofar.counterEvents, event],
  };
};

/** The newest reading, and when it came. */
const withNewest = (state: SiteState, arrival: Arrival): SiteState => {
  const newestAt = state.entries.findLast(({ readings }) => readings.length > 0)?.observedAt;
  return newestAt === undefined || newestAt === state.newest?.observedAt
    ? state
    : { ...state, newest: { observedAt: newestAt, receivedAt: arrival.receivedAt } };
};
