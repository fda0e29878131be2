import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts } from "#shared/domain/alert-facts.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { Department } from "#shared/domain/jurisdiction.ts";
import type { Language } from "#shared/domain/language.ts";
import type { Level, RaisedLevel } from "#shared/domain/level.ts";
import type { Route } from "#shared/domain/route.ts";
import type { Wording } from "#shared/domain/wording.ts";
import type { HazardRule } from "./hazard-rule.ts";

/** Everything that is said of a hazard in one language, made from evidence and nothing else. */
export interface HazardWords {
  /** What happens, as CAP's `event`: `Flood`. */
  readonly event: string;
  readonly wording: (alert: Alert, facts: AlertFacts) => Wording;
  /** What a board says beside the level, in a few words: `4 pigs, 2 of them young`. Undefined: the level says it all. */
  readonly boardLine?: (evidence: readonly Evidence[]) => string | undefined;
  /** What was seen last, for a site that has fallen silent: `last reading 1.71 m`. Undefined: the level alone is said. */
  readonly lastSeen?: (evidence: readonly Evidence[]) => string | undefined;
  /** What people at the place must not do while nobody knows. Lower case, no full stop: `keep away from the riverside`. */
  readonly keepAway: (evidence: readonly Evidence[]) => string;
}

/** CAP 1.2 codes that depend on the hazard. */
export interface HazardCodes {
  /** CAP `category`: `Met`, `Fire`, `Safety`, `Env`. */
  readonly category: string;
  /** CAP `responseType`: what the instruction asks for. */
  readonly responseTypes: (alert: Alert, facts: AlertFacts) => readonly string[];
}

/** The clock of a case: what an alarm is that endangers nobody, and that a department should end. */
export interface CaseClock {
  /** The level that opens a case. */
  readonly from: RaisedLevel;
  /** Within how many days each department should close it. */
  readonly targetDays: Readonly<Partial<Record<Department, number>>>;
  /** For any other department. */
  readonly usualTargetDays: number;
  /** The factor in the evidence of an end which says that the sensor saw it gone. */
  readonly removedFactor: string;
  /** The one which says that somebody has closed the case. */
  readonly closedFactor: string;
}

/** One hazard: how it is found, who is told, and in which words. A folder of `shared/rules/` makes one of these. */
export interface HazardDefinition {
  readonly rule: HazardRule;
  /** Who is told, as data. */
  readonly routes: readonly Route[];
  readonly codes: HazardCodes;
  readonly words: Readonly<Record<Language, HazardWords>>;
  /** Absent where an alarm is no case. */
  readonly case?: CaseClock;
  /** `told`: whoever was warned hears the end. `quiet`: it ends by itself, and nobody wants a message of it. */
  readonly ending: "told" | "quiet";
  /** For how many minutes a message speaks when none follows it, where that is not the usual (see `expiryOf`). */
  readonly lifetimeMin?: Readonly<Partial<Record<Level, number>>>;
}
