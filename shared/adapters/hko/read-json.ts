import * as z from "zod";
import { type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { refuse, type Told } from "./told.ts";

/** `2026-09-08T23:41:00+08:00`, as the Observatory writes its times in JSON; epoch ms inside. */
export const hkoInstantSchema = z.iso
  .datetime({ offset: true, error: "a time is ISO 8601 with its offset, like 2026-09-08T23:41:00+08:00" })
  .transform((text) => Date.parse(text));

/** Clocks differ by so much, and not by more. */
const MOST_AHEAD_MS = 5 * MINUTE_MS;

/** A sentence when an instant cannot be that of something known now. @param field where it stands, for the sentence */
export const impossibleTime = (
  field: string,
  instant: EpochMs,
  now: EpochMs,
  mostOldMs: number,
): string | undefined => {
  if (instant > now + MOST_AHEAD_MS) return `${field} ${toIso(instant)} is in the future`;
  const hours = Math.round((now - instant) / HOUR_MS);
  return now - instant > mostOldMs ? `${field} ${toIso(instant)} is ${hours} hours ago` : undefined;
};

/** Reads JSON of a known shape; the sentence names the feed and the first field that is not as it should be. */
export const readJson = <T>(name: string, text: string, schema: z.ZodType<T>): Told<T> => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return refuse(
      text === ""
        ? `${name} is empty`
        : `${name} is not JSON: its ${text.length} characters begin with ${JSON.stringify(text[0])}`,
    );
  }
  const checked = schema.safeParse(document);
  if (checked.success) return { told: checked.data };
  const [issue] = checked.error.issues;
  const field = [name, ...(issue?.path ?? [])].join(".");
  return refuse(`${field}: ${issue?.message}`);
};
