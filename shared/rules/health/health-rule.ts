import type { DeviceHealth, PeriodSummary } from "#shared/domain/device-health.ts";
import type { DeviceFinding } from "#shared/domain/finding.ts";
import type { Quantity } from "#shared/domain/quantity.ts";

/** Everything a rule may look at when an hour has been examined. */
export interface HealthContext {
  readonly devEui: string;
  readonly siteId: string;
  readonly health: DeviceHealth;
  /** The hour that was examined last. */
  readonly hour: PeriodSummary;
  /** Whether a day ended with it. */
  readonly dayClosed: boolean;
  /** What the device's profile says its frames can tell. */
  readonly promised: ReadonlySet<Quantity>;
}

/** A finding's kind as a rule deals with it. */
export type Found<Kind extends DeviceFinding["kind"]> = Extract<DeviceFinding, { kind: Kind }>;

/** What is found of one subject now, given what was; the same one back where nothing changed. */
export type HealthRule<T extends DeviceFinding> = (
  context: HealthContext,
  open: T | undefined,
) => T | undefined;
