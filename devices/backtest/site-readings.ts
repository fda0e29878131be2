import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import type { WindowEntry } from "#shared/domain/site-state.ts";
import type { Judged } from "#shared/rules/fold.ts";
import type { FlaggedReading, SiteResult } from "./backtest-result.ts";

type Flags = Partial<Record<Quantity, Partial<Record<QualityFlag, number>>>>;
type ByQuantity = Map<Quantity, FlaggedReading>;

/** The readings of a site in the course of a back-test. Those of the window may still be judged otherwise. */
export interface SiteReadings {
  readonly keep: "all" | "doubted";
  readonly window: Map<WindowEntry, ByQuantity>;
  readonly flags: Flags;
  readonly kept: FlaggedReading[];
}

export const newSiteReadings = (keep: SiteReadings["keep"]): SiteReadings => ({
  keep,
  window: new Map(),
  flags: {},
  kept: [],
});

/** Takes what was found of a frame in place of what was found of it before. */
export const noteJudged = (readings: SiteReadings, { entry, flags, derived }: Judged): void => {
  const known = readings.window.get(entry);
  const now: ByQuantity = known ?? new Map();
  if (known === undefined) readings.window.set(entry, now);
  for (const { quantity, steps } of entry.readings) {
    const flag = flags[quantity];
    if (flag !== undefined) {
      note(now, entry, { quantity, value: steps * QUANTITIES[quantity].resolution, flag, isDerived: false });
    }
  }
  if (derived !== undefined) note(now, entry, { ...derived, isDerived: true });
};

/** Where two hazards read the same value, the judgement of one that has none does not count. */
const note = (
  now: ByQuantity,
  { devEui, observedAt }: WindowEntry,
  found: Pick<FlaggedReading, "quantity" | "value" | "flag" | "isDerived">,
): void => {
  const known = now.get(found.quantity);
  const isSame = known !== undefined && known.flag === found.flag && known.value === found.value;
  if (isSame || (known !== undefined && found.flag === QUALITY.notEvaluated)) return;
  now.set(found.quantity, { devEui, observedAt, ...found });
};

/** What has left the window stays as it was found. */
export const settleReadings = (readings: SiteReadings, staying: readonly WindowEntry[]): void => {
  const stays = new Set(staying);
  for (const [entry, found] of readings.window) {
    if (stays.has(entry)) continue;
    readings.window.delete(entry);
    for (const reading of found.values()) count(readings, reading);
  }
};

const count = ({ flags, keep, kept }: SiteReadings, reading: FlaggedReading): void => {
  const { quantity, flag } = reading;
  const counts = flags[quantity] ?? {};
  flags[quantity] = counts;
  counts[flag] = (counts[flag] ?? 0) + 1;
  const isDoubted = flag === QUALITY.suspect || flag === QUALITY.fail;
  if (keep === "all" || isDoubted) kept.push(reading);
};

export const readingsResult = (readings: SiteReadings): Pick<SiteResult, "flags" | "readings"> => {
  settleReadings(readings, []);
  return {
    flags: readings.flags,
    readings: readings.kept.sort((a, b) => a.observedAt - b.observedAt),
  };
};
