import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { Alert } from "#shared/domain/alert.ts";
import { ALERT_PUBLISHED, alertEvent, EVENT_SOURCE } from "#shared/events/alert-event.ts";

/** The bus on which other systems hear of our alerts. */
export const alertBus = ({
  client,
  busName,
}: {
  readonly client: EventBridgeClient;
  readonly busName: string;
}) => ({
  publish: async (alert: Alert): Promise<void> => {
    const { Entries = [], FailedEntryCount = 0 } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: busName,
            Source: EVENT_SOURCE,
            DetailType: ALERT_PUBLISHED,
            Detail: JSON.stringify(alertEvent(alert)),
          },
        ],
      }),
    );
    if (FailedEntryCount > 0) {
      throw new Error(
        `the event bus refused alert ${alert.identifier}: ${Entries[0]?.ErrorCode ?? "no code"}`,
      );
    }
  },
});
