import type { DeviceFinding, GatewayDown, HealthNotice } from "./finding.ts";
import type { Quantity } from "./quantity.ts";
import type { EpochMs } from "./time.ts";

/** A quantity's values over an hour or a day, in the unit of the catalogue. */
export interface QuantitySummary {
  readonly count: number;
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** How often a value differed from the one before it. */
  readonly changes: number;
}

export interface LinkSummary {
  /** Frames that came. */
  readonly frames: number;
  /** Frames that were sent by their counter, those that came included; 0 where the network server tells no counter. */
  readonly expected: number;
  readonly lost: number;
  /** Medians over frames of the best gateway's: dBm, and dB above the least a receiver needs at the frame's data rate. */
  readonly rssi?: number;
  readonly marginDb?: number;
}

export interface PeriodSummary {
  readonly link: LinkSummary;
  readonly quantities: Readonly<Partial<Record<Quantity, QuantitySummary>>>;
}

export interface DaySummary extends PeriodSummary {
  /** Whole days since 1970-01-01, UTC. */
  readonly day: number;
}

/** Where a quantity's values stand at the end of the last hour examined. */
export interface QuantityNow {
  readonly lastAt: EpochMs;
  readonly last: number;
  /** Frames without it since. */
  readonly framesSince: number;
  /** Since when, and in how many readings, it has not changed. */
  readonly flatSince: EpochMs;
  readonly flatReadings: number;
  /** The longest that it had not changed before that, ms. */
  readonly longestFlatMs: number;
}

/** What is known of a device's health: a fold over the hours of its history, in event time. */
export interface DeviceHealth {
  /** End of the last hour examined. */
  readonly examinedThrough: EpochMs;
  readonly lastFrame?: { readonly at: EpochMs; readonly fCnt?: number };
  /** Of the day that has begun. */
  readonly hours: readonly PeriodSummary[];
  /** Oldest first, 60 at most. */
  readonly days: readonly DaySummary[];
  readonly quantities: Readonly<Partial<Record<Quantity, QuantityNow>>>;
  /** Highest daily median of the battery's voltage since it was first heard, V: what it has when full. */
  readonly fullVoltage?: number;
  /** Gateways that heard it, each with its last hour, as far back as a day before its last frame. */
  readonly gateways: Readonly<Record<string, EpochMs>>;
  readonly findings: readonly DeviceFinding[];
}

/** A silence that is being watched. */
export interface Silence {
  /** The last frame, or when the device was put there. */
  readonly since: EpochMs;
  /** Whether anybody was told. */
  readonly told: boolean;
  /** The gateway whose failure explains it: then it is not told. */
  readonly inhibitedBy?: string;
  /** It must last from here on to be told: the gateway that explained it is back. */
  readonly countsFrom?: EpochMs;
}

/** All that the watcher keeps of a device. */
export interface DeviceRecord {
  readonly villageId: string;
  readonly health: DeviceHealth;
  readonly silence?: Silence;
  /** What was found of its silence and of its site, beside `health.findings`. */
  readonly standing: readonly DeviceFinding[];
  /** The only gateway that heard it of late. */
  readonly onlyGateway?: string;
  /** To be told; empty when that is done. */
  readonly pending: readonly HealthNotice[];
}

/** All that the watcher keeps of a gateway. */
export interface GatewayRecord {
  readonly down?: GatewayDown;
  /** When it was last found to be back. */
  readonly backSince?: EpochMs;
  readonly pending: readonly HealthNotice[];
}
