import { type MessageAttributeValue, PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { patiently, type Sender, sortFailure } from "./send-outcome.ts";

/** Errors of SNS Publish that this number and text will always meet. */
const IMPOSSIBLE = [
  "InvalidParameterException",
  "InvalidParameterValueException",
  "OptedOutException",
  "ValidationException",
];

export interface SmsOptions {
  /** In the region that sends messages (not every region does), with the settings `SEND_ONCE`. */
  readonly client: SNSClient;
  /** Registered with the carriers; in Hong Kong it starts with "#". */
  readonly senderId?: string | undefined;
}

const text = (value: string): MessageAttributeValue => ({ DataType: "String", StringValue: value });

/** Text messages by SNS, marked transactional: the carrier delivers them first, and through marketing blocks. */
export const smsSender = ({ client, senderId }: SmsOptions): Sender => ({
  send: (address, { body }) => {
    const command = new PublishCommand({
      PhoneNumber: address,
      Message: body,
      MessageAttributes: {
        "AWS.SNS.SMS.SMSType": text("Transactional"),
        ...(senderId === undefined ? {} : { "AWS.SNS.SMS.SenderID": text(senderId) }),
      },
    });
    return patiently(async () => {
      try {
        const { MessageId = "" } = await client.send(command);
        return { kind: "sent", providerId: MessageId };
      } catch (error) {
        return sortFailure(error, IMPOSSIBLE);
      }
    });
  },
});
