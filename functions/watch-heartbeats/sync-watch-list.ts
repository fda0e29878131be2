import { CANARY } from "#shared/domain/canary.ts";
import type { Run } from "./run.ts";
import { takeBack } from "./take-back.ts";

/**
 * Brings the list up to the registry, when that has changed: new devices come onto it, those that are gone leave it, and what was
 * found of them with them. The version is remembered last, so that a crash does it all again. The canary is not on it: it speaks in
 * exercises only, and its silence has an alarm of its own.
 */
export const syncWatchList = async (run: Run): Promise<void> => {
  const { watchList, villages } = run.services;
  const [version, seen] = await Promise.all([villages.version(), watchList.registryVersion()]);
  if (version === seen) return;
  const registered = new Set(
    (await villages.list())
      .filter(({ villageId }) => villageId !== CANARY.villageId)
      .flatMap(({ devices }) => devices.map(({ devEui }) => devEui)),
  );
  const watched = new Set(
    (await watchList.all()).flatMap((subject) => ("devEui" in subject ? subject.devEui : [])),
  );
  for (const devEui of registered) {
    if (!watched.has(devEui)) await watchList.add({ subject: { devEui }, dueAt: run.now, addedAt: run.now });
  }
  for (const devEui of watched) if (!registered.has(devEui)) await letGo(devEui, run);
  await watchList.rememberRegistryVersion(version);
};

const letGo = async (devEui: string, run: Run): Promise<void> => {
  await takeBack(devEui, run);
  await run.services.devices.remove(devEui);
  await run.services.watchList.remove({ devEui });
};
