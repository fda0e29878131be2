import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { Device } from "#shared/domain/device.ts";
import type { Maintenance } from "#shared/domain/maintenance.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Table } from "./document-client.ts";
import { deviceKey, type ItemKey, registryVersionKey, villageKey } from "./keys.ts";

export interface RegistryOptions {
  readonly clock: { readonly now: () => EpochMs };
  /** How old what is held may be before the version is looked at again. */
  readonly lookEveryMs?: number;
}

export interface RegisteredDevice {
  readonly device: Device;
  readonly village: Village;
}

const LOOK_EVERY_MS = 10 * SECOND_MS;
/** After this time every function works with what was registered: the look, and clocks and reads that lag behind. */
export const TAKEN_UP_WITHIN_MS = LOOK_EVERY_MS + 5 * SECOND_MS;

/**
 * Villages and devices, held in memory for as long as the registry's version stands: half a read unit every 10 s and instance,
 * however many devices. A device not found is asked for again after that time.
 */
export const registry = (table: Table, { clock, lookEveryMs = LOOK_EVERY_MS }: RegistryOptions) => {
  let version: number | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const villages = new Map<string, Promise<Village | undefined>>();
  const villageIds = new Map<string, Promise<string | undefined>>();
  const unknown = new Set<string>();

  const look = async (): Promise<void> => {
    const found = Number((await get(table, registryVersionKey, false))?.version ?? 0);
    if (found !== version) {
      villages.clear();
      villageIds.clear();
    }
    unknown.clear();
    version = found;
    lookedAt = clock.now();
  };

  /** One look at a time, shared by everyone who asks meanwhile. */
  const refresh = (): Promise<void> => {
    if (clock.now() - lookedAt < lookEveryMs) return Promise.resolve();
    const shared =
      looking ??
      look().finally(() => {
        looking = undefined;
      });
    looking = shared;
    return shared;
  };

  const village = (villageId: string): Promise<Village | undefined> =>
    once(villages, villageId, async () => {
      const loaded = villageOf(await get(table, villageKey(villageId), true));
      for (const device of loaded?.devices ?? []) villageIds.set(device.devEui, Promise.resolve(villageId));
      return loaded;
    });

  const villageIdOf = (devEui: string): Promise<string | undefined> =>
    once(villageIds, devEui, async () => {
      const item = await get(table, deviceKey(devEui), true);
      if (item === undefined) unknown.add(devEui);
      return item?.villageId;
    });

  return {
    /** `undefined` when the registry does not know the village. */
    village: async (villageId: string): Promise<Village | undefined> => {
      await refresh();
      return village(villageId);
    },

    /** `undefined` when the registry does not know the device. */
    device: async (devEui: string): Promise<RegisteredDevice | undefined> => {
      await refresh();
      if (unknown.has(devEui)) return undefined;
      const villageId = await villageIdOf(devEui);
      const itsVillage = villageId === undefined ? undefined : await village(villageId);
      const device = itsVillage?.devices.find((candidate) => candidate.devEui === devEui);
      return itsVillage === undefined || device === undefined ? undefined : { device, village: itsVillage };
    },
  };
};

/** Loads a key once; what is absent, or could not be read, is not held. */
const once = <T>(
  held: Map<string, Promise<T | undefined>>,
  key: string,
  load: () => Promise<T | undefined>,
): Promise<T | undefined> => {
  const before = held.get(key);
  if (before !== undefined) return before;
  const forget = () => {
    held.delete(key);
  };
  const loading = load();
  held.set(key, loading);
  loading.then((value) => {
    if (value === undefined) forget();
  }, forget);
  return loading;
};

const get = async ({ client, tableName }: Table, Key: ItemKey, ConsistentRead: boolean) =>
  (await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead }))).Item;

const SCHEMA_VERSION = 1;

/** @throws when the item is of a schema version that this code does not know, naming both. */
export const villageOf = (item: Record<string, unknown> | undefined): Village | undefined => {
  if (item === undefined) return undefined;
  if (item.v !== SCHEMA_VERSION) {
    throw new Error(
      `the village ${String(item.pk)} has schema version ${String(item.v)}; this code reads version 1`,
    );
  }
  const village = JSON.parse(String(item.body)) as Village;
  return item.maintenance === undefined
    ? village
    : { ...village, maintenance: JSON.parse(String(item.maintenance)) as readonly Maintenance[] };
};
