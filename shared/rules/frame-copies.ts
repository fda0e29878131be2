import type { WindowEntry } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { SAME_FRAME_MS } from "#shared/domain/uplink.ts";
import { isSameIdentity, withoutAddress } from "./frame-identity.ts";

/**
 * A copy that a gateway held back can come after the device's next frames: recordings of the Tour Perret sensor
 * (github.com/CampusIoT/datasets) hold frames for up to 214 s.
 */
export const SLOW_COPY_MS = 4 * MINUTE_MS;

/**
 * The frames that repeat an earlier one: same identity within 30 minutes, and the counter has not gone back in between. A rebooted
 * gauge that repeats a constant level makes no copies. A function of the set of frames alone, not of the order they came in.
 *
 * @param entries sorted by event time
 */
export const copiesAmong = (entries: readonly WindowEntry[]): ReadonlySet<WindowEntry> => {
  const copies = new Set<WindowEntry>();
  const firstOf = new Map<string, Placed>();
  for (const [index, entry] of entries.entries()) {
    const key = `${entry.devEui}/${entry.fCnt}/${withoutAddress(entry.identity)}`;
    const first = firstOf.get(key);
    if (first !== undefined && repeats(entries, first, { index, entry })) copies.add(entry);
    else firstOf.set(key, { index, entry });
  }
  return copies;
};

interface Placed {
  readonly index: number;
  readonly entry: WindowEntry;
}

/** Only these are observations. */
export const withoutCopies = (entries: readonly WindowEntry[]): readonly WindowEntry[] => {
  const copies = copiesAmong(entries);
  return copies.size === 0 ? entries : entries.filter((entry) => !copies.has(entry));
};

const repeats = (entries: readonly WindowEntry[], first: Placed, again: Placed): boolean => {
  const { devEui, fCnt } = again.entry;
  if (!isSameIdentity(first.entry.identity, again.entry.identity)) return false;
  const apartMs = again.entry.observedAt - first.entry.observedAt;
  if (apartMs > SAME_FRAME_MS) return false;
  const isOther = (other: WindowEntry) => other.devEui === devEui && other.fCnt !== fCnt;
  const between = entries.slice(first.index + 1, again.index).filter(isOther);
  if (between.length === 0) return true;
  const counters = between.map((other) => other.fCnt);
  const wentBack = Math.min(...counters) < fCnt;
  return !wentBack && isSlow(apartMs, Math.max(...counters), entries.slice(again.index + 1).find(isOther));
};

/** Held back on its way: the device has gone on counting, and does so after it. A rebooted one goes on from where it began anew. */
const isSlow = (apartMs: EpochMs, reached: number, next: WindowEntry | undefined): boolean =>
  apartMs <= SLOW_COPY_MS && (next === undefined || next.fCnt > reached);
