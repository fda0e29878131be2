import type { Evidence } from "#shared/domain/evidence.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { SMOKY_UG_PER_M3 } from "./ambient-smoke.ts";
import { fireCalendarAt } from "./fire-calendar.ts";
import type { FireMemory, SmokySpell } from "./fire-memory.ts";
import type { HillFireSettings } from "./hill-fire-settings.ts";
import { SCORE_NEEDED } from "./score-needed.ts";
import type { Weighed } from "./weigh.ts";

/** What smoky air without a sign of a fire here counts: enough for a notice, whatever the weather. */
const AMBIENT_SCORE = SCORE_NEEDED.advisory;

/**
 * Smoke of a great fire far away sinks into a valley night after night: the notice stays for twice as long as the smoke did, a day at the
 * most, so that one spell of it is one notice. A neighbour's hour of it is over after two.
 */
const STAYS_TIMES = 2;
const STAYS_MS = DAY_MS;

/** The particles of a device that stands in smoky air, if any does. */
export const smokyAir = (
  { devices }: FireMemory,
  settings: HillFireSettings,
  at: EpochMs,
): number | undefined => {
  const isIncense = settings.burning !== "nothing" && fireCalendarAt(at).festival !== undefined;
  const smoky = Object.values(devices).flatMap(({ smokyUgPerM3 }) => smokyUgPerM3 ?? []);
  return smoky.length === 0 || isIncense ? undefined : Math.max(...smoky);
};

const staysMs = ({ since, last }: SmokySpell): number => Math.min(STAYS_MS, STAYS_TIMES * (last - since));

/** The spell of smoky air that an instant belongs to, if it does to any. */
export const spellAt = (
  known: SmokySpell | undefined,
  isSmoky: boolean,
  at: EpochMs,
): SmokySpell | undefined => {
  if (isSmoky) return { since: known?.since ?? at, last: at };
  return known !== undefined && at - known.last <= staysMs(known) ? known : undefined;
};

const minutesOf = (ms: number): number => Math.round(ms / MINUTE_MS);

/** That the notice stays although the air is clear now. */
export const spellEvidence = (spell: SmokySpell | undefined, at: EpochMs): readonly Evidence[] =>
  spell === undefined || spell.last === at
    ? []
    : [
        {
          kind: "held",
          level: "advisory",
          sinceMinutes: minutesOf(at - spell.last),
          ofMinutes: minutesOf(staysMs(spell)),
          contribution: 0,
        },
      ];

/** What speaks for a fire, with what the smoky air adds. */
export const withSmokyAir = (weighed: Weighed, smokyUg: number | undefined): Weighed => {
  if (smokyUg === undefined) return weighed;
  const score = Math.max(weighed.score, AMBIENT_SCORE);
  const contribution = Math.round((score - weighed.score) * 10) / 10;
  const ambient: Evidence = {
    kind: "threshold_reached",
    quantity: "pm2_5",
    value: smokyUg,
    threshold: SMOKY_UG_PER_M3,
    level: "advisory",
    contribution,
  };
  return { score, evidence: [...weighed.evidence, ambient] };
};
