import { GetCommand, PutCommand, paginateQuery, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import {
  type Case,
  type CaseAddition,
  type CaseClosing,
  caseAdditionSchema,
  caseSchema,
  withAddition,
} from "#shared/domain/case.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { CASES, caseKey, casesPk } from "./case-keys.ts";
import { conditionally } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";

const ADDITION = "addition:";
const EXERCISE_KEPT_MS = 7 * DAY_MS;

/** The cases of each village, beside its alerts. A case is opened once, closed once, and kept. */
export const cases = ({ client, tableName }: Table) => ({
  /** Opens a case that is not there yet; one that is stays as it is, open or closed. */
  open: async (opened: Case, wall: EpochMs): Promise<void> => {
    const { evidence, ...others } = opened;
    const Item = {
      ...caseKey(opened.caseId),
      v: 1,
      ...others,
      evidence: JSON.stringify(evidence),
      ...(opened.exerciseId === undefined
        ? {}
        : { expiresAt: Math.ceil((wall + EXERCISE_KEPT_MS) / SECOND_MS) }),
    };
    await conditionally(() =>
      client.send(
        new PutCommand({ TableName: tableName, Item, ConditionExpression: "attribute_not_exists(pk)" }),
      ),
    );
  },

  /** Adds what an alert told later; the same again changes nothing. `conflict`: there is no such case. */
  add: (caseId: string, { identifier, ...addition }: CaseAddition) =>
    conditionally(() =>
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: caseKey(caseId),
          // Each is an attribute of its own, named after its alert: no two writers can lose one another's.
          UpdateExpression: "SET #addition = if_not_exists(#addition, :addition)",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeNames: { "#addition": `${ADDITION}${identifier}` },
          ExpressionAttributeValues: { ":addition": JSON.stringify(addition) },
        }),
      ),
    ),

  /** Closes a case that is open. `conflict`: there is none, or it was closed before. */
  close: (caseId: string, { outcome, by, at }: CaseClosing) =>
    conditionally(() =>
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: caseKey(caseId),
          UpdateExpression: "SET #status = :closed, outcome = :outcome, closedBy = :by, closedAt = :at",
          ConditionExpression: "#status = :open",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: {
            ":closed": "closed",
            ":open": "open",
            ":outcome": outcome,
            ":by": by,
            ":at": at,
          },
        }),
      ),
    ),

  find: async (caseId: string): Promise<Case | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: caseKey(caseId), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : caseOfItem(Item);
  },

  /** Of a village, oldest first. */
  list: async (villageId: string, exerciseId?: string): Promise<readonly Case[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :case)",
        ExpressionAttributeValues: { ":pk": casesPk(villageId, exerciseId), ":case": CASES },
        ConsistentRead: true,
      },
    );
    const found: Case[] = [];
    for await (const { Items = [] } of pages) found.push(...Items.map(caseOfItem));
    return found.toSorted((a, b) => a.openedAt - b.openedAt);
  },
});

const caseOfItem = ({
  pk: _,
  sk: __,
  v: ___,
  expiresAt: ____,
  evidence,
  ...item
}: Record<string, unknown>): Case => {
  const attributes = Object.entries(item);
  const plain = attributes.filter(([name]) => !name.startsWith(ADDITION));
  const one = caseSchema.parse({ ...Object.fromEntries(plain), evidence: JSON.parse(String(evidence)) });
  return attributes
    .filter(([name]) => name.startsWith(ADDITION))
    .map(([name, text]) => ({ ...JSON.parse(String(text)), identifier: name.slice(ADDITION.length) }))
    .reduce<Case>((sofar, addition) => withAddition(sofar, caseAdditionSchema.parse(addition)), one);
};
