import { toIso } from "#shared/domain/time.ts";
import { columnsOf, traceHead, traceLine } from "../write-trace.ts";
import type { Scenario } from "./scenario.ts";
import type { ScenarioRow } from "./scenario-row.ts";

/** The text of a trace, piece by piece. A trace is in the order of its own times, so the rows are held all at once. */
export function* traceTextOf(rows: readonly ScenarioRow[], comment: readonly string[]): Generator<string> {
  const columns = columnsOf(rows).filter((column) => column !== "transmission");
  yield traceHead(columns, comment);
  for (const row of rows.toSorted((a, b) => a.atMs - b.atMs)) yield traceLine(row, columns);
}

/** What is true of a scenario, as JSON with instants of ISO 8601 in UTC. To be asked once its rows are read. */
export const truthTextOf = ({ devices, facts, truth }: Scenario, request: object): string =>
  `${JSON.stringify({ request, devices, facts, ...truth }, instantsAsText, 1)}\n`;

const INSTANT = /^(from|to|start|\w+At)$/;

const instantsAsText = (key: string, value: unknown): unknown =>
  typeof value === "number" && INSTANT.test(key) ? toIso(value) : value;
