import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SNSClient } from "@aws-sdk/client-sns";
import { deliveries } from "#shared/adapters/dynamodb/deliveries.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { addresses } from "#shared/adapters/dynamodb/recipients.ts";
import { environment } from "#shared/adapters/environment.ts";
import { emailSender } from "#shared/adapters/notify/email.ts";
import { SEND_ONCE } from "#shared/adapters/notify/send-outcome.ts";
import { smsSender } from "#shared/adapters/notify/sms.ts";
import type { Services } from "./deliver-notification.ts";

/** The real ones, as the function's environment names them. */
export const awsServices = (): Services => {
  const client = documentClient();
  const { SMS_SENDER_ID: senderId, EXERCISE_SMS: sms, EXERCISE_EMAIL: email } = process.env;
  return {
    clock: { now: Date.now },
    deliveries: deliveries({ client, tableName: environment("ALERTS_TABLE") }),
    addresses: addresses({ client, tableName: environment("RECIPIENTS_TABLE") }),
    exerciseDesk: { ...(sms ? { sms } : {}), ...(email ? { email } : {}) },
    senders: {
      sms: smsSender({
        client: new SNSClient({ ...SEND_ONCE, region: environment("SMS_REGION") }),
        senderId: senderId || undefined,
      }),
      email: emailSender({
        client: new SESv2Client({ ...SEND_ONCE, region: environment("EMAIL_REGION") }),
        from: environment("EMAIL_FROM"),
      }),
    },
  };
};
