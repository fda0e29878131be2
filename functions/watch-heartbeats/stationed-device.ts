import { type Assignment, type Device, heartbeatOf } from "#shared/domain/device.ts";
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
  const { siteId } = assignment;
  const putThereAt = stayBegan(device, assignment);
  const state = await run.stateOf({ villageId: village.villageId, siteId });
  const heard = state?.heard[devEui]?.at;
  // What it said from there before it was taken away says nothing of this stay.
  const neverHeard = heard === undefined || heard < putThereAt;
  const heardAt = neverHeard ? Math.max(watch.addedAt, putThereAt) : heard;
  return { device, village, siteId, heardAt, neverHeard };
};

/** When it came to stand where an assignment has it: a height surveyed anew is no new stay. */
const stayBegan = (
  { assignments }: Pick<Device, "assignments">,
  { siteId, validFrom }: Assignment,
): EpochMs => {
  const before = assignments.find(
    ({ validTo, ...entry }) => validTo === validFrom && entry.siteId === siteId,
  );
  return before === undefined || before.validFrom >= validFrom
    ? validFrom
    : stayBegan({ assignments }, before);
};
