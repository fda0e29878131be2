import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { alertArchive } from "#shared/adapters/dynamodb/alert-archive.ts";
import { announcements } from "#shared/adapters/dynamodb/announced.ts";
import { cases } from "#shared/adapters/dynamodb/cases.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { addressees } from "#shared/adapters/dynamodb/recipients.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { environment } from "#shared/adapters/environment.ts";
import { alertBus } from "#shared/adapters/eventbridge.ts";
import { notificationQueue } from "#shared/adapters/notification-queue.ts";
import type { Services } from "./plan-alerts.ts";

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
    announcements: announcements(table("ALERTS_TABLE")),
    archive: alertArchive(table("ALERTS_TABLE")),
    cases: cases(table("ALERTS_TABLE")),
    addressees: addressees(table("RECIPIENTS_TABLE")),
    queue: notificationQueue({ client: new SQSClient(), queueUrl: environment("NOTIFICATIONS_QUEUE_URL") }),
    bus: alertBus({ client: new EventBridgeClient(), busName: environment("EVENT_BUS_NAME") }),
    sender: environment("ALERT_SENDER"),
    boardUrl: environment("BOARD_URL"),
  };
};
