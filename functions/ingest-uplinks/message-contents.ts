import type { IgnoredDocument } from "#devices/network-servers/network-server.ts";
import type { DeviceEvent } from "#shared/domain/device-event.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { QuarantineReason } from "#shared/domain/quarantine.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Arrival } from "#shared/rules/arrival.ts";

/** Why a message, or a part of it, could not be used. */
export interface Fault {
  readonly reason: QuarantineReason;
  /** One sentence that names the field or value. */
  readonly explanation: string;
  readonly devEui?: string;
}

/** What a message brought to one site. */
export interface SiteArrival {
  readonly village: Village;
  readonly siteId: string;
  readonly exercise?: ExerciseClock;
  readonly arrival: Arrival;
}

/** Several lists can be filled: what could be read of a frame is used, and what could not be is kept apart. */
export interface MessageContents {
  readonly arrivals: readonly SiteArrival[];
  readonly faults: readonly Fault[];
  /** What happened to a device or gateway beside its readings. None of an exercise. */
  readonly events: readonly DeviceEvent[];
  /** Documents that are known by name and of no use here. */
  readonly ignored: readonly IgnoredDocument[];
}

export const NOTHING: MessageContents = { arrivals: [], faults: [], events: [], ignored: [] };

export const unusable = (
  reason: QuarantineReason,
  explanation: string,
  devEui?: string,
): MessageContents => ({
  ...NOTHING,
  faults: [{ reason, explanation, ...(devEui === undefined ? {} : { devEui }) }],
});
