import type { OutsideNetworkServer } from "#cdk/config/network-servers.ts";

/** The only kind of body that is taken: text. Others, protobuf or a form, are answered 415. */
export const POSTED_TYPE = "application/json";

/** Attributes that a message in the queue carries when it came by HTTPS; by MQTT it carries none. */
export const MESSAGE_ATTRIBUTES = {
  /** Whose address was posted to, and so whose token was shown: no other opens it. */
  networkServer: "networkServer",
  /** Id of the API key that was shown, never its value. */
  apiKeyId: "apiKeyId",
} as const;

const attribute = (index: number, name: string, value: string): readonly string[] => [
  `MessageAttribute.${index}.Name=${name}`,
  `MessageAttribute.${index}.Value.DataType=String`,
  `MessageAttribute.${index}.Value.StringValue=${value}`,
];

/**
 * The request to SQS's Query API, in API Gateway's Velocity. `$input.body` is the body as it was posted, where
 * `$input.json('$')` would write it anew; encoded, nothing in it can end the field or begin another. Nothing may follow the
 * last value, not even the end of a line.
 */
export const requestTemplate = (server: OutsideNetworkServer): string =>
  [
    "Action=SendMessage",
    "MessageBody=$util.urlEncode($input.body)",
    ...attribute(1, MESSAGE_ATTRIBUTES.networkServer, server),
    ...attribute(2, MESSAGE_ATTRIBUTES.apiKeyId, "$util.urlEncode($context.identity.apiKeyId)"),
  ].join("&");

/** What the network server is told. A status that SQS is not known to answer is never a success. */
export interface Reply {
  readonly statusCode: string;
  /** Which of SQS's statuses it answers; absent: all others. */
  readonly selectionPattern?: string;
  readonly template: string;
}

export const REPLIES: readonly Reply[] = [
  {
    statusCode: "202",
    selectionPattern: "2\\d{2}",
    template: `{"accepted":true,"messageId":"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')"}`,
  },
  {
    statusCode: "400",
    selectionPattern: "400",
    template:
      '{"error":"The body was not taken: it must hold 1 to 262,000 bytes of text without control characters."}',
  },
  { statusCode: "503", template: '{"error":"The uplink could not be queued. Send it again."}' },
];
