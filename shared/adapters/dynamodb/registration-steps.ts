import type { Recipient } from "#shared/domain/recipient.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { deviceKey, recipientKey, registryVersionKey, villageKey } from "./keys.ts";
import { recipientItem } from "./recipients.ts";
import { ACTIONS_PER_TRANSACTION, type TransactAction } from "./transact.ts";
import { versionItem } from "./village-versions.ts";

export interface AddedDevice {
  readonly devEui: string;
  /** The village that the device's row names so far, where there is a row that may be taken over. */
  readonly rowOf?: string | undefined;
}

/** What applying a file changes. */
export interface FileChange {
  readonly village: Omit<Village, "maintenance">;
  /** The version that the change was made for; the next one is written. */
  readonly seen: number;
  /** The file as it is kept: no address stands in it. */
  readonly text: string;
  readonly by: string;
  /** Wall clock. */
  readonly at: EpochMs;
  readonly reason?: string | undefined;
  readonly devices: { readonly added: readonly AddedDevice[]; readonly removed: readonly string[] };
  readonly recipients: { readonly put: readonly Recipient[]; readonly removed: readonly string[] };
  /** Sites that must be planned anew, since what is known of them has changed. */
  readonly replan: readonly string[];
}

/** The transactions that apply a change, in order; nearly always one. */
export const registrationSteps = (
  registryTable: string,
  recipientsTable: string,
  change: FileChange,
): readonly (readonly TransactAction[])[] => {
  const { village, devices, recipients } = change;
  const { villageId } = village;
  const added: readonly TransactAction[] = [
    ...devices.added.map((device) => deviceRow(registryTable, device, villageId)),
    ...recipients.put.map((recipient) => ({
      Put: { TableName: recipientsTable, Item: recipientItem(villageId, recipient) },
    })),
  ];
  const removed: readonly TransactAction[] = [
    ...devices.removed.map((devEui) => ({ Delete: { TableName: registryTable, Key: deviceKey(devEui) } })),
    ...recipients.removed.map((recipientId) => ({
      Delete: { TableName: recipientsTable, Key: recipientKey(villageId, recipientId) },
    })),
  ];
  const core = coreActions(registryTable, change);
  if (added.length + core.length + removed.length <= ACTIONS_PER_TRANSACTION) {
    return [[...added, ...core, ...removed]];
  }
  const unchanged = {
    ConditionCheck: {
      TableName: registryTable,
      Key: villageKey(villageId),
      ...seenCondition(change.seen),
    },
  };
  return [
    ...chunks(added, ACTIONS_PER_TRANSACTION - 1).map((chunk) => [unchanged, ...chunk]),
    core,
    ...chunks(removed, ACTIONS_PER_TRANSACTION),
  ];
};

/** What decides: the village, the kept file, the registry's version. */
const coreActions = (TableName: string, change: FileChange): readonly TransactAction[] => {
  const { village, seen, by, at, replan } = change;
  const { ConditionExpression, ExpressionAttributeValues = {} } = seenCondition(seen);
  return [
    {
      Update: {
        TableName,
        Key: villageKey(village.villageId),
        UpdateExpression:
          "SET v = :v, body = :body, fileVersion = :next, fileBy = :by, fileAt = :at, replan = :replan",
        ConditionExpression,
        ExpressionAttributeValues: {
          ":v": 1,
          ":body": JSON.stringify(village),
          ":next": seen + 1,
          ":by": by,
          ":at": at,
          ":replan": replan,
          ...ExpressionAttributeValues,
        },
      },
    },
    { Put: { TableName, Item: versionItem(change) } },
    raiseRegistryVersion(TableName),
  ];
};

/** Every function takes the registry up anew within its time for looking. */
export const raiseRegistryVersion = (TableName: string): TransactAction => ({
  Update: {
    TableName,
    Key: registryVersionKey,
    UpdateExpression: "ADD #version :one",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":one": 1 },
  },
});

const seenCondition = (seen: number) =>
  seen === 0
    ? { ConditionExpression: "attribute_not_exists(fileVersion)" }
    : { ConditionExpression: "fileVersion = :seen", ExpressionAttributeValues: { ":seen": seen } };

/** On condition that nobody has registered the device elsewhere meanwhile. */
const deviceRow = (TableName: string, { devEui, rowOf }: AddedDevice, villageId: string): TransactAction => ({
  Put: {
    TableName,
    Item: { ...deviceKey(devEui), v: 1, villageId },
    ...(rowOf === undefined
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : { ConditionExpression: "villageId = :rowOf", ExpressionAttributeValues: { ":rowOf": rowOf } }),
  },
});

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
