import type { EpochMs } from "#shared/domain/time.ts";
import type { ArchivedAlert } from "../dynamodb/alert-archive.ts";

/** As `dynamodb/alert-archive.ts`, in memory. */
export const memoryAlertArchive = () => {
  const alerts = new Map<string, ArchivedAlert>();
  return {
    alerts,
    keep: async (archived: ArchivedAlert, _wall: EpochMs): Promise<void> => {
      alerts.set(archived.alert.identifier, archived);
    },
  };
};
