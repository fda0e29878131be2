import type { Observation } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import {
  type ReadHistory,
  readingOf,
  rowsBetween,
  type Survey,
  surveyOf,
  type ToldBy,
} from "./history-rows.ts";
import { type Columns, inOrder, traceHead, traceLine } from "./write-trace.ts";

/** A site's history in some time, to be written as a trace. */
export interface ExportRequest {
  readonly villageId: string;
  readonly siteId: string;
  readonly exerciseId?: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface ExportedTrace extends Pick<Survey, "readings" | "empty"> {
  /** The text of the file, piece by piece. */
  readonly pieces: AsyncIterable<string>;
  /** Once written: quantities that came into the history meanwhile, and have no column. */
  readonly missed: ReadonlySet<Quantity>;
}

/**
 * Reads a site's history twice: first for the columns, then for the rows. So no more than a day of it is held at once. Undefined
 * when it holds nothing that a trace can carry.
 */
export const exportHistory = async (
  request: ExportRequest,
  read: ReadHistory,
  toldBy: ToldBy,
  now: EpochMs,
): Promise<ExportedTrace | undefined> => {
  const rows = () => rowsBetween(read, request.from, request.to);
  const survey = await surveyOf(rows(), toldBy);
  if (survey.readings === 0) return undefined;
  const columns = inOrder(survey.columns);
  const missed = new Set<Quantity>();
  const pieces = async function* () {
    yield traceHead(columns, commentOf(request, survey, now));
    yield* linesOf(rows(), { toldBy, columns, missed });
  };
  return { readings: survey.readings, empty: survey.empty, pieces: pieces(), missed };
};

async function* linesOf(
  rows: AsyncIterable<Observation>,
  {
    toldBy,
    columns,
    missed,
  }: { readonly toldBy: ToldBy; readonly columns: Columns; readonly missed: Set<Quantity> },
): AsyncGenerator<string> {
  for await (const row of rows) {
    const reading = readingOf(row, toldBy);
    if (reading === undefined) continue;
    const told = Object.keys(reading.values) as Quantity[];
    const unforeseen = told.filter((quantity) => !columns.includes(quantity));
    for (const quantity of unforeseen) missed.add(quantity);
    if (unforeseen.length < told.length) yield traceLine(reading, columns);
  }
}

const commentOf = (
  { villageId, siteId, exerciseId, from, to }: ExportRequest,
  { readings, derived, doubted }: Survey,
  now: EpochMs,
): readonly string[] => {
  const exercise = exerciseId === undefined ? "" : `, exercise ${exerciseId}`;
  const flagged = [...doubted].map(([quantity, count]) => `${count} of ${quantity}`);
  return [
    `The history of ${siteId} in ${villageId}${exercise}, from ${toIso(from)} to ${toIso(to)}, exported at ${toIso(now)}.`,
    `${readings} readings. Copies, lost frames and events are not among them. Times are UTC.`,
    ...(derived.size === 0 ? [] : [`Left out, as this system works it out: ${[...derived].join(", ")}.`]),
    ...(flagged.length === 0
      ? []
      : [`Values that were flagged suspect or failed, and are kept: ${flagged.join(", ")}.`]),
  ];
};
