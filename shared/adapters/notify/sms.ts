import { type MessageAttributeValue, PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { type Sender, sortFailure } from "./send-outcome.ts";

/** Errors of SNS Publish to a telephone number, by what can be done about them. */
const FAILURES = {
  impossible: [
    "InvalidParameterException",
    "InvalidParameterValueException",
    "OptedOutException",
    "ValidationException",
  ],
  notSent: [
    "AuthorizationErrorException",
    "ThrottledException",
    "ThrottlingException",
    "KMSThrottlingException",
    "UserErrorException",
  ],
};

export interface SmsOptions {
  /** In the region that sends messages; not every region does. */
  readonly client: SNSClient;
  /** Registered with the carriers; in Hong Kong it starts with "#". */
  readonly senderId?: string | undefined;
}

const text = (value: string): MessageAttributeValue => ({ DataType: "String", StringValue: value });

/** Text messages by SNS, marked transactional: the carrier delivers them first, and through marketing blocks. */
export const smsSender = ({ client, senderId }: SmsOptions): Sender => ({
  send: async (address, { body }) => {
    const command = new PublishCommand({
      PhoneNumber: address,
      Message: body,
      MessageAttributes: {
        "AWS.SNS.SMS.SMSType": text("Transactional"),
        ...(senderId === undefined ? {} : { "AWS.SNS.SMS.SenderID": text(senderId) }),
      },
    });
    try {
      const { MessageId = "" } = await client.send(command);
      return { kind: "sent", providerId: MessageId };
    } catch (error) {
      return sortFailure(error, FAILURES);
    }
  },
});
