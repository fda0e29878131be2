import type { Quantity } from "#shared/domain/quantity.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { dayLengthFactors } from "./day-length.ts";
import { hongKongDay, hongKongHour, hongKongMonth } from "./fire-calendar.ts";
import type { FireWeather } from "./fire-weather.ts";
import { DEFAULT_START, type FuelMoistureCodes, fireWeatherDay } from "./fire-weather-day.ts";

/** What the weather at a site did to its fuel: the Canadian chain, one link a day, from the site's own sensors. */
export interface DangerMemory {
  readonly latest: Readonly<Partial<Record<WeatherQuantity, readonly [at: EpochMs, value: number]>>>;
  /** The weather nearest to noon of the day. */
  readonly noon?: FireWeather & { readonly day: number; readonly offHours: number };
  /** Rain since the last noon in the chain; absent where nobody measures it. */
  readonly rain?: Rain;
  /** Codes of the last day in the chain, which index it gave, and how many days the chain is long. */
  readonly codes?: FuelMoistureCodes & { readonly day: number; readonly fwi: number; readonly days: number };
}

interface Rain {
  /** The day it was told last. */
  readonly day: number;
  readonly untilNoonMm: number;
  /** What fell on that day after the noon that is not in the chain yet. */
  readonly afterNoonMm: number;
}

const WEATHER_QUANTITIES = [
  "air_temperature",
  "relative_humidity",
  "wind_speed",
] as const satisfies readonly Quantity[];
type WeatherQuantity = (typeof WEATHER_QUANTITIES)[number];
type Values = Readonly<Partial<Record<Quantity, number>>>;

/** Sensors of one site tell their parts within this time. */
const TOGETHER_MS = 30 * MINUTE_MS;
const NOON_HOUR = 12;
/** A reading stands for noon within an hour of it. */
const NEAR_NOON_HOURS = 1;
/** After a longer gap the chain begins anew. */
const LONGEST_GAP_DAYS = 14;
const KMH_PER_MPS = 3.6;

/** Temperature, humidity and wind as last told, where all three are known. */
export const weatherNow = (
  { latest }: Pick<DangerMemory, "latest">,
  at: EpochMs,
): FireWeather | undefined => {
  const [temperature, humidity, wind] = WEATHER_QUANTITIES.map((quantity) => {
    const told = latest[quantity];
    return told === undefined || at - told[0] > TOGETHER_MS ? undefined : told[1];
  });
  return temperature === undefined || humidity === undefined || wind === undefined
    ? undefined
    : { airTemperatureC: temperature, relativeHumidityPercent: humidity, windSpeedKmh: wind * KMH_PER_MPS };
};

const withLatest = (latest: DangerMemory["latest"], at: EpochMs, values: Values): DangerMemory["latest"] => {
  const told = WEATHER_QUANTITIES.flatMap((quantity) => {
    const value = values[quantity];
    return value === undefined ? [] : [[quantity, [at, value]] as const];
  });
  return told.length === 0 ? latest : { ...latest, ...Object.fromEntries(told) };
};

const withNoon = (memory: DangerMemory, at: EpochMs): DangerMemory => {
  const offHours = Math.abs(hongKongHour(at) - NOON_HOUR);
  const day = hongKongDay(at);
  const isNear = offHours <= NEAR_NOON_HOURS && memory.codes?.day !== day;
  const weather = isNear ? weatherNow(memory, at) : undefined;
  const isNearer = memory.noon?.day !== day || offHours < memory.noon.offHours;
  return weather === undefined || !isNearer ? memory : { ...memory, noon: { ...weather, day, offHours } };
};

const withRain = (memory: DangerMemory, at: EpochMs, rainMm: number | undefined): DangerMemory => {
  if (rainMm === undefined) return memory;
  const day = hongKongDay(at);
  const before = memory.rain ?? { day, untilNoonMm: 0, afterNoonMm: 0 };
  const isNext = before.day !== day;
  const untilNoonMm = before.untilNoonMm + (isNext ? before.afterNoonMm : 0);
  const afterNoonMm = isNext ? 0 : before.afterNoonMm;
  const isAfterNoon = hongKongHour(at) >= NOON_HOUR && memory.codes?.day !== day;
  const rain = isAfterNoon
    ? { day, untilNoonMm, afterNoonMm: afterNoonMm + rainMm }
    : { day, untilNoonMm: untilNoonMm + rainMm, afterNoonMm };
  return { ...memory, rain };
};

const isNoonOver = (day: number, at: EpochMs): boolean =>
  hongKongDay(at) > day || hongKongHour(at) > NOON_HOUR + NEAR_NOON_HOURS;

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Adds a link once the hour around noon is over. */
const withLink = (memory: DangerMemory, at: EpochMs, latitudeDeg: number): DangerMemory => {
  const { latest, noon, codes, rain } = memory;
  if (noon === undefined || rain === undefined || !isNoonOver(noon.day, at)) return memory;
  const isContinued = codes !== undefined && noon.day - codes.day <= LONGEST_GAP_DAYS;
  const factors = dayLengthFactors(latitudeDeg, hongKongMonth(at));
  const weather = { ...noon, rain24hMm: rain.untilNoonMm };
  const link = fireWeatherDay(isContinued ? codes : DEFAULT_START, weather, factors);
  return {
    latest,
    rain: { ...rain, untilNoonMm: rain.afterNoonMm, afterNoonMm: 0 },
    codes: {
      ffmc: rounded(link.ffmc),
      dmc: rounded(link.dmc),
      dc: rounded(link.dc),
      fwi: rounded(link.fwi),
      day: noon.day,
      days: (isContinued ? codes.days : 0) + 1,
    },
  };
};

/**
 * Takes a frame into the weather of the site. The chain is made only where temperature, humidity, wind and rain are measured: without
 * rain it would call every wet season dry.
 */
export const weatherAfter = (
  known: DangerMemory | undefined,
  at: EpochMs,
  values: Values,
  latitudeDeg: number,
): DangerMemory | undefined => {
  const before = known ?? { latest: {} };
  const latest = withLatest(before.latest, at, values);
  if (latest === before.latest && values.rainfall === undefined) return known;
  const told = withRain({ ...before, latest }, at, values.rainfall);
  return withLink(withNoon(told, at), at, latitudeDeg);
};
