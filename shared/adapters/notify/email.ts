import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { patiently, type Sender, sortFailure } from "./send-outcome.ts";

/** Errors of SES v2 SendEmail that this address and text will always meet. */
const IMPOSSIBLE = ["MessageRejected", "BadRequestException"];

export interface EmailOptions {
  /** In the region that sends mails (not every region does), with the settings `SEND_ONCE`. */
  readonly client: SESv2Client;
  /** An address of a verified identity. */
  readonly from: string;
}

/** Mails by SES. The reference travels in a header, so that a repeated mail can be told from a second one. */
export const emailSender = ({ client, from }: EmailOptions): Sender => ({
  send: (address, { subject, body }, reference) => {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [address] },
      Content: {
        Simple: {
          Subject: { Charset: "UTF-8", Data: subject ?? "" },
          Body: { Text: { Charset: "UTF-8", Data: body } },
          Headers: [{ Name: "X-Village-Watch-Reference", Value: reference }],
        },
      },
    });
    return patiently(async () => {
      try {
        const { MessageId = "" } = await client.send(command);
        return { kind: "sent", providerId: MessageId };
      } catch (error) {
        return sortFailure(error, isUnverified(error) ? [] : IMPOSSIBLE);
      }
    });
  },
});

/** SES says "rejected" both for a text it will never take and for an identity that somebody still has to confirm. */
const isUnverified = (error: unknown): boolean =>
  error instanceof Error && error.name === "MessageRejected" && error.message.includes("not verified");
