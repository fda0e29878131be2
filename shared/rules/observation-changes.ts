import type { Observation } from "#shared/domain/observation.ts";
import type { SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { type Gateway, mergeGateways } from "#shared/domain/uplink.ts";
import type { TakenArrival } from "./arrival.ts";
import type { Judged } from "./fold.ts";
import { isSameIdentity } from "./frame-identity.ts";
import { arrivalFromWindow, observationsOf } from "./observation-rows.ts";
import type { SiteContext } from "./site-context.ts";

/** Names one row of a site's history. */
export interface HistoryRow {
  readonly observedAt: EpochMs;
  readonly devEui: string;
  readonly fCnt?: number;
}

/** The same frame through further gateways. */
export interface HeardAgain {
  readonly row: HistoryRow;
  readonly gateways: readonly Gateway[];
}

interface Before {
  /** Which frames counted, copies left out. */
  readonly frames: ReadonlySet<WindowEntry>;
  readonly state: SiteState;
}

/** What arrivals mean for the history: new rows, rows that turned out to be copies, further gateways of rows that are there. */
export const sortOut = (
  arrivals: readonly TakenArrival[],
  before: Before,
  {
    after,
    staying,
  }: { readonly after: ReadonlySet<WindowEntry>; readonly staying: ReadonlySet<WindowEntry> },
  { judged, context }: { readonly judged: readonly Judged[]; readonly context: SiteContext },
): {
  readonly observations: readonly Observation[];
  readonly passedBy: readonly Observation[];
  readonly superseded: readonly HistoryRow[];
  readonly heardAgain: readonly HeardAgain[];
  readonly duplicates: number;
  readonly passed: number;
} => {
  const facts = { before: before.state, judged, context };
  const counts = ({ kind, entry }: TakenArrival) =>
    kind === "remembered" || (kind === "inserted" && after.has(entry));
  // What leaves the window at once may have a frame before it that left earlier.
  const isPassed = (taken: TakenArrival) =>
    taken.kind === "passed" || (counts(taken) && taken.kind === "inserted" && !staying.has(taken.entry));
  const copies = arrivals.filter((taken) => taken.kind !== "passed" && !counts(taken));
  const again = copies.flatMap(({ arrival, entry, kind }) => {
    const first = kind === "held" ? undefined : frameOf(entry, after);
    return first === undefined ? [] : [{ first, gateways: arrival.gateways ?? [] }];
  });
  const gatewaysOf = (entry: WindowEntry) =>
    again.flatMap(({ first, gateways }) => (first === entry ? gateways : []));
  const came = new Set(arrivals.map(({ entry }) => entry));
  const unmasked = [...after].filter((entry) => !before.frames.has(entry) && !came.has(entry));
  const receivedAt = Math.max(...arrivals.map(({ arrival }) => arrival.receivedAt));
  return {
    passedBy: arrivals
      .filter(isPassed)
      .flatMap(({ arrival, kind }) => observationsOf(arrival, kind === "passed", facts)),
    observations: [
      ...arrivals
        .filter((taken) => counts(taken) && !isPassed(taken))
        .flatMap(({ arrival, entry }) => {
          const gateways = mergeGateways([...(arrival.gateways ?? []), ...gatewaysOf(entry)]);
          return observationsOf({ ...arrival, gateways }, false, facts);
        }),
      ...unmasked.flatMap((entry) => observationsOf(arrivalFromWindow(entry, receivedAt), false, facts)),
    ],
    superseded: [
      // Another instance may have written a copy's row before this one won the state.
      ...copies.filter(({ kind }) => kind === "inserted").map(({ entry }) => rowOf(entry)),
      ...[...before.frames].filter((entry) => !after.has(entry)).map(rowOf),
    ],
    heardAgain: again
      .filter(({ first, gateways }) => !came.has(first) && gateways.length > 0)
      .map(({ first, gateways }) => ({ row: rowOf(first), gateways })),
    duplicates: copies.length,
    passed: arrivals.filter(({ kind }) => kind === "passed").length,
  };
};

/** The frame that another is a copy of: the last one before it that counts. */
const frameOf = (copy: WindowEntry, frames: ReadonlySet<WindowEntry>): WindowEntry | undefined =>
  [...frames].findLast(
    (entry) =>
      isSameIdentity(entry.identity, copy.identity) &&
      entry.devEui === copy.devEui &&
      entry.observedAt <= copy.observedAt,
  );

const rowOf = ({ observedAt, devEui, fCnt }: WindowEntry): HistoryRow => ({
  observedAt,
  devEui,
  ...(fCnt < 0 ? {} : { fCnt }),
});
