import { type Scenario, type ScenarioRequest, scenario } from "#devices/traces/scenarios/scenario.ts";
import type { ScenarioRow } from "#devices/traces/scenarios/scenario-row.ts";
import type { ScenarioEvent } from "#devices/traces/scenarios/scenario-truth.ts";

/** A scenario with its rows read, so that its truth is complete. */
export const readAll = (request: ScenarioRequest): Scenario & { readonly rows: readonly ScenarioRow[] } => {
  const made = scenario(request);
  return { ...made, rows: [...made.rows] };
};

export const eventsOf = <Kind extends ScenarioEvent["kind"]>(
  { truth }: Scenario,
  kind: Kind,
): readonly Extract<ScenarioEvent, { kind: Kind }>[] =>
  truth.events.filter((event): event is Extract<ScenarioEvent, { kind: Kind }> => event.kind === kind);

/** The value below which so many of a hundred lie. */
export const percentile = (values: readonly number[], percent: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(((values.length - 1) * percent) / 100)] ?? Number.NaN;

/** Whether a count of so many tries fits a share: within four deviations of the binomial distribution, and one. */
export const fits = (count: number, tries: number, share: number): boolean =>
  Math.abs(count - tries * share) <= 4 * Math.sqrt(tries * share * (1 - share)) + 1;

export const seeds = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);
