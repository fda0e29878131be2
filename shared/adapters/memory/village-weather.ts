import type { EpochMs } from "#shared/domain/time.ts";
import type { HeardWeather, VillageWeather } from "#shared/domain/weather.ts";

/** As `dynamodb/village-weather.ts`, in memory, for whoever fetches and whoever folds. */
export const memoryVillageWeather = () => {
  const villages = new Map<string, { readonly weather: VillageWeather; readonly fetchedAt: EpochMs }>();
  return {
    villages,

    read: async (villageId: string): Promise<VillageWeather | undefined> => villages.get(villageId)?.weather,

    write: async (
      villageId: string,
      weather: VillageWeather,
      fetchedAt: EpochMs,
    ): Promise<"written" | "conflict"> => {
      if ((villages.get(villageId)?.fetchedAt ?? Number.NEGATIVE_INFINITY) >= fetchedAt) return "conflict";
      villages.set(villageId, { weather, fetchedAt });
      return "written";
    },

    of: async (villageId: string): Promise<HeardWeather> => {
      const weather = villages.get(villageId)?.weather;
      return weather === undefined ? {} : { weather };
    },
  };
};
