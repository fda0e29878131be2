import { type Device, heartbeatOf } from "#shared/domain/device.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Watch } from "#shared/domain/watch.ts";
import type { Run } from "./run.ts";

/** A device where it stands at the instant of a run. */
export interface Stationed {
  readonly device: Device;
  readonly village: Village;
  readonly siteId: string;
  /** Its newest frame; before the first, since when it could have been heard. */
  readonly heardAt: EpochMs;
  readonly neverHeard: boolean;
}

export const intervalsOf = (device: Device) => ({
  heartbeatMs: heartbeatOf(device) * SECOND_MS,
  reportIntervalMs: device.reportIntervalS * SECOND_MS,
});

/** Undefined when it is not registered any more, or stands nowhere. */
export const stationedDevice = async (
  devEui: string,
  watch: Watch,
  run: Run,
): Promise<Stationed | undefined> => {
  const registered = await run.services.registry.device(devEui);
  const assignment = validAt(registered?.device.assignments ?? [], run.now);
  if (registered === undefined || assignment === undefined) return undefined;
  const { device, village } = registered;
  const { siteId, validFrom } = assignment;
  const state = await run.stateOf({ villageId: village.villageId, siteId });
  const heard = state?.heard[devEui]?.at;
  const heardAt = Math.max(heard ?? 0, watch.addedAt, validFrom);
  return { device, village, siteId, heardAt: heard ?? heardAt, neverHeard: heard === undefined };
};
