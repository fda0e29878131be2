import { TZDate } from "@date-fns/tz";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";

/** Reads the time of a row; or says what is wrong with it, in a sentence. */
export type ReadTime = (text: string) => EpochMs | { readonly error: string };

const EPOCH = /^\d{9,13}(\.\d{1,9})?$/;
/** Seconds since an event began, say. */
const FROM_A_START = /^-?\d{1,8}(\.\d+)?$/;
/** `2024-01-03 10:40`, with `T`, slashes, seconds, a fraction; with a zone at its end or without. */
const CALENDAR =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** Seconds since 1970 have ten digits until 2286; milliseconds have had more since 1973. */
const FIRST_MS = 1e11;

/** Times in a local clock's zone (IANA name), UTC where none is given. A time that tells its own zone is taken at its word. */
export const timeReader = (zone = "UTC"): ReadTime => {
  const offsetMs = zone === "UTC" ? () => 0 : offsetsIn(zone);
  return (text) => {
    if (EPOCH.test(text)) {
      const value = Number(text);
      return Math.round(value >= FIRST_MS ? value : value * SECOND_MS);
    }
    const match = CALENDAR.exec(text);
    if (match === null && FROM_A_START.test(text))
      return {
        error: `"${text}" counts from a start that the file does not tell: say it with --start, as 2026-09-08T15:41:00Z`,
      };
    if (match === null)
      return { error: `"${text}" is no time like 2026-09-08T15:41:00Z, 2026-09-08 23:41 or 1788882060` };
    const local = wallTime(match);
    if (local === undefined) return { error: `"${text}" is no day and time of the calendar` };
    const told = match[8];
    return local - (told === undefined ? offsetMs(local) : toldOffset(told));
  };
};

/** The instant at which UTC's clocks would show it; undefined for a 31 June. */
const wallTime = (match: RegExpExecArray): EpochMs | undefined => {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = ""] = match;
  const milliseconds = Number(fraction.padEnd(3, "0").slice(0, 3));
  const parts = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [y, m, d, h, min, s] = parts;
  if (h > 24 || min > 59 || s > 60) return undefined;
  const at = Date.UTC(y, m - 1, d, h, min, s, milliseconds);
  const shown = new Date(Date.UTC(y, m - 1, d));
  return shown.getUTCMonth() === m - 1 && shown.getUTCDate() === d ? at : undefined;
};

const toldOffset = (told: string): number => {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(told);
  if (match === null) return 0;
  const [, sign, hours, minutes] = match;
  return (sign === "-" ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS);
};

/**
 * How far a zone's clocks are ahead of UTC, by what they show. Of an hour that comes twice when summer time ends the second is taken; one
 * that is left out counts as the hour after. Looked up once an hour: the calendar of zones is slow.
 */
const offsetsIn = (zone: string) => {
  const known = new Map<number, number>();
  return (local: EpochMs): number => {
    const hour = Math.floor(local / HOUR_MS);
    const offset = known.get(hour) ?? offsetAt(local, zone);
    known.set(hour, offset);
    return offset;
  };
};

const offsetAt = (local: EpochMs, zone: string): number => {
  const shown = new Date(Math.floor(local / HOUR_MS) * HOUR_MS);
  const inZone = new TZDate(
    shown.getUTCFullYear(),
    shown.getUTCMonth(),
    shown.getUTCDate(),
    shown.getUTCHours(),
    0,
    0,
    zone,
  );
  return shown.getTime() - inZone.getTime();
};

/** Whether a name is a zone of the IANA database. */
export const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
