import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { registeredVillages } from "#shared/adapters/dynamodb/registered-villages.ts";
import { villageWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { environment } from "#shared/adapters/environment.ts";
import { observatory } from "#shared/adapters/hko/observatory.ts";
import type { Services } from "./fetch-weather.ts";

/** The real ones, as the function's environment names them. */
export const awsServices = (): Services => {
  const table = { client: documentClient(), tableName: environment("REGISTRY_TABLE") };
  return {
    clock: { now: Date.now },
    villages: registeredVillages(table),
    observatory: observatory(environment("WEATHER_URL")),
    weather: villageWeather(table),
  };
};
