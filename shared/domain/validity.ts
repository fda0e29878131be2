import * as z from "zod";
import type { EpochMs } from "./time.ts";

/** An instant as people write it in files, with its offset: `2026-04-01T00:00:00+08:00`; epoch ms inside. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: "an instant is ISO 8601 with its offset, like 2026-04-01T00:00:00+08:00" })
  .transform((text) => Date.parse(text));

/** From when (inclusive) until when (exclusive) something held. An end not given means: still. */
export interface Validity {
  readonly validFrom: EpochMs;
  readonly validTo?: EpochMs | undefined;
}

export const validityShape = { validFrom: instantSchema, validTo: instantSchema.optional() };

/** The entry that held at an instant, among those of interest. Where two overlap, the later start wins. */
export const validAt = <T extends Validity>(
  entries: readonly T[],
  instant: EpochMs,
  isOfInterest: (entry: T) => boolean = () => true,
): T | undefined => {
  let latest: T | undefined;
  for (const entry of entries) {
    const holds = entry.validFrom <= instant && (entry.validTo === undefined || instant < entry.validTo);
    if (holds && (latest === undefined || entry.validFrom >= latest.validFrom) && isOfInterest(entry))
      latest = entry;
  }
  return latest;
};
