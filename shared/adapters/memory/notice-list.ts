import type { NoticeBundle } from "#shared/domain/notice-bundle.ts";
import type { EpochMs } from "#shared/domain/time.ts";

interface Item {
  readonly bundle: NoticeBundle;
  readonly told?: readonly string[];
}

/** As `dynamodb/notice-list.ts`, in memory. */
export const memoryNoticeList = () => {
  const items = new Map<string, Item>();
  const keyOf = (villageId: string, noticeId: string): string => `${villageId}/${noticeId}`;
  return {
    items,
    add: async (bundle: NoticeBundle, _wall: EpochMs): Promise<void> => {
      const key = keyOf(bundle.villageId, bundle.noticeId);
      if (!items.has(key)) items.set(key, { bundle });
    },
    waiting: async (): Promise<readonly NoticeBundle[]> =>
      [...items.values()].filter(({ told }) => told === undefined).map(({ bundle }) => bundle),
    toldTo: async (villageId: string, noticeId: string): Promise<readonly string[]> =>
      items.get(keyOf(villageId, noticeId))?.told ?? [],
    settle: async (bundle: NoticeBundle, told: readonly string[], _wall: EpochMs): Promise<void> => {
      items.set(keyOf(bundle.villageId, bundle.noticeId), { bundle, told });
    },
  };
};
