import { median } from "simple-statistics";
import type {
  DaySummary,
  DeviceHealth,
  LinkSummary,
  PeriodSummary,
  QuantityNow,
  QuantitySummary,
} from "#shared/domain/device-health.ts";
import type { Observation } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { countFrames } from "./frame-loss.ts";
import { bestRssi, marginDb } from "./link-margin.ts";
import { positionAfter } from "./quantity-position.ts";
import { mergePeriods, summariseValues } from "./summarise.ts";

/** A row of the history that a frame made. */
export type Frame = Pick<
  Observation,
  "observedAt" | "receivedAt" | "values" | "fCnt" | "gateways" | "dataRate" | "late"
>;

/** An hour is examined this long after its end: what a gateway held back has come by then. */
export const HOUR_SETTLED_AFTER_MS = 10 * MINUTE_MS;
const DAYS_KEPT = 60;

/** A reading out of a device's memory is late, and has neither counter nor gateway. */
export const isFrame = (row: Frame): boolean =>
  row.fCnt !== undefined || row.gateways !== undefined || !row.late;

export const newHealth = (from: EpochMs): DeviceHealth => ({
  examinedThrough: Math.floor(from / HOUR_MS) * HOUR_MS,
  hours: [],
  days: [],
  quantities: {},
  gateways: {},
  findings: [],
});

export interface ExaminedHour {
  readonly health: DeviceHealth;
  readonly hour: PeriodSummary;
  /** Whether a day ended with this hour. */
  readonly dayClosed: boolean;
}

/**
 * Takes the next hour of a device's history into what is known of its health. Its findings stay as they are.
 *
 * @param frames of that hour, from `examinedThrough` on, in the order of time
 */
export const takeHour = (
  before: DeviceHealth,
  frames: readonly Frame[],
  reportIntervalMs: number,
): ExaminedHour => {
  const end = before.examinedThrough + HOUR_MS;
  const hour: PeriodSummary = {
    link: linkOf(frames, before, reportIntervalMs),
    quantities: summariesOf(frames, before),
  };
  const hours = [...before.hours, hour];
  const dayClosed = end % DAY_MS === 0;
  const last = frames.at(-1);
  const health: DeviceHealth = {
    ...before,
    examinedThrough: end,
    ...(last === undefined
      ? {}
      : { lastFrame: { at: last.observedAt, ...(last.fCnt === undefined ? {} : { fCnt: last.fCnt }) } }),
    quantities: positionsOf(frames, before, end),
    gateways: gatewaysOf(frames, before),
    hours: dayClosed ? [] : hours,
  };
  return { health: dayClosed ? withDay(health, end / DAY_MS - 1, hours) : health, hour, dayClosed };
};

const withDay = (health: DeviceHealth, day: number, hours: readonly PeriodSummary[]): DeviceHealth => {
  const closed: DaySummary = { day, ...mergePeriods(hours) };
  const volts = closed.quantities.battery_voltage?.median;
  return {
    ...health,
    days: [...health.days, closed].slice(-DAYS_KEPT),
    ...(volts === undefined ? {} : { fullVoltage: Math.max(volts, health.fullVoltage ?? 0) }),
  };
};

const linkOf = (frames: readonly Frame[], before: DeviceHealth, reportIntervalMs: number): LinkSummary => {
  const counted = frames.map(({ observedAt: at, fCnt }) => ({ at, fCnt }));
  const rssis = frames.flatMap(({ gateways = [] }) => bestRssi(gateways) ?? []);
  const margins = frames.flatMap(({ gateways = [], dataRate }) => marginDb(gateways, dataRate) ?? []);
  return {
    frames: frames.length,
    ...countFrames(counted, before.lastFrame, reportIntervalMs),
    ...(rssis.length === 0 ? {} : { rssi: median(rssis) }),
    ...(margins.length === 0 ? {} : { marginDb: median(margins) }),
  };
};

const quantitiesIn = (frames: readonly Frame[]): readonly Quantity[] => [
  ...new Set(frames.flatMap(({ values }) => Object.keys(values) as Quantity[])),
];

const summariesOf = (frames: readonly Frame[], before: DeviceHealth) =>
  Object.fromEntries(
    quantitiesIn(frames).map((quantity): [Quantity, QuantitySummary] => [
      quantity,
      summariseValues(
        frames.flatMap(({ values }) => values[quantity] ?? []),
        before.quantities[quantity]?.last,
      ),
    ]),
  );

const positionsOf = (frames: readonly Frame[], before: DeviceHealth, end: EpochMs) => {
  const known = new Set([...(Object.keys(before.quantities) as Quantity[]), ...quantitiesIn(frames)]);
  const positions = [...known].flatMap((quantity): [Quantity, QuantityNow][] => {
    const now = frames.reduce(
      (sofar, frame) => positionAfter(sofar, frame, quantity),
      before.quantities[quantity],
    );
    return now === undefined || end - now.lastAt > DAYS_KEPT * DAY_MS ? [] : [[quantity, now]];
  });
  return Object.fromEntries(positions);
};

/** Who heard it in the last day before its last frame. */
const gatewaysOf = (frames: readonly Frame[], before: DeviceHealth): DeviceHealth["gateways"] => {
  const heard = new Map(Object.entries(before.gateways));
  for (const { gateways = [], observedAt } of frames)
    for (const { id } of gateways) heard.set(id, observedAt);
  const newest = Math.max(...heard.values());
  return Object.fromEntries([...heard].filter(([, at]) => newest - at < DAY_MS));
};
