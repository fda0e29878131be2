import * as z from "zod";

/** LoRaWAN Regional Parameters RP002-1.0.4: no data rate carries more. */
const MOST_PAYLOAD_BYTES = 242;
const MOST_DATA_RATE = 15;
/** A number of seconds stays below until the year 5138; a number of milliseconds is above since 1973. */
const LEAST_MS = 100_000_000_000;
const MS_PER_S = 1_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** A number, or the same as text: both occur. Absent and null are the same. */
export const numeric = (minimum: number, maximum: number) =>
  z
    .preprocess(
      (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : (value ?? undefined)),
      z
        .number(`a number from ${minimum} to ${maximum} is expected`)
        .int()
        .min(minimum)
        .max(maximum)
        .optional(),
    )
    .optional();

export const fCntField = numeric(0, 0xffff_ffff);
export const fPortField = numeric(0, 255);

/** Nothing that a radio tells lies beyond, and a table takes no number of any size: one reading would stop all beside it. */
const LARGEST_RADIO_NUMBER = 1_000_000_000_000;
const SMALLEST_RADIO_NUMBER = 0.000_000_001;
const isOfRadio = (value: number): boolean =>
  value === 0 || (Math.abs(value) <= LARGEST_RADIO_NUMBER && Math.abs(value) >= SMALLEST_RADIO_NUMBER);
/** No id is longer: some become a key, which holds 1 KB. */
export const LONGEST_TEXT = 256;

/** Of no consequence to an alarm: what cannot be read is left out, and the reading is kept. */
export const lenientNumber = z
  .preprocess(
    (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
    z.number().refine(isOfRadio).optional(),
  )
  .optional()
  .catch(undefined);
export const dataRateField = numeric(0, MOST_DATA_RATE).catch(undefined);
export const frequencyField = numeric(1, 10_000_000_000).catch(undefined);
export const lenientText = z.string().min(1).max(LONGEST_TEXT).optional().catch(undefined);

export const text = z.string().min(1, "a text is expected");

export const devAddrField = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}$/, "a DevAddr is 8 hexadecimal digits")
  .nullish()
  .transform((devAddr) => devAddr ?? undefined);

const payload = (bytes: z.ZodType<Buffer>) =>
  bytes
    .refine(
      ({ length }) => length <= MOST_PAYLOAD_BYTES,
      `a LoRaWAN frame carries at most ${MOST_PAYLOAD_BYTES} bytes`,
    )
    .transform((read) => read.toString("hex"));

/** A frame's payload: base64 in, hexadecimal out. Absent and null are an empty one. */
export const base64Payload = payload(
  z
    .base64("base64 is expected")
    .nullish()
    .transform((encoded) => Buffer.from(encoded ?? "", "base64")),
);

export const hexPayload = payload(
  z
    .string("hexadecimal is expected")
    .regex(/^(?:[0-9a-f]{2})*$/i, "whole bytes in hexadecimal are expected")
    .nullish()
    .transform((encoded) => Buffer.from(encoded ?? "", "hex")),
);

/** Any real instant with its offset, to the millisecond in UTC: finer digits are cut off, as a clock would show it. */
export const instantField = z.iso
  .datetime({
    offset: true,
    error: "a real instant in ISO 8601 with its offset is expected, like 2026-09-08T15:41:00Z",
  })
  .transform((instant) => new Date(instant).toISOString());

/** Unix time in seconds or milliseconds, as a number or as text, told apart by its size. */
export const unixField = z
  .preprocess(
    (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
    z.number("a Unix time is expected, in seconds or milliseconds"),
  )
  .transform((unix) => Math.floor(unix < LEAST_MS ? unix * MS_PER_S : unix))
  .refine((ms) => ms >= EARLIEST_MS && ms < LATEST_MS, "a Unix time between 2000 and 2100 is expected")
  .transform((ms) => new Date(ms).toISOString());

export const lenientInstant = instantField.optional().catch(undefined);

/** LoRaWAN writes frequencies in steps of 100 Hz: finer digits are the noise of a short floating-point number. */
export const hertzOf = (megahertz: number | undefined): number | undefined =>
  megahertz === undefined ? undefined : Math.round(megahertz * 10_000) * 100;

type MaybeAbsent<Fields> = {
  [Key in keyof Fields]-?: undefined extends Fields[Key] ? Key : never;
}[keyof Fields];
type Compact<Fields> = Omit<Fields, MaybeAbsent<Fields>> & {
  readonly [Key in MaybeAbsent<Fields>]?: Exclude<Fields[Key], undefined>;
};

/** The fields that have a value. */
export const compact = <Fields extends object>(fields: Fields): Compact<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Compact<Fields>;
