import type { EventSubject } from "#shared/domain/device-event.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Watch } from "#shared/domain/watch.ts";
import { eventPk } from "../dynamodb/keys.ts";

/** As `dynamodb/watch-list.ts`, in memory. */
export const memoryWatchList = () => {
  const watches = new Map<string, Watch>();
  let version = 0;
  const byDeadline = () => [...watches.values()].toSorted((a, b) => a.dueAt - b.dueAt);
  return {
    watches,
    due: async (now: EpochMs, limit: number): Promise<readonly Watch[]> =>
      byDeadline()
        .filter(({ dueAt }) => dueAt <= now)
        .slice(0, limit),
    all: async (): Promise<readonly EventSubject[]> => byDeadline().map(({ subject }) => subject),
    add: async (watch: Watch): Promise<void> => {
      const key = eventPk(watch.subject);
      if (!watches.has(key)) watches.set(key, watch);
    },
    move: async (watch: Watch): Promise<void> => {
      const key = eventPk(watch.subject);
      if (watches.has(key)) watches.set(key, watch);
    },
    remove: async (subject: EventSubject): Promise<void> => {
      watches.delete(eventPk(subject));
    },
    registryVersion: async (): Promise<number> => version,
    rememberRegistryVersion: async (now: number): Promise<void> => {
      version = now;
    },
  };
};
