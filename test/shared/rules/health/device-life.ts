import type { DeviceHealth } from "#shared/domain/device-health.ts";
import type { FindingChange } from "#shared/domain/finding.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { type ExaminedDevice, examine } from "#shared/rules/health/examine.ts";
import { type Frame, newHealth } from "#shared/rules/health/examine-hour.ts";

export const START: EpochMs = Date.UTC(2026, 8, 1);
export const INTERVAL_MS = 30 * MINUTE_MS;

export const gauge: ExaminedDevice = {
  devEui: "020000fffe000001",
  siteId: "wai-tau-bridge",
  reportIntervalMs: INTERVAL_MS,
  promised: new Set<Quantity>(["distance", "battery_level", "distance_alarm"]),
  isUnderMaintenance: () => false,
};

/** Noise that repeats with every run: -1 to 1. */
export const noise = (index: number): number => {
  const x = Math.sin(index * 12.9898) * 43_758.5453;
  return 2 * (x - Math.floor(x)) - 1;
};

export const mm = (metres: number): number => Math.round(metres * 1000) / 1000;

/** What a frame tells, by its number and its day since the start; nothing where it was lost. */
export type Telling = (frame: number, day: number) => Partial<Omit<Frame, "observedAt">> | undefined;

/** Frames every half an hour for some days. */
export const framesOf = (days: number, tell: Telling): readonly Frame[] => {
  const count = (days * DAY_MS) / INTERVAL_MS;
  return Array.from({ length: count }, (_, index) => {
    const observedAt = START + index * INTERVAL_MS + MINUTE_MS;
    const told = tell(index, Math.floor((index * INTERVAL_MS) / DAY_MS));
    return told === undefined
      ? []
      : [{ observedAt, receivedAt: observedAt, late: false, fCnt: index, values: {}, ...told }];
  }).flat();
};

export interface Life {
  readonly health: DeviceHealth;
  readonly changes: readonly FindingChange[];
  /** As `opened stuck_value on day 3`. */
  readonly story: readonly string[];
}

/** What the watcher finds of a device that lives so for some days. */
export const live = (days: number, tell: Telling, device: Partial<ExaminedDevice> = {}): Life => {
  const { health, changes } = examine(newHealth(START), framesOf(days, tell), START + days * DAY_MS, {
    ...gauge,
    ...device,
  });
  const story = changes.map(({ change, finding, at }) => {
    return `${change} ${finding.kind} on day ${Math.floor((at - START) / DAY_MS)}`;
  });
  return { health, changes, story };
};

export const hoursAfterStart = (hours: number): EpochMs => START + hours * HOUR_MS;
