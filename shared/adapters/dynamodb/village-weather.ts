import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { type HeardWeather, type VillageWeather, villageWeatherSchema } from "#shared/domain/weather.ts";
import { conditionally, type WriteOutcome } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { weatherKey } from "./keys.ts";

const SCHEMA_VERSION = 1;
/** A write that took longer would be news to some who have folded readings of that time already. */
const WRITTEN_WITHIN_MS = 10 * SECOND_MS;

/** The weather of villages, beside what else the registry knows of them: one item each, of some 5 KB. */
export const villageWeather = ({ client, tableName }: Table) => ({
  /** Undefined also for an item that makes no sense: the next write replaces it. */
  read: async (villageId: string): Promise<VillageWeather | undefined> => {
    const Key = weatherKey(villageId);
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    return weatherOf(Item);
  },

  /** `conflict` when somebody has written what was fetched later. */
  write: (villageId: string, weather: VillageWeather, fetchedAt: EpochMs): Promise<WriteOutcome> =>
    conditionally(() =>
      client.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...weatherKey(villageId), v: SCHEMA_VERSION, fetchedAt, weather },
          ConditionExpression: "attribute_not_exists(pk) OR fetchedAt < :fetchedAt",
          ExpressionAttributeValues: { ":fetchedAt": fetchedAt },
        }),
        { abortSignal: AbortSignal.timeout(WRITTEN_WITHIN_MS) },
      ),
    ),
});

const weatherOf = (item: Record<string, unknown> | undefined): VillageWeather | undefined =>
  item?.v === SCHEMA_VERSION ? villageWeatherSchema.safeParse(item.weather).data : undefined;

/** What `KNOWN_AFTER_MS` of the rules rests on: nobody works with an older picture, unless he says so. */
export const WEATHER_HELD_MS = MINUTE_MS;
/** A batch of uplinks does not wait for the weather. */
const ANSWER_WITHIN_MS = SECOND_MS;

interface Held {
  readonly lookedAt: EpochMs;
  readonly heard: Promise<HeardWeather>;
}

/**
 * The weather of villages as whoever folds readings looks it up: one read unit or two a minute, instance and village. It never fails: who
 * cannot look works with what he knows, says that he is unsure, and looks again after a minute.
 */
export const heardWeather = (
  { client, tableName }: Table,
  { clock, answerWithinMs = ANSWER_WITHIN_MS }: HeardWeatherOptions,
) => {
  const villages = new Map<string, Held>();

  const look = async (
    villageId: string,
    before: Promise<HeardWeather> | undefined,
  ): Promise<HeardWeather> => {
    try {
      // Eventually consistent, for half the price: the lag, mostly far below a second, has its room in `KNOWN_AFTER_MS`.
      const command = new GetCommand({ TableName: tableName, Key: weatherKey(villageId) });
      const { Item } = await client.send(command, { abortSignal: AbortSignal.timeout(answerWithinMs) });
      const weather = weatherOf(Item);
      return weather === undefined ? {} : { weather };
    } catch {
      return { ...(await before), unsure: true };
    }
  };

  return {
    of: (villageId: string): Promise<HeardWeather> => {
      const held = villages.get(villageId);
      const now = clock.now();
      if (held !== undefined && now - held.lookedAt < WEATHER_HELD_MS) return held.heard;
      const heard = look(villageId, held?.heard);
      villages.set(villageId, { lookedAt: now, heard });
      return heard;
    },
  };
};

export interface HeardWeatherOptions {
  readonly clock: { readonly now: () => EpochMs };
  readonly answerWithinMs?: number;
}
