import { describe, expect, it } from "vitest";
import { planFaults } from "#devices/traces/scenarios/fault-plan.ts";
import { type FaultRates, HARSH_FAULTS, USUAL_FAULTS } from "#devices/traces/scenarios/fault-rates.ts";
import type { ScenarioRow } from "#devices/traces/scenarios/scenario-row.ts";
import { FAULT_KINDS, type FaultKind } from "#devices/traces/scenarios/scenario-truth.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { fits, readAll } from "./read-all.ts";

const road = { hazard: "flood", kind: "quiet", place: "road", days: 80 } as const;
const clean = readAll({ ...road, seed: 1 });
const withOnly = (kind: FaultKind, rate: number, seed = 1) =>
  readAll({ ...road, seed, faults: { [kind]: rate } });
const byTime = (rows: readonly ScenarioRow[]) => new Map(rows.map((row) => [row.atMs, row]));

describe("the usual faults", () => {
  const days = 40_000;
  const planned = planFaults(USUAL_FAULTS, 20_261, "020000fffed00101", { from: 0, to: days * DAY_MS });

  it.each(Object.entries(USUAL_FAULTS) as [FaultKind, number][])(
    "begin on as many days as they should: %s",
    (kind, rate) => {
      expect(fits(planned.get(kind)?.length ?? 0, days, rate)).toBe(true);
    },
  );

  it("are none of the kinds that are not asked for", () => {
    expect([planned.get("clock"), planned.get("lost")]).toEqual([[], []]);
  });

  it.each(["spike", "duplicate", "garbage"] as const)("meet a frame each: %s", (kind) => {
    const { truth, devices } = withOnly(kind, 0.1);
    const from = clean.rows[0]?.atMs ?? 0;
    const span = { from: from - (from % DAY_MS), to: from + 80 * DAY_MS };
    expect(devices).toHaveLength(1);
    expect(fits(truth.faults.length, (span.to - span.from) / DAY_MS, 0.1)).toBe(true);
    expect(truth.faults.every(({ frames }) => frames === 1)).toBe(true);
  });
});

