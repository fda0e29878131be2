import type { Device } from "#shared/domain/device.ts";
import type { Village } from "#shared/domain/village.ts";

/** As `dynamodb/registry.ts`, in memory. */
export const memoryRegistry = (villages: readonly Village[]) => ({
  village: async (villageId: string): Promise<Village | undefined> =>
    villages.find((village) => village.villageId === villageId),

  device: async (devEui: string): Promise<{ device: Device; village: Village } | undefined> => {
    for (const village of villages) {
      const device = village.devices.find((candidate) => candidate.devEui === devEui);
      if (device !== undefined) return { device, village };
    }
    return undefined;
  },
});
