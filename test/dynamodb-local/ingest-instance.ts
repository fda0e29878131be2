import { inject } from "vitest";
import { ingestUplinks, type Message, type Services } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { quarantine } from "#shared/adapters/dynamodb/quarantine.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import type { LocalTables } from "./tables.ts";

const BATCH = 10;

/** One instance of ingest-uplinks with connections of its own. */
export const ingestInstance = ({ tables }: LocalTables): Services => {
  const clock = { now: () => EVENING };
  const client = documentClient({
    endpoint: inject("dynamoDbEndpoint"),
    region: "ap-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const own = <T extends { tableName: string }>({ tableName }: T) => ({ client, tableName });
  return {
    clock,
    registry: registry(own(tables.registry), { clock }),
    weather: heardWeather(own(tables.registry), { clock }),
    states: siteStates(own(tables.state)),
    history: history(own(tables.history)),
    quarantine: quarantine(own(tables.quarantine)),
    deviceEvents: deviceEvents(own(tables.health)),
  };
};

/** Instances that take batches off one queue, and put back what failed, until it is empty. */
export const drainQueue = async (queue: Message[], instances: readonly Services[]): Promise<void> => {
  await Promise.all(
    instances.map(async (services) => {
      while (queue.length > 0) {
        const batch = queue.splice(0, BATCH);
        const { failed } = await ingestUplinks(batch, services);
        const ids = new Set(failed.map(({ messageId }) => messageId));
        queue.push(...batch.filter(({ messageId }) => ids.has(messageId)));
      }
    }),
  );
};
