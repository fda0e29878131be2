import { statusKey, type VillageStatus } from "#shared/domain/status.ts";
import type { PublishedStatus } from "../board-bucket.ts";

/** As `board-bucket.ts`, in memory: the tag is the number of the write. */
export const memoryBoardBucket = () => {
  const objects = new Map<string, Required<PublishedStatus>>();
  let writes = 0;
  return {
    objects,
    read: async (villageId: string, exerciseId?: string): Promise<PublishedStatus | undefined> =>
      objects.get(statusKey(villageId, exerciseId)),
    write: async (status: VillageStatus, etag: string | undefined): Promise<"written" | "conflict"> => {
      const key = statusKey(status.villageId, status.exercise?.exerciseId);
      if (objects.get(key)?.etag !== etag) return "conflict";
      writes += 1;
      objects.set(key, { status, etag: `"${writes}"` });
      return "written";
    },
  };
};
