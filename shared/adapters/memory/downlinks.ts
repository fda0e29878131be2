import type { DownlinkOutcome, DownlinkRecord, DownlinkRequest } from "#shared/domain/downlink.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { type DownlinkKey, downlinkKeyOf } from "../downlink-message.ts";
import type { DownlinkClaim } from "../dynamodb/downlinks.ts";
import { downlinkKey, downlinksPk } from "../dynamodb/keys.ts";

interface Item extends DownlinkRecord {
  readonly leaseUntil?: EpochMs | undefined;
}

/** As `dynamodb/downlinks.ts`, in memory. */
export const memoryDownlinks = () => {
  const items = new Map<string, Item>();
  const nameOf = (key: DownlinkKey) => {
    const { pk, sk } = downlinkKey(key);
    return `${pk}/${sk}`;
  };
  const change = (key: DownlinkKey, changed: Partial<Item>) => {
    const held = items.get(nameOf(key));
    if (held === undefined) throw new Error(`nobody has asked for ${key.downlinkId}`);
    items.set(nameOf(key), { ...held, ...changed });
  };
  const put = (request: DownlinkRequest): Item => {
    const name = nameOf(downlinkKeyOf(request));
    const item = items.get(name) ?? { ...request, attempts: 0 };
    items.set(name, item);
    return item;
  };
  return {
    items,
    queue: async (request: DownlinkRequest, _wall: EpochMs): Promise<void> => {
      put(request);
    },
    claim: async (request: DownlinkRequest, wall: EpochMs, leaseMs: number): Promise<DownlinkClaim> => {
      const held = put(request);
      if (held.outcome !== undefined || held.handedOver !== undefined) return held;
      if (held.leaseUntil !== undefined && held.leaseUntil > wall) return "leased";
      change(downlinkKeyOf(request), { leaseUntil: wall + leaseMs, attempts: held.attempts + 1 });
      return "claimed";
    },
    handedOver: async (key: DownlinkKey, messageId: string, wall: EpochMs): Promise<void> => {
      const mayHaveLeftAt = items.get(nameOf(key))?.mayHaveLeftAt ?? wall;
      change(key, {
        handedOver: { at: wall, messageId },
        mayHaveLeftAt,
        leaseUntil: undefined,
        trouble: undefined,
      });
    },
    release: async (
      key: DownlinkKey,
      trouble: string,
      wall: EpochMs,
      mayHaveLeft: boolean,
    ): Promise<void> => {
      const before = items.get(nameOf(key))?.mayHaveLeftAt;
      change(key, { trouble, leaseUntil: undefined, mayHaveLeftAt: mayHaveLeft ? (before ?? wall) : before });
    },
    end: async (key: DownlinkKey, outcome: DownlinkOutcome): Promise<void> => {
      const held = items.get(nameOf(key));
      if (held !== undefined && held.outcome === undefined) change(key, { outcome, leaseUntil: undefined });
    },
    find: async (key: DownlinkKey): Promise<DownlinkRecord | undefined> => items.get(nameOf(key)),
    latest: async (
      devEui: string,
      exerciseId: string | undefined,
      count: number,
    ): Promise<readonly DownlinkRecord[]> =>
      [...items]
        .filter(([name]) => name.startsWith(`${downlinksPk(devEui, exerciseId)}/`))
        .toSorted(([a], [b]) => b.localeCompare(a))
        .slice(0, count)
        .map(([, item]) => item),
  };
};
