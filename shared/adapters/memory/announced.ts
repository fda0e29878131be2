import type { Announced } from "#shared/domain/alert.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { announcedKey } from "../dynamodb/keys.ts";
import type { SitePlace } from "../place.ts";

/** As `dynamodb/announced.ts`, in memory. */
export const memoryAnnouncements = () => {
  const items = new Map<string, Announced>();
  const keyOf = (place: SitePlace, hazard: string) => announcedKey(place, hazard).pk;
  return {
    items,
    read: async (place: SitePlace, hazard: string): Promise<Announced | undefined> =>
      items.get(keyOf(place, hazard)),

    write: async (
      place: SitePlace,
      hazard: string,
      announced: Announced,
      seen: number,
      _wall: EpochMs,
    ): Promise<"written" | "conflict"> => {
      const key = keyOf(place, hazard);
      if ((items.get(key)?.version ?? 0) !== seen) return "conflict";
      items.set(key, { ...announced, version: seen + 1 });
      return "written";
    },
  };
};
