import type { Assessment } from "#shared/domain/assessment.ts";
import type { Position } from "#shared/domain/geometry.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { QualityFlag } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Site } from "#shared/domain/site.ts";
import type { SiteSignal } from "#shared/domain/site-state.ts";
import type { SiteStatus } from "#shared/domain/status.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { WeatherInForce } from "#shared/domain/weather.ts";
import type { Closing } from "./closings.ts";

/** A frame with its place: what a rule is given, one at a time, in the order of events. */
export interface PlacedFrame {
  readonly devEui: string;
  readonly observedAt: EpochMs;
  /** Of the quantities that the rule reads, in the units of the catalogue; one at least. */
  readonly values: Readonly<Partial<Record<Quantity, number>>>;
  /** Absent where the device has no height that matters. */
  readonly sensorHeightM?: number;
  /** After this long without a reading the site is blind, ms. */
  readonly silentAfterMs: number;
  /** The same for this device alone, where it reports less often than others of the site. */
  readonly deviceSilentAfterMs?: number;
}

/** What is known around a site at an instant of event time. Anything may be absent; nothing here is a reason to fail. */
export interface Surroundings {
  readonly siteId: string;
  readonly position: Position;
  /** What the Observatory had said by then; absent when nothing of it was fresh. */
  readonly weather?: WeatherInForce;
  /** What near sites said of the same hazard up to now, oldest first; empty unless a step has asked for it. */
  readonly neighbours: readonly SiteSignal[];
}

/** What a rule makes of one frame. */
export interface Step<Memory> {
  readonly memory: Memory;
  /** Of the values read. */
  readonly flags: Readonly<Partial<Record<Quantity, QualityFlag>>>;
  /** What follows from the values, to be kept with them. */
  readonly derived?: { readonly quantity: Quantity; readonly value: number; readonly flag: QualityFlag };
  /** An earlier frame of a device that this one shows to have been wrong. */
  readonly reflagged?: {
    readonly devEui: string;
    readonly observedAt: EpochMs;
    readonly flag: QualityFlag;
  };
  /** Absent when the frame cannot be used: the alarm stays where it is. */
  readonly assessment?: Assessment;
  /** Not believed until a second reading agrees. */
  readonly suspect: boolean;
  /** The alarm ends by itself at this instant, if nothing more is seen. */
  readonly endsAt?: EpochMs;
  /** Near sites should know of this assessment. */
  readonly signals?: true;
  /** The result could differ if neighbours were known: whoever holds their states looks, and folds again. */
  readonly asksNeighbours?: true;
}

/** Nothing was heard of a site for too long. */
export interface Silence {
  /** The last reading that could be used. */
  readonly seenAt: EpochMs;
  /** When the site went blind. */
  readonly at: EpochMs;
}

/** What a site's board shows of a hazard beyond the level. */
export type HazardDetails = Pick<SiteStatus, "flood">;

/**
 * One hazard's rule. It is causal and pure: `step` sees one frame and what it chose to remember of those before.
 * `Memory` is plain data of bounded size: it is kept when the window moves on.
 */
export interface Rule<Settings, Memory> {
  readonly hazard: Hazard;
  /** The quantities it reads; only these go into a site's window. */
  readonly quantities: readonly Quantity[];
  /** It heeds what the Observatory says: whoever folds its frames looks the weather up. Without it `surroundings.weather` is absent. */
  readonly asksWeather?: true;
  /** Checks the thresholds and constants of a site. Throws a ZodError that names the field. */
  readonly parseSettings: (settings: unknown) => Settings;
  readonly initialMemory: Memory;
  readonly step: (
    memory: Memory,
    frame: PlacedFrame,
    settings: Settings,
    surroundings: Surroundings,
  ) => Step<Memory>;
  /** What silence means, where it means something: a gauge lost while the water rises. It can only raise. */
  readonly silence?: (
    memory: Memory,
    silence: Silence,
    settings: Settings,
    surroundings: Surroundings,
  ) => { readonly memory: Memory; readonly assessment: Assessment } | undefined;
  /** What is left once a case is closed: what had come by then is over. Without it a closing changes nothing. */
  readonly close?: (
    memory: Memory,
    closing: Closing,
    settings: Settings,
  ) => Pick<Step<Memory>, "memory" | "endsAt"> & { readonly assessment: Assessment };
  /** The sites of a village whose signals can be evidence at one of them. */
  readonly neighbourSites?: (settings: Settings, site: Site, sites: readonly Site[]) => readonly string[];
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
  const { asksWeather, silence, close, neighbourSites } = rule;
  return {
    hazard: rule.hazard,
    quantities: rule.quantities,
    initialMemory: rule.initialMemory,
    ...(asksWeather === undefined ? {} : { asksWeather }),
    parseSettings: settingsOf,
    step: (memory, frame, settings, surroundings) =>
      rule.step(memory as Memory, frame, settingsOf(settings), surroundings),
    ...(silence === undefined
      ? {}
      : {
          silence: (memory, silent, settings, surroundings) =>
            silence(memory as Memory, silent, settingsOf(settings), surroundings),
        }),
    ...(close === undefined
      ? {}
      : {
          close: (memory, closing, settings) => close(memory as Memory, closing, settingsOf(settings)),
        }),
    ...(neighbourSites === undefined
      ? {}
      : {
          neighbourSites: (settings, site, sites) => neighbourSites(settingsOf(settings), site, sites),
        }),
    details: (assessment, settings) => rule.details(assessment, settingsOf(settings)),
  };
};
