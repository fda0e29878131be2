import type { EpochMs } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import { receivedAtOf, type SeriesRow } from "./series-row.ts";
import type { SiteGroup } from "./site-groups.ts";
import { accept, isHoldingBack, type SiteRun, takeRow, tryRows } from "./site-run.ts";
import { isQuiet, takeRows } from "./take-rows.ts";

export interface Played {
  readonly rows: number;
  readonly unplaced: number;
  /** First and last instant of an observation, and when the last row came. */
  readonly span?: { readonly from: EpochMs; readonly to: EpochMs; readonly lastReceivedAt: EpochMs };
}

interface PlacedRow {
  readonly run: SiteRun;
  readonly row: SeriesRow;
}

/** Rows that wait to be taken together. */
const BUFFERED_ROWS = 2_048;

/** Plays every row to the site where its device stood then. */
export const playRows = (
  village: Village,
  groups: readonly SiteGroup[],
  rows: Iterable<SeriesRow>,
  batchRows: number,
): Played => {
  const siteAt = sitesOfDevices(village, groups);
  const buffers = new Map<SiteGroup, PlacedRow[]>(groups.map((group) => [group, []]));
  const most = (group: SiteGroup) => (group.length === 1 ? BUFFERED_ROWS : batchRows);
  let [count, unplaced] = [0, 0];
  let [from, to, lastReceivedAt] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const row of rows) {
    count += 1;
    from = Math.min(from, row.observedAt);
    to = Math.max(to, row.observedAt);
    lastReceivedAt = Math.max(lastReceivedAt, receivedAtOf(row));
    const place = siteAt(row);
    const buffer = place === undefined ? undefined : buffers.get(place.group);
    if (place === undefined || buffer === undefined) {
      unplaced += 1;
      continue;
    }
    buffer.push({ run: place.run, row });
    if (buffer.length >= most(place.group)) takeGroup(place.group, buffer.splice(0), batchRows);
  }
  for (const [group, buffer] of buffers) takeGroup(group, buffer, batchRows);
  return { rows: count, unplaced, ...(count === 0 ? {} : { span: { from, to, lastReceivedAt } }) };
};

const sitesOfDevices = ({ devices }: Village, groups: readonly SiteGroup[]) => {
  const byDevEui = new Map(devices.map((device) => [device.devEui, device]));
  const bySite = new Map(
    groups.flatMap((group) => group.map((run) => [run.context.site.siteId, { group, run }] as const)),
  );
  return ({ devEui, observedAt }: SeriesRow) => {
    const assignment = validAt(byDevEui.get(devEui)?.assignments ?? [], observedAt);
    return assignment === undefined ? undefined : bySite.get(assignment.siteId);
  };
};

const takeGroup = (group: SiteGroup, placed: readonly PlacedRow[], batchRows: number): void => {
  const [only, another] = group;
  if (only !== undefined && another === undefined) {
    takeRows(
      only,
      placed.map(({ row }) => row),
      batchRows,
    );
  } else if (!takeAllQuiet(group, placed)) {
    for (const { run, row } of placed) takeRow(run, row);
  }
};

/** Takes the rows of several sites together where none of them changes an alarm or needs to know of the others. */
const takeAllQuiet = (group: SiteGroup, placed: readonly PlacedRow[]): boolean => {
  const tried = group.map((run) => {
    const rows = placed.filter((one) => one.run === run).map(({ row }) => row);
    return { run, rows, observed: rows.length === 0 ? undefined : tryRows(run, rows) };
  });
  const areQuiet = tried.every(
    ({ run, rows, observed }) =>
      !isHoldingBack(run) && (observed === undefined || isQuiet(run, rows, observed)),
  );
  if (!areQuiet) return false;
  for (const { run, rows, observed } of tried) {
    const last = rows.at(-1);
    if (observed !== undefined && last !== undefined) accept(run, observed, receivedAtOf(last));
  }
  return true;
};
