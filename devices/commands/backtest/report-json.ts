import type { BacktestResult } from "#devices/backtest/backtest-result.ts";
import type { ReadSeries } from "#devices/backtest/read-series.ts";
import { toIso } from "#shared/domain/time.ts";

/** Names under which an instant stands. */
const INSTANTS: ReadonlySet<string> = new Set([
  ...["at", "from", "to", "sent", "expires", "observedAt", "reachedAt", "alertedAt", "transitionAt"],
]);

/** What a back-test found as JSON; instants are ISO 8601 in UTC. */
export const reportJson = (found: object): string =>
  JSON.stringify(
    found,
    (key, value: unknown) => (typeof value === "number" && INSTANTS.has(key) ? toIso(value) : value),
    2,
  );

/** All that is data of a back-test and of what was read for it. */
export const reportOf = (
  siteId: string,
  { rows: _, ...series }: ReadSeries,
  notes: readonly string[],
  result: BacktestResult,
): object => ({ schema: "back-test/1", siteId, series, notes, ...result });
