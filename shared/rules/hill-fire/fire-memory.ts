import type { RaisedLevel } from "#shared/domain/level.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { AlarmOf } from "./alarm-of.ts";
import type { Recent } from "./kept.ts";
import type { DangerMemory } from "./noon-chain.ts";

/** What smoke is smelled by. */
export const SMOKE_QUANTITIES = [
  "pm2_5",
  "carbon_monoxide",
  "volatile_organic_compounds",
] as const satisfies readonly Quantity[];
export type SmokeQuantity = (typeof SMOKE_QUANTITIES)[number];

/** What heat is felt by. */
export const HEAT_QUANTITIES = [
  "air_temperature",
  "relative_humidity",
] as const satisfies readonly Quantity[];
export type HeatQuantity = (typeof HEAT_QUANTITIES)[number];

/** The three kinds of signals that a fire sends, each by sensors of its own. */
export const SIGN_KINDS = ["smoke", "heat", "humidity"] as const;
export type SignKind = (typeof SIGN_KINDS)[number];

/** Where a sensor stands in learning what is usual. */
export interface Baseline {
  /** The day that is being learnt, as `hongKongDay` counts, and the part of it that a reading was taken from last. */
  readonly day: number;
  readonly turn: number;
}

/** What is remembered of one smoke sensor. Values are kept in thousandths of the quantity's step: see `keep`. */
export interface SmokeMemory extends Baseline {
  /** The medians of the last 14 days with enough readings, oldest first; and how far a day's readings usually scatter. */
  readonly days: readonly number[];
  readonly scatter: number;
  /** Of the day that is being learnt, a reading every three hours. */
  readonly today: readonly number[];
  /** The last readings that did not stand out, oldest first: what was usual this last hour. */
  readonly calm: readonly number[];
  readonly calmAt: EpochMs;
  /** A reading that stood out, the last one, with what was usual of the fortnight then. */
  readonly standsOut?: {
    readonly at: EpochMs;
    readonly value: number;
    readonly median: number;
    /** Above the last hour. */
    readonly deviations: number;
  };
}

/** What is remembered of a thermometer or a hygrometer. */
export interface HeatMemory extends Baseline {
  /** The largest change of each of the last 14 days: while the sun was up, and by night. */
  readonly days: readonly (readonly [sunlit: number, dark: number])[];
  readonly today: readonly [sunlit: number, dark: number];
  /** Of the day that is being learnt, how many parts had a reading. */
  readonly turns: number;
  readonly recent: Recent;
}

/** What the readings of a run may show more than once. */
export interface Repeated {
  readonly firstAt: EpochMs;
  /** It was shown for certain: by a second reading, say. */
  readonly isSure?: true;
}

/** One kind of signal at one device. */
export interface Sign {
  /** When the run of readings with it began, and when it was there last. */
  readonly first: EpochMs;
  readonly last: EpochMs;
  /** 0 at the threshold, 1 as strong as it counts. */
  readonly strength: number;
  /** Two readings, or two sensors that know nothing of one another, agree. */
  readonly isConfirmed: boolean;
  /** What was measured: deviations for smoke, degrees risen, percent fallen. */
  readonly measured: number;
  /** Of smoke: strong enough to be looked at by itself, by which sensors; and as thick as no grill makes it. */
  readonly strong?: Repeated & { readonly by: readonly SmokeQuantity[] };
  readonly thick?: Repeated;
}

export interface DeviceMemory {
  readonly at: EpochMs;
  /** Where it reports less often than others of the site: after so long without a report it is silent. */
  readonly silentAfterMs?: number;
  readonly smoke: Readonly<Partial<Record<SmokeQuantity, SmokeMemory>>>;
  readonly heat: Readonly<Partial<Record<HeatQuantity, HeatMemory>>>;
  readonly signs: Readonly<Partial<Record<SignKind, Sign>>>;
  /** The particles of the last hour. */
  readonly particles?: Recent;
  /** The particles, ug/m3, where the air is smoky, wherever the smoke comes from. */
  readonly smokyUgPerM3?: number;
}

/** From when until when, for now, the air was smoky with no sign of a fire at the site. */
export interface SmokySpell {
  readonly since: EpochMs;
  readonly last: EpochMs;
}

/** What the rule remembers of a site. */
export interface FireMemory {
  /** By DevEUI. */
  readonly devices: Readonly<Record<string, DeviceMemory>>;
  readonly danger?: DangerMemory;
  /** When each level was last called for. */
  readonly calledFor: Readonly<Partial<Record<RaisedLevel, EpochMs>>>;
  /** What the alarm is of; absent while there is none. */
  readonly alarmOf?: AlarmOf;
  /** The highest level of the alarm that this site of the hill was the first to tell of. */
  readonly led?: RaisedLevel;
  /** While the alarm is of smoky air. */
  readonly spell?: SmokySpell;
}
