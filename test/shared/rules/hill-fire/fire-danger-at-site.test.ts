import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { dayLengthFactors } from "#shared/rules/hill-fire/day-length.ts";
import { evidenceNeeded } from "#shared/rules/hill-fire/evidence-needed.ts";
import { DEFAULT_START, fireWeatherDay } from "#shared/rules/hill-fire/fire-weather-day.ts";
import { hillFireSettingsSchema } from "#shared/rules/hill-fire/hill-fire-settings.ts";
import { type DangerMemory, weatherAfter } from "#shared/rules/hill-fire/noon-chain.ts";

const NOON = Date.parse("2026-01-14T12:00:00+08:00");
const LATITUDE = 22.4;
const DRY = { air_temperature: 20, relative_humidity: 40, wind_speed: 5, rainfall: 0 };

type Told = readonly (readonly [hours: number, values: Readonly<Record<string, number>>])[];

/** What a weather station tells, each a number of hours after the first noon. */
const dangerAfter = (told: Told, known?: DangerMemory): DangerMemory | undefined =>
  told.reduce<DangerMemory | undefined>(
    (memory, [hours, values]) => weatherAfter(memory, NOON + hours * HOUR_MS, values, LATITUDE),
    known,
  );

const days = (count: number, values: Readonly<Record<string, number>>): Told =>
  Array.from({ length: count }, (_, day) => [
    [day * 24, values] as const,
    [day * 24 + 2, values] as const,
  ]).flat();

const noon = { airTemperatureC: 20, relativeHumidityPercent: 40, windSpeedKmh: 18, rain24hMm: 0 };
const first = fireWeatherDay(DEFAULT_START, noon, dayLengthFactors(LATITUDE, 1));

describe("fire danger from a site's own weather", () => {
  it("is a link a day from the weather at noon, metres a second taken for kilometres an hour", () => {
    const memory = dangerAfter(days(1, DRY));
    expect(memory?.codes?.fwi).toBeCloseTo(first.fwi, 2);
    expect(memory?.codes?.days).toBe(1);
  });

  it("takes the reading nearest to noon", () => {
    const memory = dangerAfter([
      [-0.75, { ...DRY, air_temperature: 12 }],
      [0.1, DRY],
      [0.9, { ...DRY, air_temperature: 30 }],
      [1.5, DRY],
    ]);
    expect(memory?.codes?.fwi).toBeCloseTo(first.fwi, 2);
  });

  it("counts the rain from noon to noon, also what falls before the link is made", () => {
    const wet = (afternoonMm: number): Told => [
      [0, DRY],
      [0.5, { ...DRY, rainfall: afternoonMm }],
      [2, DRY],
      [24, DRY],
      [26, DRY],
    ];
    const codesAfter = (told: Told) => dangerAfter(told)?.codes;
    expect(codesAfter(wet(20))?.ffmc).toBeLessThan((codesAfter(wet(0))?.ffmc ?? 0) - 10);
    expect(dangerAfter(wet(20).slice(0, 3))?.codes?.ffmc).toBeCloseTo(first.ffmc, 2);
  });

  it("keeps the rain of a day whose noon nobody told", () => {
    const told: Told = [...days(1, DRY), [30, { rainfall: 5 }], [49, { rainfall: 15 }], [72, DRY], [74, DRY]];
    const memory = dangerAfter(told);
    expect(memory?.codes?.days).toBe(2);
    expect(memory?.codes?.ffmc).toBeLessThan(first.ffmc - 10);
  });

  it("begins anew after a fortnight without a noon", () => {
    const memory = dangerAfter([...days(3, DRY), [24 * 20, DRY], [24 * 20 + 2, DRY]]);
    expect(memory?.codes?.days).toBe(1);
  });

  it("is not made where nobody measures rain, or wind, or anything", () => {
    const { rainfall: _, ...withoutRain } = DRY;
    const { wind_speed: __, ...withoutWind } = DRY;
    expect(dangerAfter(days(2, withoutRain))?.codes).toBeUndefined();
    expect(dangerAfter(days(2, withoutWind))?.codes).toBeUndefined();
    expect(dangerAfter(days(2, { pm2_5: 10 }))).toBeUndefined();
  });

  it("puts together what a station tells in several frames, and nothing that is half an hour apart", () => {
    const { rainfall, wind_speed, ...air } = DRY;
    const memory = dangerAfter([
      [0, air],
      [0.05, { wind_speed }],
      [0.1, { rainfall }],
      [2, { rainfall }],
    ]);
    expect(memory?.codes?.fwi).toBeCloseTo(first.fwi, 2);
    const apart = dangerAfter([
      [0, air],
      [0.9, { wind_speed }],
      [2, { rainfall }],
    ]);
    expect(apart?.codes).toBeUndefined();
  });
});

