import type { DeviceHealth } from "#shared/domain/device-health.ts";
import type { DeviceFinding, Finding, FindingChange } from "#shared/domain/finding.ts";
import { findingKey } from "#shared/domain/finding-key.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { type EpochMs, HOUR_MS } from "#shared/domain/time.ts";
import { batteryFalling, batteryLow } from "./battery.ts";
import { type Frame, HOUR_SETTLED_AFTER_MS, isFrame, takeHour } from "./examine-hour.ts";
import type { Found, HealthContext } from "./health-rule.ts";
import { linkLoss, linkMargin } from "./link.ts";
import { moved, PLACE_MARKS } from "./moved.ts";
import { silentQuantity } from "./silent-quantity.ts";
import { stuckValue } from "./stuck-value.ts";

export interface ExaminedDevice {
  readonly devEui: string;
  readonly siteId: string;
  readonly reportIntervalMs: number;
  /** What its profile says its frames can tell. */
  readonly promised: ReadonlySet<Quantity>;
  /** Whether somebody works at it at an instant: what it says then counts for nothing. */
  readonly isUnderMaintenance: (at: EpochMs) => boolean;
}

/** The end of the last hour that has settled at an instant. */
export const settledHour = (now: EpochMs): EpochMs =>
  Math.floor((now - HOUR_SETTLED_AFTER_MS) / HOUR_MS) * HOUR_MS;

/** When the next hour after those examined will have settled. */
export const nextExamination = ({ examinedThrough }: DeviceHealth): EpochMs =>
  examinedThrough + HOUR_MS + HOUR_SETTLED_AFTER_MS;

/**
 * Examines a device's history hour by hour, through `through`. The outcome depends on the history alone, not on how often this is
 * done or how many hours at a time.
 *
 * @param rows of the device, all from `examinedThrough` to `through`, in the order of time
 * @returns what is known then, and every finding that opened or closed on the way, in order
 */
export const examine = (
  before: DeviceHealth,
  rows: readonly Frame[],
  through: EpochMs,
  device: ExaminedDevice,
): { readonly health: DeviceHealth; readonly changes: readonly FindingChange[] } => {
  const frames = Map.groupBy(
    rows.filter(isFrame),
    ({ observedAt }) => Math.floor(observedAt / HOUR_MS) * HOUR_MS,
  );
  const changes: FindingChange[] = [];
  let health = before;
  while (health.examinedThrough < through) {
    const start = health.examinedThrough;
    const heard = frames.get(start) ?? [];
    const isWorkedAt = heard.some(({ observedAt }) => device.isUnderMaintenance(observedAt));
    const taken = takeHour(
      isWorkedAt ? withoutFrame(health) : health,
      isWorkedAt ? [] : heard,
      device.reportIntervalMs,
    );
    const findings = judge({ ...taken, ...device });
    changes.push(...changesBetween(health.findings, findings, taken.health.examinedThrough));
    health = { ...taken.health, findings };
  }
  return { health, changes };
};

/** An hour in which somebody worked at the device is left out whole, and nothing is known of the frames around it. */
const withoutFrame = ({ lastFrame: _, ...health }: DeviceHealth): DeviceHealth => health;

type Open = <Kind extends DeviceFinding["kind"]>(kind: Kind, aspect?: string) => Found<Kind> | undefined;

const openOf =
  ({ health, devEui }: HealthContext): Open =>
  (kind, aspect) => {
    const key = [kind, devEui, ...(aspect === undefined ? [] : [aspect])].join("#");
    const found = health.findings.find((finding) => findingKey(finding) === key);
    return found as Found<typeof kind> | undefined;
  };

const judge = (context: HealthContext): readonly DeviceFinding[] => {
  const open = openOf(context);
  const quantities = Object.keys(context.health.quantities) as Quantity[];
  const marks = Object.entries(PLACE_MARKS) as [keyof typeof PLACE_MARKS, number][];
  const found: readonly (DeviceFinding | undefined)[] = [
    ...quantities.flatMap((quantity) => [
      silentQuantity(context, quantity, open("silent_quantity", quantity)),
      stuckValue(context, quantity, open("stuck_value", quantity)),
    ]),
    batteryLow(context, open("battery_low")),
    batteryFalling(context, open("battery_falling")),
    linkLoss(context, open("link_loss")),
    linkMargin(context, open("link_margin")),
    ...marks.map(([mark, leastStep]) => moved(context, mark, leastStep, open("moved", mark))),
  ];
  return found.filter((finding) => finding !== undefined);
};

/** What has opened and closed between two lists: a finding of the same key that began at another time is another. */
export const changesBetween = <T extends Finding>(
  before: readonly T[],
  now: readonly T[],
  at: EpochMs,
): readonly FindingChange[] => {
  const nameOf = (finding: Finding): string => `${findingKey(finding)}@${finding.since}`;
  const held = new Set(before.map(nameOf));
  const holds = new Set(now.map(nameOf));
  return [
    ...before
      .filter((finding) => !holds.has(nameOf(finding)))
      .map((finding) => ({ change: "closed", finding, at }) as const),
    ...now
      .filter((finding) => !held.has(nameOf(finding)))
      .map((finding) => ({ change: "opened", finding, at }) as const),
  ];
};
