import type { QuarantineEntry, QuarantineTally } from "#shared/domain/quarantine.ts";
import { quarantineCountKey, quarantineKey } from "../dynamodb/keys.ts";

/** As `dynamodb/quarantine.ts`, in memory. */
export const memoryQuarantine = () => {
  const entries = new Map<string, QuarantineEntry>();
  const counts = new Map<string, number>();
  return {
    entries,
    counts,
    keep: async (entry: QuarantineEntry): Promise<"kept" | "known"> => {
      const { pk, sk } = quarantineKey(entry);
      const isKnown = entries.has(`${pk}/${sk}`);
      entries.set(`${pk}/${sk}`, entry);
      return isKnown ? "known" : "kept";
    },
    count: async ({ count, ...tally }: QuarantineTally): Promise<void> => {
      const { pk, sk } = quarantineCountKey(tally);
      counts.set(`${pk}/${sk}`, (counts.get(`${pk}/${sk}`) ?? 0) + count);
    },
  };
};
