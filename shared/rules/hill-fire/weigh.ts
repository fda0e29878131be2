import type { Evidence } from "#shared/domain/evidence.ts";
import { isAtLeast, type RaisedLevel } from "#shared/domain/level.ts";
import { SCORE_NEEDED, SUPPORTS_NEEDED } from "./score-needed.ts";
import type { Support } from "./supports.ts";

export interface Weighed {
  /** 0 to 100. */
  readonly score: number;
  /** With what each item adds: together they make the score. */
  readonly evidence: readonly Evidence[];
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Puts reasons together as if each convinced by itself with its weight: 1 - (1 - a)(1 - b) ... of 100. */
export const weigh = (supports: readonly Support[]): Weighed => {
  let doubt = 1;
  let score = 0;
  const evidence: Evidence[] = [];
  for (const support of supports) {
    doubt *= 1 - support.weight;
    const after = rounded(100 * (1 - doubt));
    const added = rounded(after - score);
    evidence.push(
      ...support.evidence.map((item, index) => (index === 0 ? { ...item, contribution: added } : item)),
    );
    score = after;
  }
  return { score, evidence };
};

/** Reasons that carry a level. Humidity falls with every dry front, so it supports smoke or heat, and so does what is near. */
export const carryingOf = (supports: readonly Support[]): readonly Support[] => {
  const confirmed = supports.filter(({ isConfirmed }) => isConfirmed);
  return confirmed.some(({ kind }) => kind === "smoke" || kind === "heat") ? confirmed : [];
};

const carriesAlone = ({ carries }: Support, level: RaisedLevel): boolean =>
  carries !== undefined && isAtLeast(carries, level);

/**
 * One reason is enough for the level that it carries alone. Smoke with heat is a fire near by; otherwise danger takes three reasons. Where
 * nothing is smelt, nothing is danger: air heats by itself.
 */
const areEnough = (level: RaisedLevel, carrying: readonly Support[]): boolean => {
  const kinds = new Set(carrying.map(({ kind }) => kind));
  if (level !== "danger") {
    return kinds.size >= SUPPORTS_NEEDED[level] || carrying.some((support) => carriesAlone(support, level));
  }
  return kinds.has("smoke") && (kinds.has("heat") || kinds.size >= SUPPORTS_NEEDED.danger);
};

/**
 * Whether villagers near by should hear a warning: smoke, with heat or falling humidity; smoke that carries an advisory by itself, with
 * signs at a second station; or smoke as thick as no grill makes it. Two grills, or one thermometer that errs beside a smoky station, are for
 * those who go and look.
 */
export const isForVillagers = (supports: readonly Support[]): boolean => {
  const carrying = carryingOf(supports);
  const kinds = new Set(carrying.map(({ kind }) => kind));
  const smoke = carrying.find(({ kind }) => kind === "smoke");
  if (smoke === undefined) return false;
  const isSeenTwice = carriesAlone(smoke, "advisory") && kinds.has("near");
  return kinds.has("heat") || kinds.has("humidity") || isSeenTwice || carriesAlone(smoke, "warning");
};

/** The highest level that the reasons call for. */
export const levelCalledFor = (
  supports: readonly Support[],
  score: number,
  share: number,
): RaisedLevel | undefined => {
  const carrying = carryingOf(supports);
  return (["danger", "warning", "advisory"] as const).find(
    (level) => areEnough(level, carrying) && score >= SCORE_NEEDED[level] * share,
  );
};
