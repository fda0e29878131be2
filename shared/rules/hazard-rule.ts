import type { Assessment } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { QualityFlag } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { SiteStatus } from "#shared/domain/status.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** A reading with its place: what a rule is given, one at a time, in the order of events. */
export interface PlacedReading {
  readonly devEui: string;
  readonly observedAt: EpochMs;
  readonly quantity: Quantity;
  /** In the unit of the catalogue. */
  readonly value: number;
  readonly sensorHeightM: number;
  /** After this long without a reading the site is blind, ms. */
  readonly silentAfterMs: number;
}

/** What a rule makes of one reading. */
export interface Step<Memory> {
  readonly memory: Memory;
  /** Of the quantity judged: the one derived, if any, else the one read. */
  readonly flag: QualityFlag;
  readonly derived?: { readonly quantity: Quantity; readonly value: number };
  /** An earlier reading that this one shows to have been wrong. */
  readonly reflagged?: { readonly observedAt: EpochMs; readonly flag: QualityFlag };
  /** Absent when the reading cannot be used: the alarm stays where it is. */
  readonly assessment?: Assessment;
  /** Not believed until a second reading agrees. */
  readonly suspect: boolean;
}

/** What a site's board shows of a hazard beyond the level. */
export type HazardDetails = Pick<SiteStatus, "flood">;

/**
 * One hazard's rule. It is causal and pure: `step` sees one reading and what it chose to remember of those before.
 * `Memory` is plain data of bounded size: it is kept when the window moves on.
 */
export interface Rule<Settings, Memory> {
  readonly hazard: Hazard;
  /** The quantities it reads; only these go into a site's window. */
  readonly quantities: readonly Quantity[];
  /** Checks the thresholds and constants of a site. Throws a ZodError that names the field. */
  readonly parseSettings: (settings: unknown) => Settings;
  readonly initialMemory: Memory;
  readonly step: (memory: Memory, reading: PlacedReading, settings: Settings) => Step<Memory>;
  readonly details: (assessment: Assessment, settings: Settings) => HazardDetails;
}

/** A rule whose settings and memory are its own affair: what the engine works with. */
export type HazardRule = Rule<unknown, unknown>;

/** Hides a rule's own types. Sound because the engine gives a rule only what the same rule returned. */
export const hazardRule = <Settings, Memory>(rule: Rule<Settings, Memory>): HazardRule => {
  const parsed = new WeakMap<object, Settings>();
  const settingsOf = (settings: unknown): Settings => {
    if (typeof settings !== "object" || settings === null) return rule.parseSettings(settings);
    const known = parsed.get(settings) ?? rule.parseSettings(settings);
    parsed.set(settings, known);
    return known;
  };
  return {
    hazard: rule.hazard,
    quantities: rule.quantities,
    initialMemory: rule.initialMemory,
    parseSettings: settingsOf,
    step: (memory, reading, settings) => rule.step(memory as Memory, reading, settingsOf(settings)),
    details: (assessment, settings) => rule.details(assessment, settingsOf(settings)),
  };
};
