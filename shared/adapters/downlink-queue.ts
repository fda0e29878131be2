import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { type DownlinkMessage, writeDownlinkMessage } from "./downlink-message.ts";

/** SQS holds a message back no longer. */
const LONGEST_DELAY_S = 900;

/** The queue `downlinks` (SQS). */
export const downlinkQueue = ({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}) => ({
  /** @param afterS how long the message is held back, seconds; at most 15 minutes */
  send: async (message: DownlinkMessage, afterS = 0): Promise<void> => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: writeDownlinkMessage(message),
        DelaySeconds: Math.min(Math.max(Math.round(afterS), 0), LONGEST_DELAY_S),
      }),
    );
  },
});
