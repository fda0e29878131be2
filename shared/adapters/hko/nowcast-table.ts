import { CsvError, parse } from "csv-parse/sync";
import { type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { refuse, type Told } from "./told.ts";

/** The feed's name, for sentences. */
export const NAME = "nowcast";
const HEADER = [
  "Updated Date and Time (in Hong Kong Time)",
  "Ending Date and Time (in Hong Kong Time)",
  "Latitude (degree)",
  "Longitude (degree)",
  "Half-hourly Nowcast Accumulated Rainfall (mm)",
] as const;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const HALF_HOURS = 4;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Rain as text, by the end of its half hour, then by cell: `22.462,114.144`. */
export interface NowcastTable {
  readonly issuedAt: EpochMs;
  readonly byEnding: ReadonlyMap<EpochMs, ReadonlyMap<string, string>>;
}

/** The rows of a nowcast's file as a whole table: four half hours after its update, the same grid in each. */
export const readNowcastTable = (text: string): Told<NowcastTable> => {
  const rows = rowsOf(text);
  if ("refused" in rows) return rows;
  const table = tableOf(rows.told);
  if ("refused" in table) return table;
  const misshapen = wrongShape(table.told);
  return misshapen === undefined ? table : refuse(misshapen);
};

const rowsOf = (text: string): Told<readonly (readonly string[])[]> => {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError) return refuse(`${NAME}: ${error.message}`);
    throw error;
  }
  const [header = [], ...data] = rows;
  const differs = HEADER.find((column, index) => header[index] !== column);
  return differs === undefined && header.length === HEADER.length
    ? { told: data }
    : refuse(
        `${NAME}: the column ${JSON.stringify(differs ?? header[HEADER.length])} is not where it should be`,
      );
};

const tableOf = (rows: readonly (readonly string[])[]): Told<NowcastTable> => {
  const [first = []] = rows;
  const [updated = ""] = first;
  const issuedAt = instantOf(updated);
  if (issuedAt === undefined) return refuse(`${NAME}: the time of update ${JSON.stringify(updated)} is none`);
  const byEnding = new Map<EpochMs, Map<string, string>>();
  const endings = new Map<string, EpochMs | undefined>();
  for (const [index, [update, ending = "", latitude = "", longitude = "", rain = ""]] of rows.entries()) {
    if (!endings.has(ending)) endings.set(ending, instantOf(ending));
    const endsAt = endings.get(ending);
    const isWhole =
      update === updated && endsAt !== undefined && [latitude, longitude, rain].every(isDecimal);
    // The header is line 1.
    if (!isWhole) return refuse(`${NAME}: line ${index + 2} is not a row of this forecast`);
    const cells = byEnding.get(endsAt) ?? new Map<string, string>();
    byEnding.set(endsAt, cells.set(`${latitude},${longitude}`, rain));
  }
  return { told: { issuedAt, byEnding } };
};

const isDecimal = (text: string): boolean => DECIMAL.test(text);

const LENGTH = "202609082341".length;
const HONG_KONG_OFFSET_MS = 8 * HOUR_MS;

/** `202609082341`, Hong Kong's time. */
const instantOf = (text: string): EpochMs | undefined => {
  if (text.length !== LENGTH || !/^\d+$/.test(text)) return undefined;
  const [year, rest] = [text.slice(0, 4), text.slice(4).match(/../g) ?? []];
  const [month, day, hour, minute] = rest;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`) - HONG_KONG_OFFSET_MS;
  return Number.isNaN(instant) ? undefined : instant;
};

/** Every half hour after the update, and for each the same whole grid. */
const wrongShape = ({ issuedAt, byEnding }: NowcastTable): string | undefined => {
  const [first] = byEnding.values();
  if (byEnding.size !== HALF_HOURS) return `${NAME}: it has ${byEnding.size} half hours, not ${HALF_HOURS}`;
  for (const [index, [endsAt, cells]] of [...byEnding].entries()) {
    if (endsAt !== issuedAt + (index + 1) * HALF_HOUR_MS) {
      return `${NAME}: half hour ${index + 1} ends at ${toIso(endsAt)}, not ${index + 1} times 30 minutes after the update`;
    }
    const rows = new Set([...cells.keys()].map((cell) => cell.split(",")[0]));
    const columns = new Set([...cells.keys()].map((cell) => cell.split(",")[1]));
    const isGrid = cells.size === rows.size * columns.size && cells.size === first?.size;
    if (!isGrid) return `${NAME}: the ${cells.size} cells until ${toIso(endsAt)} are no whole grid`;
  }
  return undefined;
};