const ordinary = hillFireSettingsSchema.parse({});
const graves = hillFireSettingsSchema.parse({ burning: "incense_and_paper" });
const needed = (
  date: string,
  {
    weather,
    warning,
    settings = ordinary,
  }: { weather?: DangerMemory | undefined; warning?: "yellow" | "red"; settings?: typeof ordinary } = {},
) => evidenceNeeded({ weather, warning }, settings, Date.parse(`${date}+08:00`));

describe("how much evidence is enough", () => {
  it("is the usual on a weekday of the dry season", () => {
    expect(needed("2026-01-14T12:00:00")).toEqual({ share: 1, factors: [] });
  });

  it("is less under the Observatory's fire danger warnings, least under red", () => {
    const [none, yellow, red] = [
      needed("2026-01-14T12:00:00"),
      needed("2026-01-14T12:00:00", { warning: "yellow" }),
      needed("2026-01-14T12:00:00", { warning: "red" }),
    ];
    expect(yellow.share).toBeLessThan(none.share);
    expect(red.share).toBeLessThan(yellow.share);
    expect(red.factors).toEqual([
      { kind: "factor", name: "fire_danger_warning", text: "red", contribution: 0 },
    ]);
  });

  it("is less at weekends and in the week of a festival, but not where the festival explains the smoke", () => {
    const chingMing = "2026-04-05T12:00:00";
    expect(needed(chingMing).factors).toMatchObject([
      { name: "festival", text: "ching_ming" },
      { name: "weekend", text: "sunday" },
    ]);
    expect(needed(chingMing).share).toBeLessThan(needed(chingMing, { settings: graves }).share);
    expect(needed("2026-01-17T12:00:00").share).toBeGreaterThan(needed("2026-01-18T12:00:00").share);
  });

  it("is more in the wet season, and never more than a fifth more", () => {
    const wet = dangerAfter(days(15, { ...DRY, relative_humidity: 95, rainfall: 20 }));
    const share = needed("2026-07-15T12:00:00", { weather: wet }).share;
    expect(needed("2026-07-15T12:00:00").share).toBe(1.1);
    expect(share).toBe(1.2);
  });

  it("is less where the site's own fuel is dry, once the chain is a fortnight long", () => {
    const date = "2026-01-28T16:00:00";
    const dry = dangerAfter(days(15, DRY));
    expect(needed(date, { weather: dry }).share).toBeLessThan(1);
    expect(needed(date, { weather: dry }).factors.map((item) => "name" in item && item.name)).toEqual([
      "fire_weather_index",
    ]);
    expect(needed(date, { weather: dangerAfter(days(3, DRY)) }).share).toBe(1);
    const middling = {
      ...dry,
      latest: {},
      codes: { ...(dry?.codes ?? DEFAULT_START), fwi: 5, day: 1, days: 20 },
    };
    expect(needed(date, { weather: middling }).share).toBe(1);
  });

  it("tells the indices of this very hour where the wind is measured, and needs less in critical weather", () => {
    const at = "2026-01-14T12:10:00";
    const breeze = weatherAfter(undefined, Date.parse(`${at}+08:00`) - 5 * MINUTE_MS, DRY, LATITUDE);
    const gale = weatherAfter(
      undefined,
      Date.parse(`${at}+08:00`),
      { air_temperature: 30, relative_humidity: 10, wind_speed: 20 },
      LATITUDE,
    );
    expect(needed(at, { weather: breeze }).factors.map((item) => "name" in item && item.name)).toEqual([
      "fosberg_index",
      "mcarthur_index_of_driest_fuel",
    ]);
    expect(needed(at, { weather: breeze }).share).toBe(1);
    expect(needed(at, { weather: gale }).share).toBe(0.95);
  });

  it("is never less than 85 %, whatever comes together", () => {
    const dry = dangerAfter(days(15, DRY));
    const all = needed("2026-04-05T12:00:00", { weather: dry, warning: "red" });
    expect(all.share).toBe(0.85);
  });
});
