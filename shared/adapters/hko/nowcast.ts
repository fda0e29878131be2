import { CsvError, parse } from "csv-parse/sync";
import type { Position } from "#shared/domain/geometry.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { MOST_RAIN_MM_PER_HALF_HOUR, type RainfallNowcast } from "#shared/domain/weather.ts";
import { impossibleTime } from "./read-json.ts";
import { refuse, type Told } from "./told.ts";

const NAME = "nowcast";
const HEADER = [
  "Updated Date and Time (in Hong Kong Time)",
  "Ending Date and Time (in Hong Kong Time)",
  "Latitude (degree)",
  "Longitude (degree)",
  "Half-hourly Nowcast Accumulated Rainfall (mm)",
] as const;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const HALF_HOURS = 4;
const MOST_OLD_MS = 6 * HOUR_MS;
/** From the middle of a cell of 2 km to its corner, and a little. */
const FARTHEST_DEGREES = 0.015;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A forecast for everywhere: what is foretold for a place, or why nothing can be. */
export interface NowcastGrid {
  readonly issuedAt: EpochMs;
  readonly at: (position: Position) => Told<RainfallNowcast["halfHours"]>;
}

/** Rain by ending, then by cell. */
interface Table {
  readonly issuedAt: EpochMs;
  readonly byEnding: ReadonlyMap<EpochMs, ReadonlyMap<string, string>>;
}

/**
 * The gridded rainfall nowcast (HKO, "Gridded rainfall nowcast in Hong Kong": times `yyyymmddHHMM`, half-hourly sums up to two hours
 * ahead). Files that end early, or in a row too many, have been published: such a one is refused as a whole. A value that no rain makes
 * refuses only the places of its cell, since a storm far out at sea must not take the forecast from the villages.
 */
export const readNowcast = (text: string, now: EpochMs): Told<NowcastGrid> => {
  const rows = rowsOf(text);
  if ("refused" in rows) return rows;
  const table = tableOf(rows.told);
  if ("refused" in table) return table;
  const { issuedAt, byEnding } = table.told;
  const impossible = impossibleTime(`${NAME}: the time of update`, issuedAt, now, MOST_OLD_MS);
  const misshapen = impossible ?? wrongShape(table.told);
  if (misshapen !== undefined) return refuse(misshapen);
  const cells = [...(byEnding.values().next().value?.keys() ?? [])].map((cell) => ({
    cell,
    position: positionOf(cell),
  }));
  return { told: { issuedAt, at: (position) => halfHoursAt(nearest(cells, position), byEnding) } };
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

const tableOf = (rows: readonly (readonly string[])[]): Told<Table> => {
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
const wrongShape = ({ issuedAt, byEnding }: Table): string | undefined => {
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

interface Cell {
  readonly cell: string;
  readonly position: Position;
}

const positionOf = (cell: string): Position => {
  const [latitude, longitude] = cell.split(",").map(Number);
  return [longitude ?? Number.NaN, latitude ?? Number.NaN];
};

const nearest = (cells: readonly Cell[], [longitude, latitude]: Position): Told<string> => {
  let found: { readonly cell: string; readonly degrees: number } | undefined;
  for (const { cell, position } of cells) {
    const degrees = Math.hypot(position[0] - longitude, position[1] - latitude);
    if (degrees <= (found?.degrees ?? FARTHEST_DEGREES)) found = { cell, degrees };
  }
  return found === undefined
    ? refuse(`${NAME}: no cell lies at ${longitude}, ${latitude}`)
    : { told: found.cell };
};

const halfHoursAt = (cell: Told<string>, byEnding: Table["byEnding"]): Told<RainfallNowcast["halfHours"]> => {
  if ("refused" in cell) return cell;
  const halfHours: { endsAt: EpochMs; rainMm: number }[] = [];
  for (const [endsAt, cells] of byEnding) {
    const rainMm = Number(cells.get(cell.told));
    if (!(rainMm >= 0 && rainMm <= MOST_RAIN_MM_PER_HALF_HOUR)) {
      return refuse(
        `${NAME}: ${rainMm} mm in the half hour until ${toIso(endsAt)} at ${cell.told} is no rain`,
      );
    }
    halfHours.push({ endsAt, rainMm });
  }
  return { told: halfHours };
};
