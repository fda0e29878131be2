import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { Stay } from "./lay-by.ts";
import { randomOf, wholeBetween } from "./random.ts";
import type { Report } from "./simulated-device.ts";
import type { Span } from "./spans.ts";

export const VEHICLE_HEARTBEAT_MS = 24 * HOUR_MS;
/** A magnetic sensor takes some seconds to be sure. */
const SURE_AFTER_MS = 20 * SECOND_MS;

/** Tells when the place is taken and when it is free again, and once a day what it last said. */
export function* vehicleReports(stays: readonly Stay[], seed: number, { from, to }: Span): Generator<Report> {
  const random = randomOf(seed, "vehicles");
  let beatAt = from + Math.floor(random() * VEHICLE_HEARTBEAT_MS);
  let taken = 0;
  const said = function* (until: number): Generator<Report> {
    for (; beatAt < until && beatAt < to; beatAt += VEHICLE_HEARTBEAT_MS) {
      yield { atMs: beatAt, values: { vehicle_present: taken } };
    }
  };
  for (const stay of merged(stays)) {
    for (const [at, present] of [[stay.from, 1] as const, [stay.to, 0] as const]) {
      const atMs = at + SURE_AFTER_MS + wholeBetween(random, 0, 5_000);
      yield* said(atMs);
      if (atMs >= to) return;
      taken = present;
      yield { atMs, values: { vehicle_present: present } };
    }
  }
  yield* said(to);
}

/** Who comes while another stands there finds the place taken. What leaves within half a minute was never seen. */
const merged = (stays: readonly Stay[]): readonly Span[] => {
  const spans: { readonly from: number; to: number }[] = [];
  for (const { from, to } of stays) {
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to + MINUTE_MS) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans.filter(({ from, to }) => to - from >= 30 * SECOND_MS);
};
