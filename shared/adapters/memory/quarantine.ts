import type { QuarantineEntry } from "#shared/domain/quarantine.ts";
import { quarantineKey } from "../dynamodb/keys.ts";

/** As `dynamodb/quarantine.ts`, in memory. */
export const memoryQuarantine = () => {
  const entries = new Map<string, QuarantineEntry>();
  return {
    entries,
    keep: async (entry: QuarantineEntry): Promise<void> => {
      const { pk, sk } = quarantineKey(entry);
      entries.set(`${pk}/${sk}`, entry);
    },
  };
};
