import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { quarantine } from "#shared/adapters/dynamodb/quarantine.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { environment } from "#shared/adapters/environment.ts";
import type { Services } from "./ingest-uplinks.ts";

/** The real ones, as the function's environment names them. */
export const awsServices = (): Services => {
  const client = documentClient();
  const table = (variable: string) => ({ client, tableName: environment(variable) });
  const clock = { now: Date.now };
  return {
    clock,
    registry: registry(table("REGISTRY_TABLE"), { clock }),
    weather: heardWeather(table("REGISTRY_TABLE"), { clock }),
    states: siteStates(table("STATE_TABLE")),
    history: history(table("HISTORY_TABLE")),
    quarantine: quarantine(table("QUARANTINE_TABLE")),
    deviceEvents: deviceEvents(table("HEALTH_TABLE")),
  };
};
