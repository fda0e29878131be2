import type { SQSRecord } from "aws-lambda";

/** The network server whose token opened the door to a message; undefined for one that came by MQTT or from a replay. */
export const tokenHolder = ({
  messageAttributes,
}: Pick<SQSRecord, "messageAttributes">): string | undefined => messageAttributes.networkServer?.stringValue;

/**
 * A sentence when a document is another network server's than the one whose token was shown: a token that leaked, or was given
 * to the wrong one, cannot speak for all. Ids as in `Uplink.networkServer`.
 */
export const speaksForAnother = (holder: string | undefined, documentOf: string): string | undefined =>
  holder === undefined || holder === documentOf
    ? undefined
    : `the document is of ${documentOf}, but it came with the token of ${holder}`;
