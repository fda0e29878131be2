import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";

/** Sunday is the first day of JavaScript's week, and of the week here. */
export const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A part of the day by Hong Kong's clock, minutes since midnight; one that ends before it begins lasts past midnight. */
export interface DayPart {
  readonly fromMin: number;
  readonly toMin: number;
}

/** When rubbish is collected: `weekday` is that of its beginning. */
export interface Collection extends DayPart {
  readonly weekday: Weekday;
}

export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Hong Kong's clocks since 1979. */
const HONG_KONG_OFFSET_MS = 8 * HOUR_MS;
const DAY_MIN = DAY_MS / MINUTE_MS;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4;

const dayOf = (at: EpochMs): number => Math.floor((at + HONG_KONG_OFFSET_MS) / DAY_MS);
const minuteOf = (at: EpochMs): number => (at + HONG_KONG_OFFSET_MS) / MINUTE_MS - dayOf(at) * DAY_MIN;
const lengthMin = ({ fromMin, toMin }: DayPart): number => (toMin - fromMin + DAY_MIN) % DAY_MIN;

/** Whether an instant falls in a part of the day. */
export const isWithinDayPart = (at: EpochMs, part: DayPart): boolean =>
  (minuteOf(at) - part.fromMin + DAY_MIN) % DAY_MIN < lengthMin(part);

/** Whether any collection was due at some time of a span. */
export const isInCollection = ({ from, to }: Span, collections: readonly Collection[]): boolean =>
  collections.some((collection) => {
    // The last that began by the end of the span.
    const day = dayOf(to - collection.fromMin * MINUTE_MS);
    const wanted = WEEKDAYS.indexOf(collection.weekday);
    const daysAgo = (((day + FIRST_WEEKDAY - wanted) % WEEKDAYS.length) + WEEKDAYS.length) % WEEKDAYS.length;
    const began = (day - daysAgo) * DAY_MS - HONG_KONG_OFFSET_MS + collection.fromMin * MINUTE_MS;
    return from < began + lengthMin(collection) * MINUTE_MS;
  });
