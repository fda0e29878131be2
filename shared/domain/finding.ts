import type { Evidence } from "./evidence.ts";
import type { Hazard } from "./hazard.ts";
import type { RaisedLevel } from "./level.ts";
import type { Quantity } from "./quantity.ts";
import type { EpochMs } from "./time.ts";

interface OfDevice {
  readonly devEui: string;
  readonly siteId: string;
  /** Event time since when it is so, as far as anybody can know. */
  readonly since: EpochMs;
}

/** No frame for longer than a healthy device is ever silent. `since` is its last frame. */
export interface SilentDevice extends OfDevice {
  readonly kind: "silent_device";
  /** After how long it counts as silent. */
  readonly limitMs: number;
  /** It has not been heard at all since it was registered, or put there, at `since`. */
  readonly neverHeard: boolean;
}

/** The device talks, but no longer of this quantity. `since` is the last time it did. */
export interface SilentQuantity extends OfDevice {
  readonly kind: "silent_quantity";
  readonly quantity: Quantity;
  /** Frames without it since. */
  readonly frames: number;
  /** Share of frames, 0-1, that told it on its poorest day before. */
  readonly usualShare: number;
}

/** The same value, to the last digit, for longer than this quantity of this device has ever kept one. */
export interface StuckValue extends OfDevice {
  readonly kind: "stuck_value";
  readonly quantity: Quantity;
  readonly value: number;
  readonly readings: number;
}

export type BatteryQuantity = "battery_level" | "battery_voltage";

export interface LowBattery extends OfDevice {
  readonly kind: "battery_low";
  /** Percent; absent where the device says only that it is low. */
  readonly levelPercent?: number;
}

/** Falling so surely that it will be empty soon. */
export interface FallingBattery extends OfDevice {
  readonly kind: "battery_falling";
  readonly quantity: BatteryQuantity;
  /** Percent or volts, the median of the last day. */
  readonly level: number;
  readonly daysLeft: number;
  /** Nine times in ten the truth lies between these. No latest: it may also stop falling. */
  readonly earliestDaysLeft: number;
  readonly latestDaysLeft?: number;
}

/** Frames that were sent, by their counter, and never came. */
export interface LinkLoss extends OfDevice {
  readonly kind: "link_loss";
  readonly lossPercent: number;
  readonly expectedFrames: number;
}

/** How far above the least a receiver needs, dB, the frames that did come were, in the median. */
export interface LinkMargin extends OfDevice {
  readonly kind: "link_margin";
  readonly marginDb: number;
}

/** What is compared to see whether a device hangs where it hung: where it looks, and how strongly it is heard. */
export type PlaceMark = Quantity | "rssi";

/** A question, not an alert: it looks as if the device had been moved, turned, or something put before it. */
export interface Moved extends OfDevice {
  readonly kind: "moved";
  readonly mark: PlaceMark;
  /** Medians, in the mark's unit (dBm for `rssi`). */
  readonly before: number;
  readonly after: number;
}

/** A site in alarm that nobody can see any more: the alarm stays. `since` is the last reading that could be used. */
export interface BlindInAlarm {
  readonly kind: "blind_in_alarm";
  readonly siteId: string;
  readonly hazard: Hazard;
  readonly level: RaisedLevel;
  readonly since: EpochMs;
  /** What that reading showed. */
  readonly evidence?: readonly Evidence[];
}

export interface GatewayMember {
  readonly devEui: string;
  readonly villageId: string;
  readonly siteId: string;
}

/** One cause for all its devices' silence. Those are named, and not told of one by one. */
export interface GatewayDown {
  readonly kind: "gateway_down";
  readonly gatewayId: string;
  readonly since: EpochMs;
  /** What it rests on: the network server's word, or that nobody is heard through it any more. */
  readonly cause: "disconnected" | "all_silent";
  /** Devices last heard only through it. */
  readonly devices: readonly GatewayMember[];
}

export type DeviceFinding =
  | SilentDevice
  | SilentQuantity
  | StuckValue
  | LowBattery
  | FallingBattery
  | LinkLoss
  | LinkMargin
  | Moved
  | BlindInAlarm;

/** Something about the health of a device or gateway that its keepers should know. */
export type Finding = DeviceFinding | GatewayDown;

/** A finding opens once and closes once. */
export interface FindingChange {
  readonly change: "opened" | "closed";
  readonly finding: Finding;
  /** When it was found so, on the watcher's clock. */
  readonly at: EpochMs;
  /** Closed because its device is not watched there any more, and not because all is well. */
  readonly unwatched?: true;
}

/** A change of a finding as one village's keepers are told of it. */
export interface HealthNotice extends FindingChange {
  readonly villageId: string;
}
