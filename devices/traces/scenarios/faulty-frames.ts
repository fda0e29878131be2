import { SECOND_MS } from "#shared/domain/time.ts";
import { faultClock } from "./fault-clock.ts";
import { planFaults } from "./fault-plan.ts";
import type { FaultRates } from "./fault-rates.ts";
import { between, logBetween, type Random, randomOf, wholeBetween } from "./random.ts";
import type { ScenarioRow } from "./scenario-row.ts";
import { FAULT_KINDS, type FaultKind, type FaultTruth } from "./scenario-truth.ts";
import type { Report, SimulatedDevice } from "./simulated-device.ts";
import type { Span } from "./spans.ts";
import { wrongReadings } from "./wrong-readings.ts";

/** A row, and when it left the device by the true clock: no row comes before it was sent. */
export interface SentRow {
  readonly sentAtMs: number;
  readonly row: ScenarioRow;
}

export interface Faults {
  readonly rates: FaultRates;
  readonly seed: number;
  readonly span: Span;
  /** Where what happened is written down. */
  readonly truth: FaultTruth[];
}

/** What comes of a device's reports: its counter, the radio, and its faults; in the order in which it sent them. */
export function* faultyFrames({ device, reports }: SimulatedDevice, faults: Faults): Generator<SentRow> {
  const { devEui } = device;
  const planned = planFaults(faults.rates, faults.seed, devEui, faults.span);
  const clocks = Object.fromEntries(
    FAULT_KINDS.map((kind) => [kind, faultClock(planned.get(kind) ?? [], devEui, faults.truth)]),
  ) as Readonly<Record<FaultKind, ReturnType<typeof faultClock>>>;
  const wrong = wrongReadings(clocks);
  const radio = randomOf(faults.seed, devEui, "radio");
  let fCnt = wholeBetween(radio, 0, 20_000);
  let booting = false;
  const sensor = reports()[Symbol.iterator]();
  let told: Report["values"] | undefined;
  for (let next = sensor.next(); next.done !== true; next = sensor.next(told)) {
    const { atMs, values } = next.value;
    told = undefined;
    const latencyMs = Math.round(between(radio, 0.2, 1.5) * SECOND_MS);
    if (clocks.dead.at(atMs) !== undefined) {
      clocks.dead.touched(atMs);
      continue;
    }
    if (clocks.reboot.at(atMs) !== undefined) {
      clocks.reboot.touched(atMs);
      booting = true;
      continue;
    }
    fCnt = booting ? 0 : fCnt + 1;
    booting = false;
    told = wrong(atMs, values);
    const lossy = clocks.lost.at(atMs);
    if (lossy !== undefined && lossy.random() < (lossy.lostShare ?? 0)) {
      clocks.lost.touched(atMs);
      continue;
    }
    const row = {
      atMs,
      devEui,
      fCnt,
      values: told,
      receivedAtMs: atMs + latencyMs,
      transmission: "once" as const,
    };
    yield* heard(row, clocks);
  }
}

/** What the network makes of a frame. */
function* heard(
  frame: ScenarioRow,
  clocks: Readonly<Record<FaultKind, ReturnType<typeof faultClock>>>,
): Generator<SentRow> {
  const sentAtMs = frame.atMs;
  let row = frame;
  const garbled = clocks.garbage.at(sentAtMs);
  if (garbled !== undefined) {
    clocks.garbage.touched(sentAtMs);
    row = { ...row, values: {}, payloadHex: noise(garbled.random) };
  }
  const held = clocks.late.at(sentAtMs);
  if (held !== undefined) {
    const until =
      held.heldMs === undefined
        ? held.to + wholeBetween(held.random, 0, 30 * SECOND_MS)
        : sentAtMs + held.heldMs;
    if (until > row.receivedAtMs) {
      clocks.late.touched(sentAtMs);
      row = { ...row, receivedAtMs: until };
    }
  }
  const wrongClock = clocks.clock.at(sentAtMs);
  if (wrongClock !== undefined) {
    clocks.clock.touched(sentAtMs);
    row = { ...row, atMs: sentAtMs + (wrongClock.aheadMs ?? 0) };
  }
  yield { sentAtMs, row };
  const twice = clocks.duplicate.at(sentAtMs);
  if (twice === undefined) return;
  clocks.duplicate.touched(sentAtMs);
  // TourPerret's copies came 2 s to some minutes later.
  const laterMs = Math.round(logBetween(twice.random, 2, 300) * SECOND_MS);
  yield { sentAtMs, row: { ...row, atMs: row.atMs + laterMs, receivedAtMs: row.receivedAtMs + laterMs } };
}

/** Bytes that no decoder reads: too few for a frame of anything here. */
const noise = (random: Random): string =>
  Array.from({ length: wholeBetween(random, 1, 6) }, () =>
    wholeBetween(random, 0, 255).toString(16).padStart(2, "0"),
  ).join("");
