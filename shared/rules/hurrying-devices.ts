import type { Device } from "#shared/domain/device.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";

/** The devices that stand at a site and can be asked to report faster. */
export const hurryingDevices = (devices: readonly Device[], siteId: string, at: EpochMs): readonly Device[] =>
  devices.filter(
    ({ fastReportIntervalS, downlink, assignments }) =>
      fastReportIntervalS !== undefined &&
      downlink !== undefined &&
      validAt(assignments, at)?.siteId === siteId,
  );
