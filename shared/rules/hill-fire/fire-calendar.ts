import { TZDate } from "@date-fns/tz";
import solarLunar from "solarlunar";
import { DAY_MS, type EpochMs, HOUR_MS } from "#shared/domain/time.ts";

/** When people burn paper and incense on the hills. */
export type GraveSweepingFestival = "ching_ming" | "chung_yeung";

/** What the calendar says of a day in Hong Kong. */
export interface FireCalendar {
  /** The grave-sweeping festival that is no more than a week away. */
  readonly festival?: GraveSweepingFestival;
  readonly weekend?: "saturday" | "sunday";
  /** October to April: grass is dry, and nearly all hill fires burn then. */
  readonly isDrySeason: boolean;
}

/** Families go in the weeks around the day itself. */
const FESTIVAL_DAYS_EACH_SIDE = 7;
/** Hong Kong's clocks since 1979. */
const HONG_KONG_OFFSET_MS = 8 * HOUR_MS;
/** Ching Ming is the fifth of the 24 solar terms of the lunar year, the seventh from January on. */
const CHING_MING_TERM = 7;
/** The ninth day of the ninth month of the lunar year. */
const CHUNG_YEUNG = [9, 9] as const;

/** Days since 1970-01-01 of an instant, as Hong Kong counts its days. */
export const hongKongDay = (at: EpochMs): number => Math.floor((at + HONG_KONG_OFFSET_MS) / DAY_MS);

/** 0 to 24, with fractions, of Hong Kong's clock. */
export const hongKongHour = (at: EpochMs): number =>
  (at + HONG_KONG_OFFSET_MS) / HOUR_MS - hongKongDay(at) * 24;

const HONG_KONG = "Asia/Hong_Kong";

const dayOf = (year: number, month: number, date: number): number =>
  hongKongDay(new TZDate(year, month - 1, date, HONG_KONG).getTime());

type FestivalDay = readonly [GraveSweepingFestival, number];

/** Finding a day in the lunar calendar takes long, and every reading asks for the same ones. */
const known = new Map<number, readonly FestivalDay[]>();

/** The festivals of a year, each with its day (see `hongKongDay`); none after 2100, where the lunar tables end. */
export const festivalsOf = (year: number): readonly FestivalDay[] => {
  const festivals = known.get(year) ?? lookUpFestivals(year);
  known.set(year, festivals);
  return festivals;
};

const lookUpFestivals = (year: number): readonly FestivalDay[] => {
  const chungYeung = solarLunar.lunar2solar(year, ...CHUNG_YEUNG);
  if (chungYeung === -1) return [];
  return [
    ["ching_ming", dayOf(year, 4, solarLunar.getTerm(year, CHING_MING_TERM))],
    ["chung_yeung", dayOf(chungYeung.cYear, chungYeung.cMonth, chungYeung.cDay)],
  ];
};

const WEEKENDS = new Map<number, "saturday" | "sunday">([
  [0, "sunday"],
  [6, "saturday"],
]);
const LAST_DRY_MONTH = 4;
const FIRST_DRY_MONTH = 10;

/** 1 to 12, of Hong Kong's calendar. */
export const hongKongMonth = (at: EpochMs): number => new TZDate(at, HONG_KONG).getMonth() + 1;

/** The calendar of the Hong Kong day that holds an instant. */
export const fireCalendarAt = (at: EpochMs): FireCalendar => {
  const day = hongKongDay(at);
  const calendar = knownDays.get(day) ?? lookUpDay(at);
  if (knownDays.size >= DAY_CAPACITY) knownDays.clear();
  knownDays.set(day, calendar);
  return calendar;
};

/** Every reading asks for its day, and a time zone is slow to ask: the last days are kept. */
const knownDays = new Map<number, FireCalendar>();
const DAY_CAPACITY = 400;

const lookUpDay = (at: EpochMs): FireCalendar => {
  const local = new TZDate(at, HONG_KONG);
  const month = local.getMonth() + 1;
  const festival = festivalsOf(local.getFullYear()).find(
    ([, day]) => Math.abs(hongKongDay(at) - day) <= FESTIVAL_DAYS_EACH_SIDE,
  )?.[0];
  const weekend = WEEKENDS.get(local.getDay());
  return {
    ...(festival === undefined ? {} : { festival }),
    ...(weekend === undefined ? {} : { weekend }),
    isDrySeason: month <= LAST_DRY_MONTH || month >= FIRST_DRY_MONTH,
  };
};
