import { findProfile } from "#devices/registry.ts";
import type { DeviceHealth } from "#shared/domain/device-health.ts";
import type { FindingChange } from "#shared/domain/finding.ts";
import { isUnderMaintenance } from "#shared/domain/maintenance.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import { examine, settledHour } from "#shared/rules/health/examine.ts";
import type { Run } from "./run.ts";
import { intervalsOf, type Stationed } from "./stationed-device.ts";

/** What a run reads of a device's history at most: after an outage of the watcher, the next runs go on. */
const AT_ONCE_MS = 2 * DAY_MS;

/** Takes the hours that have settled since the last time into what is known of a device. */
export const examineDevice = async (
  { device, village, siteId }: Stationed,
  health: DeviceHealth,
  run: Run,
): Promise<{ readonly health: DeviceHealth; readonly changes: readonly FindingChange[] }> => {
  const { examinedThrough } = health;
  const through = Math.min(settledHour(run.now), examinedThrough + AT_ONCE_MS);
  if (through <= examinedThrough) return { health, changes: [] };
  const place = { villageId: village.villageId, siteId };
  const rows = await run.services.history.list(place, examinedThrough, through);
  const { devEui } = device;
  return examine(
    health,
    rows.filter((row) => row.devEui === devEui),
    through,
    {
      devEui,
      siteId,
      reportIntervalMs: intervalsOf(device).reportIntervalMs,
      promised: promisedBy(device.profileId),
      isUnderMaintenance: (at) => isUnderMaintenance(village, devEui, at),
    },
  );
};

const promisedBy = (profileId: string): ReadonlySet<Quantity> =>
  new Set(findProfile(profileId)?.quantities ?? []);

/** Notes under its only gateway that a device hangs on it; the gateway it hung on before forgets it. */
export const moveBetweenGateways = async (
  { device, village, siteId }: Stationed,
  health: DeviceHealth,
  before: string | undefined,
  { services }: Run,
): Promise<string | undefined> => {
  const { devEui } = device;
  const [only, ...others] = Object.keys(health.gateways);
  const now = others.length === 0 ? only : undefined;
  if (now === before) return now;
  if (before !== undefined) await services.gateways.removeDevice(before, devEui);
  if (now !== undefined)
    await services.gateways.addDevice(now, { devEui, villageId: village.villageId, siteId });
  return now;
};
