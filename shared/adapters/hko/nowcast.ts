import type { Position } from "#shared/domain/geometry.ts";
import { type EpochMs, HOUR_MS, toIso } from "#shared/domain/time.ts";
import { MOST_RAIN_MM_PER_HALF_HOUR, type RainfallNowcast } from "#shared/domain/weather.ts";
import { NAME, type NowcastTable, readNowcastTable } from "./nowcast-table.ts";
import { impossibleTime } from "./read-json.ts";
import { refuse, type Told } from "./told.ts";

const MOST_OLD_MS = 6 * HOUR_MS;
/** From the middle of a cell of 2 km to its corner, and a little. */
const FARTHEST_DEGREES = 0.015;

/** A forecast for everywhere: what is foretold for a place, or why nothing can be. */
export interface NowcastGrid {
  readonly issuedAt: EpochMs;
  readonly at: (position: Position) => Told<RainfallNowcast["halfHours"]>;
}

/**
 * The gridded rainfall nowcast (HKO, "Gridded rainfall nowcast in Hong Kong": times `yyyymmddHHMM`, half-hourly sums up to two hours
 * ahead). Files that end early, or in a row too many, have been published: such a one is refused as a whole. A value that no rain makes
 * refuses only the places of its cell, since a storm far out at sea must not take the forecast from the villages.
 */
export const readNowcast = (text: string, now: EpochMs): Told<NowcastGrid> => {
  const table = readNowcastTable(text);
  if ("refused" in table) return table;
  const { issuedAt, byEnding } = table.told;
  const impossible = impossibleTime(`${NAME}: the time of update`, issuedAt, now, MOST_OLD_MS);
  if (impossible !== undefined) return refuse(impossible);
  const cells = [...(byEnding.values().next().value?.keys() ?? [])].map((cell) => ({
    cell,
    position: positionOf(cell),
  }));
  return { told: { issuedAt, at: (position) => halfHoursAt(nearest(cells, position), byEnding) } };
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

const halfHoursAt = (
  cell: Told<string>,
  byEnding: NowcastTable["byEnding"],
): Told<RainfallNowcast["halfHours"]> => {
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
