import { type DynamoDBDocumentClient, type GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { weatherKey } from "#shared/adapters/dynamodb/keys.ts";
import { registeredVillages } from "#shared/adapters/dynamodb/registered-villages.ts";
import { heardWeather, villageWeather, WEATHER_HELD_MS } from "#shared/adapters/dynamodb/village-weather.ts";
import { nothingHeard, type VillageWeather } from "#shared/domain/weather.ts";
import { rememberWeather } from "#shared/rules/weather/remember-weather.ts";
import { amber, at } from "#test/shared/rules/weather/sky.ts";
import { type LocalTables, localTables } from "./tables.ts";

let local: LocalTables;
beforeAll(async () => {
  local = await localTables(inject("dynamoDbEndpoint"), "weather");
});

const store = () => villageWeather(local.tables.registry);
const hours = (count: number): VillageWeather =>
  Array.from({ length: count * 12 }, (_, index) => index * 5).reduce(
    (held, minute) =>
      rememberWeather(
        held,
        {
          warnings: minute % 30 < 15 ? amber(minute) : {},
          districtRainfall: { place: "Tai Po", pastHourMm: 41.5, observedAt: at(minute) },
          stationRainfall: { place: "Tai Mei Tuk", pastHourMm: 12, observedAt: at(minute) },
          nowcast: {
            issuedAt: at(minute),
            halfHours: [1, 2, 3, 4].map((half) => ({ endsAt: at(minute + half * 30), rainMm: 12.25 })),
          },
        },
        at(minute),
      ),
    nothingHeard,
  );

describe("a village's weather in the registry's table", () => {
  it("is not there before the first fetch, and comes back as it was written", async () => {
    expect(await store().read("fresh")).toBeUndefined();
    expect(await store().write("fresh", hours(6), at(360))).toBe("written");
    expect(await store().read("fresh")).toEqual(hours(6));
  });

  it("is no village, and never was one", async () => {
    await store().write("unseen", nothingHeard, at(0));
    expect(await registeredVillages(local.tables.registry).list()).toEqual([]);
  });

  it("is not written over by who has fetched earlier, or at the same time", async () => {
    expect(await store().write("raced", hours(1), at(60))).toBe("written");
    expect(await store().write("raced", nothingHeard, at(55))).toBe("conflict");
    expect(await store().write("raced", nothingHeard, at(60))).toBe("conflict");
    expect(await store().read("raced")).toEqual(hours(1));
    expect(await store().write("raced", nothingHeard, at(65))).toBe("written");
  });

  it.each([
    ["of a later schema", { v: 2, fetchedAt: 0, weather: nothingHeard }],
    ["that makes no sense", { v: 1, fetchedAt: 0, weather: { warnings: "many" } }],
  ])("%s counts as none, and is replaced by the next", async (_, item) => {
    const TableName = local.tables.registry.tableName;
    await local.client.send(new PutCommand({ TableName, Item: { ...weatherKey("odd"), ...item } }));
    expect(await store().read("odd")).toBeUndefined();
    expect(await heardWeather(local.tables.registry, { clock: { now: () => 0 } }).of("odd")).toEqual({});
    expect(await store().write("odd", nothingHeard, at(0))).toBe("written");
  });
});

describe("the weather as whoever folds readings looks it up", () => {
  const reader = () => {
    const time = { wall: at(0) };
    return { time, source: heardWeather(local.tables.registry, { clock: { now: () => time.wall } }) };
  };

  it("is looked up once a minute, however many readings come", async () => {
    const { time, source } = reader();
    expect(await source.of("held")).toEqual({});
    await store().write("held", hours(1), at(60));
    time.wall += WEATHER_HELD_MS - 1;
    expect(await source.of("held")).toEqual({});
    time.wall += 1;
    expect(await source.of("held")).toEqual({ weather: hours(1) });
  });

  it("is what was known before, said to be unsure, while the table is out of reach or silent", async () => {
    const time = { wall: at(0) };
    const line: { state: "whole" | "cut" | "silent" } = { state: "whole" };
    const send = (command: GetCommand, options: { readonly abortSignal: AbortSignal }) => {
      if (line.state === "whole") return local.client.send(command, options);
      if (line.state === "cut") return Promise.reject(new Error("connect ECONNREFUSED"));
      return new Promise((_, reject) => {
        options.abortSignal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    };
    const client = { send } as unknown as DynamoDBDocumentClient;
    const table = { client, tableName: local.tables.registry.tableName };
    const source = heardWeather(table, { clock: { now: () => time.wall }, answerWithinMs: 100 });
    await store().write("cut-off", hours(1), at(60));
    const lookWhile = async (state: typeof line.state) => {
      line.state = state;
      time.wall += WEATHER_HELD_MS;
      return source.of("cut-off");
    };
    expect(await lookWhile("cut")).toEqual({ unsure: true });
    expect(await lookWhile("whole")).toEqual({ weather: hours(1) });
    expect(await lookWhile("silent")).toEqual({ weather: hours(1), unsure: true });
    expect(await lookWhile("cut")).toEqual({ weather: hours(1), unsure: true });
    expect(await lookWhile("whole")).toEqual({ weather: hours(1) });
  });
});
