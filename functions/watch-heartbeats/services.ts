import type { Logger } from "@aws-lambda-powertools/logger";
import { SQSClient } from "@aws-sdk/client-sqs";
import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { findings, siteFindings } from "#shared/adapters/dynamodb/findings.ts";
import { deviceRecords, gatewayRecords } from "#shared/adapters/dynamodb/health-records.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { noticeList } from "#shared/adapters/dynamodb/notice-list.ts";
import { addressees } from "#shared/adapters/dynamodb/recipients.ts";
import { registeredVillages } from "#shared/adapters/dynamodb/registered-villages.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { watchList } from "#shared/adapters/dynamodb/watch-list.ts";
import { environment } from "#shared/adapters/environment.ts";
import { notificationQueue } from "#shared/adapters/notification-queue.ts";
import { noticeLog } from "./report.ts";
import type { Services } from "./watch-heartbeats.ts";

/** The real ones, as the function's environment names them. */
export const awsServices = (logger: Logger): Services => {
  const client = documentClient();
  const table = (variable: string) => ({ client, tableName: environment(variable) });
  const clock = { now: Date.now };
  const health = table("HEALTH_TABLE");
  const registered = table("REGISTRY_TABLE");
  const state = table("STATE_TABLE");
  return {
    clock,
    registry: registry(registered, { clock }),
    villages: registeredVillages(registered),
    weather: heardWeather(registered, { clock }),
    states: siteStates(state),
    history: history(table("HISTORY_TABLE")),
    events: deviceEvents(health),
    watchList: watchList(health),
    devices: deviceRecords(health),
    gateways: gatewayRecords(health),
    findings: findings(health),
    siteFindings: siteFindings(state),
    addressees: addressees(table("RECIPIENTS_TABLE")),
    noticeList: noticeList(health),
    queue: notificationQueue({ client: new SQSClient(), queueUrl: environment("NOTIFICATIONS_QUEUE_URL") }),
    boardUrl: environment("BOARD_URL"),
    log: noticeLog(logger),
  };
};