describe("a fault", () => {
  it.each(["spike", "echo", "stuck", "drift"] as const)(
    "of the sensor changes what it tells, where its truth says: %s",
    (kind) => {
      // A gauge over the sea does not hurry, so that every frame has its like in the year without faults.
      const quay = { ...road, place: "quay", seed: 1 };
      const undisturbed = readAll(quay);
      const faulty = readAll({ ...quay, faults: { [kind]: 0.2 } });
      const right = byTime(undisturbed.rows);
      const changed = faulty.rows.filter(
        ({ atMs, values }) => values.distance !== right.get(atMs)?.values.distance,
      );
      const inside = ({ atMs }: ScenarioRow) =>
        faulty.truth.faults.some(({ from, to }) => atMs >= from && atMs <= to);
      expect(faulty.rows).toHaveLength(undisturbed.rows.length);
      expect(changed.length).toBeGreaterThan(3);
      expect(changed.every(inside)).toBe(true);
      const touched = faulty.truth.faults.reduce((sum, { frames }) => sum + frames, 0);
      expect(changed.length).toBeGreaterThan(0.85 * touched);
    },
  );

  it("of the sensor makes a gauge hurry that hurries over water", () => {
    const faulty = withOnly("echo", 0.2);
    const hurried = faulty.truth.faults.filter(({ from, frames }) => {
      const next = faulty.rows.find(({ atMs }) => atMs > from);
      return frames > 1 && next !== undefined && next.atMs - from < 2 * MINUTE_MS;
    });
    expect(hurried.length).toBeGreaterThan(3);
  });

  it("of a dead or rebooting device is a silence; the counter goes on after the one and begins again after the other", () => {
    for (const kind of ["dead", "reboot"] as const) {
      const { rows, truth } = withOnly(kind, 0.2);
      expect(truth.faults.length).toBeGreaterThan(2);
      for (const { from, to, frames } of truth.faults) {
        expect(rows.filter(({ atMs }) => atMs >= from && atMs <= to)).toEqual([]);
        expect(clean.rows.filter(({ atMs }) => atMs >= from && atMs <= to)).toHaveLength(frames);
        const [before, after] = [
          rows.findLast(({ atMs }) => atMs < from),
          rows.find(({ atMs }) => atMs > to),
        ];
        if (before === undefined || after === undefined) continue;
        expect(after.fCnt).toBe(kind === "dead" ? before.fCnt + 1 : 0);
      }
    }
  });

  it("of the link loses 5 to 30 % of the frames, and the counter knows of them", () => {
    const { rows, truth } = withOnly("lost", 0.2);
    const lost = truth.faults.reduce((sum, { frames }) => sum + frames, 0);
    expect(rows.length).toBe(clean.rows.length - lost);
    const last = rows.at(-1)?.fCnt ?? 0;
    expect(last - (rows[0]?.fCnt ?? 0)).toBeGreaterThanOrEqual(rows.length);
    expect((clean.rows.at(-1)?.fCnt ?? 0) - last).toBeLessThan(20);
  });

  it("of a gateway holds frames up to 214 s, of its way out for hours, and changes nothing in them", () => {
    const { rows, truth } = withOnly("late", 0.2);
    const right = byTime(clean.rows);
    const held = rows.filter(({ atMs, receivedAtMs }) => receivedAtMs !== right.get(atMs)?.receivedAtMs);
    expect(held).toHaveLength(truth.faults.reduce((sum, { frames }) => sum + frames, 0));
    const delays = held.map(({ atMs, receivedAtMs }) => receivedAtMs - atMs);
    expect(delays.some((delay) => delay <= 214_000)).toBe(true);
    expect(delays.some((delay) => delay > HOUR_MS / 2)).toBe(true);
    expect(Math.max(...delays)).toBeLessThan(6.1 * HOUR_MS);
    expect(rows.map(({ atMs }) => atMs).toSorted((a, b) => a - b)).toEqual(
      clean.rows.map(({ atMs }) => atMs),
    );
  });

  it("of a copy is the same frame again, 2 s to 5 min later", () => {
    const { rows, truth } = withOnly("duplicate", 0.2);
    expect(rows.length).toBe(clean.rows.length + truth.faults.length);
    const first = new Map<number, ScenarioRow>();
    for (const row of rows) {
      const before = first.get(row.fCnt);
      if (before === undefined) {
        first.set(row.fCnt, row);
        continue;
      }
      expect(row.values).toEqual(before.values);
      expect(row.receivedAtMs - before.receivedAtMs).toBeGreaterThanOrEqual(2_000);
      expect(row.receivedAtMs - before.receivedAtMs).toBeLessThanOrEqual(300_000);
    }
  });

  it("of a garbled frame leaves bytes and no values", () => {
    const { rows, truth } = withOnly("garbage", 0.1);
    const garbled = rows.filter(({ payloadHex }) => payloadHex !== undefined);
    expect(garbled.length).toBe(truth.faults.length);
    expect(
      garbled.every(
        ({ values, payloadHex = "" }) =>
          Object.keys(values).length === 0 && /^([0-9a-f]{2}){1,6}$/.test(payloadHex),
      ),
    ).toBe(true);
  });

  it("of a clock moves the time a frame is said to have, not when it comes", () => {
    const { rows, truth } = withOnly("clock", 0.1);
    expect(truth.faults.length).toBeGreaterThan(2);
    expect(rows.map(({ receivedAtMs }) => receivedAtMs)).toEqual(
      clean.rows.map(({ receivedAtMs }) => receivedAtMs),
    );
    const moved = rows.filter(({ atMs, receivedAtMs }) => Math.abs(receivedAtMs - atMs) > 2_000);
    expect(moved).toHaveLength(truth.faults.reduce((sum, { frames }) => sum + frames, 0));
  });
});

it("has every kind of fault among the harsh ones, in the truth in the order in which they were met", () => {
  const { truth } = readAll({ ...road, days: 200, seed: 2, faults: HARSH_FAULTS });
  expect(new Set(truth.faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
  const faults: FaultRates = HARSH_FAULTS;
  expect(Object.keys(faults).toSorted()).toEqual(FAULT_KINDS.toSorted());
  expect(
    truth.faults.every(({ from, to, frames }) => to >= from && frames > 0 && to - from < 80 * DAY_MS),
  ).toBe(true);
});
