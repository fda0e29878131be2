import type { Observation } from "#shared/domain/observation.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Gateway } from "#shared/domain/uplink.ts";
import { observationKey } from "../dynamodb/keys.ts";
import type { SitePlace } from "../place.ts";

interface RowKey {
  readonly observedAt: EpochMs;
  readonly devEui: string;
  readonly fCnt?: number;
}

/** As `dynamodb/history.ts`, in memory. */
export const memoryHistory = () => {
  const rows = new Map<string, Observation>();
  const keyOf = (place: SitePlace, row: RowKey) => {
    const { pk, sk } = observationKey(place, row);
    return `${pk}/${sk}`;
  };
  return {
    rows,
    put: async (place: SitePlace, added: readonly Observation[], _wall: EpochMs): Promise<void> => {
      for (const row of added) rows.set(keyOf(place, row), row);
    },
    hearAgain: async (
      place: SitePlace,
      { row, gateways }: { readonly row: RowKey; readonly gateways: readonly Gateway[] },
    ): Promise<void> => {
      const held = rows.get(keyOf(place, row));
      if (held === undefined) return;
      rows.set(keyOf(place, row), { ...held, gateways: [...(held.gateways ?? []), ...gateways] });
    },
    list: async (place: SitePlace, from: EpochMs, to: EpochMs): Promise<readonly Observation[]> =>
      [...rows]
        .filter(([, { observedAt }]) => from <= observedAt && observedAt < to)
        .filter(([key, { observedAt }]) =>
          key.startsWith(observationKey(place, { observedAt, devEui: "" }).pk),
        )
        .map(([, row]) => row)
        .toSorted((a, b) => a.observedAt - b.observedAt),
    remove: async (place: SitePlace, removed: readonly RowKey[]): Promise<void> => {
      for (const row of removed) rows.delete(keyOf(place, row));
    },
  };
};
