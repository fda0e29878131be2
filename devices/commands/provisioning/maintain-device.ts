import { TAKEN_UP_WITHIN_MS } from "#shared/adapters/dynamodb/registry.ts";
import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import type { Device } from "#shared/domain/device.ts";
import { isUnderMaintenance, type Maintenance } from "#shared/domain/maintenance.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import { done, failed, type Outcome } from "../outcome.ts";
import type { MaintenanceOrder } from "./maintenance-order.ts";

type WriteOutcome = "written" | "conflict";

export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  readonly registry: {
    readonly device: (
      devEui: string,
    ) => Promise<{ readonly device: Device; readonly village: Village } | undefined>;
  };
  readonly maintenance: {
    readonly put: (villageId: string, entry: Maintenance) => Promise<WriteOutcome>;
    readonly end: (villageId: string, devEui: string, at: EpochMs) => Promise<WriteOutcome>;
  };
  readonly states: {
    readonly planAnew: (
      place: { readonly villageId: string; readonly siteId: string },
      from: EpochMs,
    ) => Promise<WriteOutcome>;
  };
}

/** Enters or ends a device's maintenance, and has its site judged anew. */
export const maintainDevice = async (order: MaintenanceOrder, services: Services): Promise<Outcome> => {
  const { devEui, forMs, by, reason } = order;
  const now = services.clock.now();
  const found = await services.registry.device(devEui);
  if (found === undefined) {
    return failed(`no device ${devEui} is registered; \`village provision\` registers one`);
  }
  const { device, village } = found;
  const { villageId } = village;
  const to = now + (forMs ?? 0);
  if (forMs === undefined && !isUnderMaintenance(village, devEui, now)) {
    return done(`${devEui} is not under maintenance.`);
  }
  const outcome =
    forMs === undefined
      ? await services.maintenance.end(villageId, devEui, now)
      : await services.maintenance.put(villageId, {
          ...{ devEui, from: now, to, by },
          ...(reason === undefined ? {} : { reason }),
        });
  if (outcome === "conflict") {
    return failed(`Nothing was written: others kept writing to ${villageId} at the same moment. Try again.`);
  }
  const siteId = validAt(device.assignments, now)?.siteId;
  if (siteId !== undefined) {
    await services.states.planAnew({ villageId, siteId }, now + TAKEN_UP_WITHIN_MS);
  }
  const where = siteId === undefined ? villageId : `${siteId}, ${villageId}`;
  return done(
    forMs === undefined
      ? `${devEui} (${where}) is no longer under maintenance.`
      : `${devEui} (${where}) is under maintenance until ${hongKongTime(to, "yyyy-MM-dd HH:mm")}, Hong Kong time. \`village maintain ${devEui} --end\` ends it sooner.`,
  );
};
