import type { Evidence } from "#shared/domain/evidence.ts";
import { type Level, RAISED_LEVELS, rank } from "#shared/domain/level.ts";
import { BASELINE_DAYS, isLearnt } from "./baseline.ts";
import { type FireMemory, SMOKE_QUANTITIES } from "./fire-memory.ts";
import { SCORE_NEEDED, SUPPORTS_NEEDED } from "./score-needed.ts";
import type { Support } from "./supports.ts";
import { carryingOf } from "./weigh.ts";

const needs = (what: string, have: number, of: number): Evidence => ({
  kind: "needs",
  what,
  have,
  of,
  contribution: 0,
});

/** The least that any smoke sensor of the site has learnt, while it is less than a fortnight. */
const baselineNeeds = ({ devices }: FireMemory): readonly Evidence[] => {
  const learning = Object.values(devices).flatMap(({ smoke }) =>
    SMOKE_QUANTITIES.flatMap((quantity) => {
      const memory = smoke[quantity];
      return memory === undefined || isLearnt(memory) ? [] : [memory.days.length];
    }),
  );
  return learning.length === 0 ? [] : [needs("baseline_days", Math.min(...learning), BASELINE_DAYS)];
};

/** Why the level is no higher: what the next one still waits for. */
export const whyNot = (
  memory: FireMemory,
  supports: readonly Support[],
  { score, share, level }: { readonly score: number; readonly share: number; readonly level: Level },
): readonly Evidence[] => {
  const next = RAISED_LEVELS.find((raised) => rank(raised) > rank(level));
  if (next === undefined) return [];
  const baseline = baselineNeeds(memory);
  if (supports.length === 0) return baseline;
  const carrying = carryingOf(supports).length;
  const of = SUPPORTS_NEEDED[next];
  const needed = Math.round(SCORE_NEEDED[next] * share * 10) / 10;
  return [
    ...baseline,
    ...(supports.some(({ isConfirmed }) => !isConfirmed) ? [needs("second_reading", 1, 2)] : []),
    ...supports.flatMap((support) => support.needs ?? []),
    ...(carrying < of ? [needs("signals", carrying, of)] : []),
    ...(score < needed ? [needs("evidence", score, needed)] : []),
  ];
};
