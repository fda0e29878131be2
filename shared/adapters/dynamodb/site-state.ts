import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { SitePlace } from "../place.ts";
import { conditionally, type WriteOutcome } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { type ItemKey, placeOf, siteStateKey } from "./keys.ts";
import { unpackState } from "./packed-state.ts";
import { isToBeLookedAt, UNPLANNED, writeOf } from "./site-state-write.ts";

const UNPLANNED_INDEX = "unplanned";

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
   * @param lookAgainAt wall clock from which on time alone changes a timeline, if nothing is heard until then: the site is on the list
   *   from there on, unless it is already
   */
  write: (
    state: SiteState,
    transition: string | undefined,
    wall: EpochMs,
    lookAgainAt?: EpochMs,
  ): Promise<WriteOutcome> =>
    conditionally(() =>
      client.send(new UpdateCommand(writeOf(tableName, state, { transition, lookAgainAt }, wall))),
    ),

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

  /**
   * Takes a site off the list of the unplanned, unless its state has moved on since `version`, or it was put there after `begunAt`.
   *
   * @param lookAgainAt as in {@link write}: from then on the site is on the list again
   */
  markPlanned: (
    place: SitePlace,
    version: number,
    begunAt: EpochMs,
    lookAgainAt?: EpochMs,
  ): Promise<WriteOutcome> =>
    conditionally(() =>
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: siteStateKey(place),
          UpdateExpression: isToBeLookedAt(lookAgainAt)
            ? "SET unplanned = :unplanned, unplannedSince = :lookAgainAt REMOVE #transition"
            : "REMOVE unplanned, unplannedSince, #transition",
          ConditionExpression:
            "#version = :version AND (attribute_not_exists(unplannedSince) OR unplannedSince <= :begunAt)",
          ExpressionAttributeNames: { "#version": "version", "#transition": "transition" },
          ExpressionAttributeValues: {
            ":version": version,
            ":begunAt": begunAt,
            ...(isToBeLookedAt(lookAgainAt) ? { ":unplanned": UNPLANNED, ":lookAgainAt": lookAgainAt } : {}),
          },
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
