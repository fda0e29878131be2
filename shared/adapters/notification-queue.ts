import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { type NotificationMessage, writeNotificationMessage } from "./notification-message.ts";

const MESSAGES_PER_CALL = 10;

/** The queue `notifications` (SQS). */
export const notificationQueue = ({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}) => ({
  /** Puts every message into the queue, or throws: then some may be in it, and sending all again is harmless. */
  send: async (messages: readonly NotificationMessage[]): Promise<void> => {
    for (let start = 0; start < messages.length; start += MESSAGES_PER_CALL) {
      const Entries = messages.slice(start, start + MESSAGES_PER_CALL).map((message, index) => ({
        Id: String(index),
        MessageBody: writeNotificationMessage(message),
      }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      const [first] = Failed;
      if (first !== undefined) {
        throw new Error(
          `the queue refused ${Failed.length} of ${Entries.length} notifications: ${first.Code} ${first.Message ?? ""}`,
        );
      }
    }
  },
});
