import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { SiteState } from "#shared/domain/site-state.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { SitePlace } from "../place.ts";
import { conditionally, type WriteOutcome } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { type ItemKey, placeOf, siteStateKey } from "./keys.ts";
import { packState, unpackState } from "./packed-state.ts";

/** Every unplanned site is under this one key of the sparse index: there are few at a time. */
const UNPLANNED = "UNPLANNED";
const UNPLANNED_INDEX = "unplanned";
/** An exercise that nobody feeds any more is forgotten after this time. */
const EXERCISE_KEPT_MS = 7 * DAY_MS;

/** The state of sites: one packed item each, with a version that every write must have seen. */
export const siteStates = ({ client, tableName }: Table) => ({
  /** Eventually consistent unless asked otherwise: half the price, and the conditional write finds out. */
  read: async (place: SitePlace, { consistent }: { consistent: boolean }): Promise<SiteState | undefined> => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: siteStateKey(place),
        ConsistentRead: consistent,
        ProjectionExpression: "#version, #body",
        ExpressionAttributeNames: { "#version": "version", "#body": "body" },
      }),
    );
    return Item === undefined ? undefined : stateOf(place, Item.version, Item.body);
  },

  /**
   * Writes the state that follows version `state.version`; the item then has the next one.
   *
   * @param transition what changed in a timeline, for people who read the table, like `flood@2026-09-08T15:41:00.000Z`;
   *   with it the site waits to be planned, until {@link markPlanned}
   */
  write: (state: SiteState, transition: string | undefined, wall: EpochMs): Promise<WriteOutcome> =>
    conditionally(() => client.send(new UpdateCommand(writeOf(tableName, state, transition, wall)))),

  /** Sites whose change has waited for its plan since `before` (wall clock) or longer, longest first. */
  listUnplanned: async (before: EpochMs): Promise<readonly SitePlace[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: UNPLANNED_INDEX,
        KeyConditionExpression: "unplanned = :unplanned AND unplannedSince <= :before",
        ExpressionAttributeValues: { ":unplanned": UNPLANNED, ":before": before },
      }),
    );
    return Items.map((item) => placeOf(item as ItemKey));
  },

  /**
   * Puts a site on the list of the unplanned because what is known of it has changed: its thresholds, a height. `conflict` where
   * it has no state, so that nothing was ever said of it.
   *
   * @param from wall clock from which on every function has taken up the change; a plan begun before leaves the site on the list
   */
  planAnew: (place: SitePlace, from: EpochMs): Promise<WriteOutcome> =>
    conditionally(() =>
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: siteStateKey(place),
          UpdateExpression: "SET unplanned = :unplanned, unplannedSince = :from",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: { ":unplanned": UNPLANNED, ":from": from },
        }),
      ),
    ),

  /** Takes a site off the list of the unplanned, unless its state has moved on since `version`, or it was put there after `begunAt`. */
  markPlanned: (place: SitePlace, version: number, begunAt: EpochMs): Promise<WriteOutcome> =>
    conditionally(() =>
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: siteStateKey(place),
          UpdateExpression: "REMOVE unplanned, unplannedSince, #transition",
          ConditionExpression:
            "#version = :version AND (attribute_not_exists(unplannedSince) OR unplannedSince <= :begunAt)",
          ExpressionAttributeNames: { "#version": "version", "#transition": "transition" },
          ExpressionAttributeValues: { ":version": version, ":begunAt": begunAt },
        }),
      ),
    ),
});

const stateOf = (place: SitePlace, version: unknown, body: unknown): SiteState => {
  if (typeof version !== "number" || !(body instanceof Uint8Array)) {
    throw new Error(`the state of site ${place.siteId} lacks its version or its body`);
  }
  return unpackState(body, { villageId: place.villageId, siteId: place.siteId, version });
};

const writeOf = (
  tableName: string,
  state: SiteState,
  transition: string | undefined,
  wall: EpochMs,
): UpdateCommand["input"] => {
  const exerciseId = state.exercise?.exerciseId;
  const sets = [
    "#version = :next",
    "#body = :body",
    ...(exerciseId === undefined ? [] : ["expiresAt = :expiresAt"]),
    ...(transition === undefined
      ? []
      : [
          "#transition = :transition",
          "unplanned = :unplanned",
          "unplannedSince = if_not_exists(unplannedSince, :changedAt)",
        ]),
  ];
  return {
    TableName: tableName,
    Key: siteStateKey({ villageId: state.villageId, siteId: state.siteId, exerciseId }),
    UpdateExpression: `SET ${sets.join(", ")}${transition === undefined ? " REMOVE #transition" : ""}`,
    ConditionExpression: state.version === 0 ? "attribute_not_exists(pk)" : "#version = :version",
    ExpressionAttributeNames: { "#version": "version", "#body": "body", "#transition": "transition" },
    ExpressionAttributeValues: {
      ":next": state.version + 1,
      ":body": packState(state),
      ...(state.version === 0 ? {} : { ":version": state.version }),
      ...(exerciseId === undefined ? {} : { ":expiresAt": Math.ceil((wall + EXERCISE_KEPT_MS) / SECOND_MS) }),
      ...(transition === undefined
        ? {}
        : {
            ":transition": transition,
            ":unplanned": UNPLANNED,
            ":changedAt": wall,
          }),
    },
  };
};
