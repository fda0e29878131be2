import type { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { SiteState } from "#shared/domain/site-state.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { siteStateKey } from "./keys.ts";
import { packState } from "./packed-state.ts";

/** Every unplanned site is under this one key of the sparse index: there are few at a time. */
export const UNPLANNED = "UNPLANNED";
/** An exercise that nobody feeds any more is forgotten after this time. */
const EXERCISE_KEPT_MS = 7 * DAY_MS;

/** What lies after the end of an exercise never comes. */
export const isToBeLookedAt = (at: EpochMs | undefined): at is EpochMs =>
  at !== undefined && Number.isFinite(at);

interface Planning {
  readonly transition: string | undefined;
  readonly lookAgainAt: EpochMs | undefined;
}

/** The write of the state that follows version `state.version`. */
export const writeOf = (
  tableName: string,
  state: SiteState,
  planning: Planning,
  wall: EpochMs,
): UpdateCommand["input"] => {
  const { transition } = planning;
  const exerciseId = state.exercise?.exerciseId;
  const waiting = waitingOf(planning, wall);
  const sets = [
    "#version = :next",
    "#body = :body",
    ...(exerciseId === undefined ? [] : ["expiresAt = :expiresAt"]),
    ...waiting.sets,
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
      ...waiting.values,
    },
  };
};

/**
 * How a write puts its site on the list of the unplanned. A change does so at once, though the site was only to be looked at later;
 * what is due later leaves a site that is on the list where it is, so that it costs one write to the index for many readings.
 */
const waitingOf = (
  { transition, lookAgainAt }: Planning,
  wall: EpochMs,
): { readonly sets: readonly string[]; readonly values: Readonly<Record<string, unknown>> } => {
  if (transition !== undefined) {
    return {
      sets: ["#transition = :transition", "unplanned = :unplanned", "unplannedSince = :since"],
      values: { ":transition": transition, ":unplanned": UNPLANNED, ":since": wall },
    };
  }
  return isToBeLookedAt(lookAgainAt)
    ? {
        sets: ["unplanned = :unplanned", "unplannedSince = if_not_exists(unplannedSince, :since)"],
        values: { ":unplanned": UNPLANNED, ":since": lookAgainAt },
      }
    : { sets: [], values: {} };
};
