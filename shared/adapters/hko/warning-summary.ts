import * as z from "zod";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import type { Warnings } from "#shared/domain/weather.ts";
import { hkoInstantSchema, impossibleTime, readJson } from "./read-json.ts";
import { refuse, type Told } from "./told.ts";

const NAME = "warnsum";

/** Field by field: HKO Open Data API documentation, "Weather warning summary". Names and types are for people and not read. */
const entrySchema = z.object({
  code: z.string(),
  actionCode: z.enum(["ISSUE", "REISSUE", "EXTEND", "UPDATE", "CANCEL"]),
  issueTime: hkoInstantSchema.optional(),
  expireTime: hkoInstantSchema.optional(),
  updateTime: hkoInstantSchema.optional(),
});
type Entry = z.infer<typeof entrySchema>;
const summarySchema = z.record(z.string(), entrySchema);

interface Issued {
  readonly issuedAt: EpochMs;
  readonly expiresAt?: EpochMs;
}

/** What each code says. The key that it stands under says less: `WRAIN` for all three signals, `WFIRE` for both. */
const CODES: Readonly<Record<string, (issued: Issued) => Warnings>> = {
  WRAINA: (issued) => ({ rainstorm: { signal: "amber", ...issued } }),
  WRAINR: (issued) => ({ rainstorm: { signal: "red", ...issued } }),
  WRAINB: (issued) => ({ rainstorm: { signal: "black", ...issued } }),
  WFNTSA: (northernFlooding) => ({ northernFlooding }),
  WFIREY: (issued) => ({ fireDanger: { signal: "yellow", ...issued } }),
  WFIRER: (issued) => ({ fireDanger: { signal: "red", ...issued } }),
  TC1: (issued) => ({ tropicalCyclone: { signal: "1", ...issued } }),
  TC3: (issued) => ({ tropicalCyclone: { signal: "3", ...issued } }),
  TC8NE: (issued) => ({ tropicalCyclone: { signal: "8NE", ...issued } }),
  TC8SE: (issued) => ({ tropicalCyclone: { signal: "8SE", ...issued } }),
  TC8SW: (issued) => ({ tropicalCyclone: { signal: "8SW", ...issued } }),
  TC8NW: (issued) => ({ tropicalCyclone: { signal: "8NW", ...issued } }),
  TC9: (issued) => ({ tropicalCyclone: { signal: "9", ...issued } }),
  TC10: (issued) => ({ tropicalCyclone: { signal: "10", ...issued } }),
  WTS: (thunderstorm) => ({ thunderstorm }),
  WL: (landslip) => ({ landslip }),
};

/** Nothing that a rule asks for: frost, heat, cold, monsoon, tsunami, a signal No. 8 announced ahead. */
const NOT_ASKED_FOR: ReadonlySet<string> = new Set(["WFROST", "WHOT", "WCOLD", "WMSGNL", "WTMW", "WTCPRE8"]);

/**
 * Longer than any has stood: a rainstorm signal 17 h 25 min, a cyclone signal 78 h (the Observatory's warnings database since 1998, 1946).
 * A fire danger warning can stand for weeks of a dry winter.
 */
const MOST_OLD_MS = 2 * DAY_MS;
const MOST_OLD_FIRE_MS = 60 * DAY_MS;
const MOST_OLD_CYCLONE_MS = 14 * DAY_MS;
const mostOldMs = (code: string): number => {
  if (code.startsWith("WFIRE")) return MOST_OLD_FIRE_MS;
  return code.startsWith("TC") || code === "WL" ? MOST_OLD_CYCLONE_MS : MOST_OLD_MS;
};

/**
 * The warnings in force: none for `{}`. One entry that is not understood, among those that might be asked for, refuses the whole, since to
 * leave it out would say that it is not in force.
 */
export const readWarningSummary = (text: string, now: EpochMs): Told<Warnings> => {
  const summary = readJson(NAME, text, summarySchema);
  if ("refused" in summary) return summary;
  let warnings: Warnings = {};
  for (const [key, entry] of Object.entries(summary.told)) {
    const read = readEntry(`${NAME}.${key}`, entry, now);
    if ("refused" in read) return read;
    warnings = { ...warnings, ...read.told };
  }
  return { told: warnings };
};

const readEntry = (field: string, entry: Entry, now: EpochMs): Told<Warnings> => {
  const { code, actionCode, issueTime, updateTime, expireTime } = entry;
  if (actionCode === "CANCEL" || code === "CANCEL" || NOT_ASKED_FOR.has(code)) return { told: {} };
  const warningOf = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (warningOf === undefined)
    return refuse(`${field}.code ${JSON.stringify(code)} is no warning known here`);
  const issuedAt = issueTime ?? updateTime;
  if (issuedAt === undefined) return refuse(`${field}.issueTime is missing`);
  const impossible = impossibleTime(`${field}.issueTime`, issuedAt, now, mostOldMs(code));
  if (impossible !== undefined) return refuse(impossible);
  return { told: warningOf({ issuedAt, ...(expireTime === undefined ? {} : { expiresAt: expireTime }) }) };
};
