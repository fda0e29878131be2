import { DAY_MS, HOUR_MS } from "#shared/domain/time.ts";

/** Hong Kong has kept UTC+8 without summer time since 1979. */
const OFFSET_MS = 8 * HOUR_MS;

/** 0 (midnight) to below 24. */
export const hourOf = (atMs: number): number => ((atMs + OFFSET_MS) % DAY_MS) / HOUR_MS;

/** Days since 1970-01-01 by Hong Kong's calendar. */
export const dayOf = (atMs: number): number => Math.floor((atMs + OFFSET_MS) / DAY_MS);

/** The instant at which a day begins in Hong Kong. */
export const midnightOf = (day: number): number => day * DAY_MS - OFFSET_MS;

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** 0 for the middle of January to below 12, with the days between. */
export const monthPlaceOf = (atMs: number): number => {
  const date = new Date(atMs + OFFSET_MS);
  const place = date.getUTCMonth() + (date.getUTCDate() - 15) / 30.5;
  return (place + 12) % 12;
};

const chinese = new Intl.DateTimeFormat("en-u-ca-chinese", {
  timeZone: "Asia/Hong_Kong",
  month: "numeric",
  day: "numeric",
});

/** Chung Yeung: the ninth day of the ninth lunar month, by the calendar that comes with the runtime (ICU). */
export const isChungYeung = (day: number): boolean => chinese.format(midnightOf(day) + HOUR_MS) === "9/9";

/**
 * Ching Ming: the day on which the sun stands at 15 degrees of longitude, by the rule of thumb for the years 2000 to 2099 that
 * Chinese almanacs print: floor(0.2422 Y + 4.81) - floor(Y / 4) of April, Y the last two digits of the year.
 */
export const isChingMing = (day: number): boolean => {
  const date = new Date(day * DAY_MS);
  const years = date.getUTCFullYear() % 100;
  return (
    date.getUTCMonth() === 3 &&
    date.getUTCDate() === Math.floor(0.2422 * years + 4.81) - Math.floor(years / 4)
  );
};

/** The days of some about which graves are swept: a week before and after each of the two festivals. */
export const graveSweepingDays = (first: number, last: number): ReadonlySet<number> => {
  const days = new Set<number>();
  for (let day = first - 7; day <= last + 7; day += 1) {
    if (!isChingMing(day) && !isChungYeung(day)) continue;
    for (let near = day - 7; near <= day + 7; near += 1) days.add(near);
  }
  return days;
};
