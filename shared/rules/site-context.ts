import type { Assignment, Device } from "#shared/domain/device.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Maintenance } from "#shared/domain/maintenance.ts";
import type { HazardConfiguration, Site } from "#shared/domain/site.ts";
import type { SiteClosing, SiteSignal } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import type { VillageWeather } from "#shared/domain/weather.ts";
import type { Surroundings } from "./hazard-rule.ts";
import { weatherAt } from "./weather/weather-at.ts";

/** What the registry knows of a site, with all validity intervals: which device stood there when, under which settings. */
export interface SiteContext {
  readonly site: Site;
  readonly devices: readonly Device[];
  /** When somebody worked at a device: what it said then moves no alarm. */
  readonly maintenance?: readonly Maintenance[] | undefined;
  /** What was heard of the weather over the village in the last hours: looked up by event time, like all else here. */
  readonly weather?: VillageWeather | undefined;
  /** Cases of the site that people have closed: see `withClosings`. */
  readonly closings?: readonly SiteClosing[] | undefined;
}

/**
 * A village's site with every device that ever stood there; undefined when the village has no such site.
 *
 * @param weather from `weatherOver`, so that whoever folds a site's readings sees the same sky for them
 */
export const siteContextOf = (
  village: Village,
  siteId: string,
  weather: VillageWeather | undefined,
): SiteContext | undefined => {
  const site = village.sites.find((candidate) => candidate.siteId === siteId);
  return site === undefined
    ? undefined
    : {
        site,
        devices: village.devices.filter(({ assignments }) =>
          assignments.some((assignment) => assignment.siteId === siteId),
        ),
        maintenance: village.maintenance,
        weather,
      };
};

/** A site's hazards, each once. */
export const hazardsOf = (site: Site): readonly Hazard[] => [
  ...new Set(site.hazards.map((configuration) => configuration.hazard)),
];

/** The settings of a hazard that held at an instant. */
export const configurationAt = (site: Site, hazard: Hazard, at: EpochMs): HazardConfiguration | undefined =>
  validAt(site.hazards, at, (configuration) => configuration.hazard === hazard);

/** How a device stood at the site at an instant; undefined when it did not stand there. */
export const assignmentAt = (context: SiteContext, devEui: string, at: EpochMs): Assignment | undefined => {
  const device = context.devices.find((candidate) => candidate.devEui === devEui);
  const assignment = validAt(device?.assignments ?? [], at);
  return assignment?.siteId === context.site.siteId ? assignment : undefined;
};

/** What is known around a site at an instant. */
export const surroundingsAt = (
  { site: { siteId, position }, weather }: SiteContext,
  hazard: Hazard,
  signals: readonly SiteSignal[] | undefined,
  at: EpochMs,
): Surroundings => {
  const inForce = weatherAt(weather, at);
  return {
    siteId,
    position,
    ...(inForce === undefined ? {} : { weather: inForce }),
    neighbours: signals?.filter((signal) => signal.hazard === hazard && signal.observedAt <= at) ?? NONE,
  };
};

const NONE: readonly SiteSignal[] = [];

/** Two reports in a row missing, and never sooner than this: a lost frame is no silence. */
const SILENT_AFTER_INTERVALS = 2;
const SILENT_AFTER_AT_LEAST_MS = 5 * MINUTE_MS;
/** A reading that took longer to come than three reports, and than half an hour, is late. */
const LATE_AFTER_INTERVALS = 3;
const LATE_AFTER_AT_LEAST_MS = 30 * MINUTE_MS;
/** For a site whose devices are not known at the instant. */
const DEFAULT_REPORT_INTERVAL_S = 600;

/** The shortest interval a device at the site promised at an instant, ms. */
const reportIntervalMs = (context: SiteContext, at: EpochMs): number => {
  let shortestS = Number.POSITIVE_INFINITY;
  for (const { assignments, reportIntervalS } of context.devices) {
    const stoodHere = validAt(assignments, at)?.siteId === context.site.siteId;
    if (stoodHere) shortestS = Math.min(shortestS, reportIntervalS);
  }
  return (shortestS === Number.POSITIVE_INFINITY ? DEFAULT_REPORT_INTERVAL_S : shortestS) * SECOND_MS;
};

/** After how much silence a site is blind, ms. */
export const blindAfterMs = (context: SiteContext, at: EpochMs): number =>
  Math.max(SILENT_AFTER_INTERVALS * reportIntervalMs(context, at), SILENT_AFTER_AT_LEAST_MS);

/** After how much silence one device is silent, whatever others of its site do, ms. */
export const deviceSilentAfterMs = ({ devices }: SiteContext, devEui: string): number => {
  const own = devices
    .filter((device) => device.devEui === devEui)
    .map(({ reportIntervalS }) => SILENT_AFTER_INTERVALS * reportIntervalS * SECOND_MS);
  return Math.max(SILENT_AFTER_AT_LEAST_MS, ...own);
};

/** How long a reading may take to come before it is late, ms. */
export const lateAfterMs = (context: SiteContext, at: EpochMs): number =>
  Math.max(LATE_AFTER_INTERVALS * reportIntervalMs(context, at), LATE_AFTER_AT_LEAST_MS);
