import { DeleteCommand, GetCommand, PutCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { type Addressee, type CarriedChannel, CHANNELS, type Recipient } from "#shared/domain/recipient.ts";
import type { Table } from "./document-client.ts";
import { recipientKey } from "./keys.ts";

const RECIPIENT_PREFIX = "RECIPIENT#";

/** What planning reads: no address. Its permission is limited to these attributes. */
export const addressees = ({ client, tableName }: Table) => ({
  of: async (villageId: string): Promise<readonly Addressee[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: "pk = :village",
        ProjectionExpression: "pk, sk, #role, #language, channels, consentedAt",
        Select: "SPECIFIC_ATTRIBUTES",
        ExpressionAttributeNames: { "#role": "role", "#language": "language" },
        ExpressionAttributeValues: { ":village": recipientKey(villageId, "").pk },
      },
    );
    const found: Addressee[] = [];
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        found.push({
          recipientId: String(item.sk).slice(RECIPIENT_PREFIX.length),
          role: item.role,
          language: item.language,
          channels: item.channels,
          consented: item.consentedAt !== undefined,
        });
      }
    }
    return found;
  },
});

/** What delivery reads, one address at a time. */
export const addresses = ({ client, tableName }: Table) => ({
  find: async (
    villageId: string,
    recipientId: string,
    channel: CarriedChannel,
  ): Promise<string | undefined> => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: recipientKey(villageId, recipientId),
        ProjectionExpression: "#channel",
        ExpressionAttributeNames: { "#channel": channel },
      }),
    );
    return Item?.[channel];
  },
});

/** Everything of a village's recipients, with their addresses: for provisioning, which must see what it changes. */
export const recipientsOf = async (
  { client, tableName }: Table,
  villageId: string,
): Promise<readonly Recipient[]> => {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :village",
      ExpressionAttributeValues: { ":village": recipientKey(villageId, "").pk },
    },
  );
  const found: Recipient[] = [];
  for await (const { Items = [] } of pages) {
    for (const { sk, role, language, sms, email, sink, consentedAt } of Items) {
      found.push({
        recipientId: String(sk).slice(RECIPIENT_PREFIX.length),
        role,
        language,
        addresses: {
          ...(sms === undefined ? {} : { sms }),
          ...(email === undefined ? {} : { email }),
          ...(sink === undefined ? {} : { sink }),
        },
        ...(consentedAt === undefined ? {} : { consentedAt }),
      });
    }
  }
  return found;
};

/** Makes a village's recipients those of its file: writes each, and deletes whoever is no longer listed. */
export const putRecipients = async (
  table: Table,
  villageId: string,
  recipients: readonly Recipient[],
): Promise<void> => {
  const listed = new Set(recipients.map((recipient) => recipient.recipientId));
  const before = await addressees(table).of(villageId);
  for (const recipient of recipients) {
    await table.client.send(
      new PutCommand({ TableName: table.tableName, Item: recipientItem(villageId, recipient) }),
    );
  }
  for (const { recipientId } of before.filter((addressee) => !listed.has(addressee.recipientId))) {
    await table.client.send(
      new DeleteCommand({ TableName: table.tableName, Key: recipientKey(villageId, recipientId) }),
    );
  }
};

/** A recipient as the table holds it. */
export const recipientItem = (
  villageId: string,
  { recipientId, role, language, addresses, consentedAt }: Recipient,
) => ({
  ...recipientKey(villageId, recipientId),
  v: 1,
  role,
  language,
  channels: CHANNELS.filter((channel) => addresses[channel] !== undefined),
  ...addresses,
  consentedAt,
});
