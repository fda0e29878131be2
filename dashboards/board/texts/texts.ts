import type { Level, RaisedLevel } from "#shared/domain/level.ts";
import type { SiteTrouble } from "#shared/domain/status.ts";

/**
 * Every word the board can show, in one language. Numbers come in ready to be read (`cm`, `metres`: digits as text);
 * times are of Hong Kong, `23:41`; minutes are whole. Nothing on the page is written anywhere else.
 */
export interface Texts {
  /** The language in itself, as the button that leads to it says. */
  readonly languageName: string;
  readonly productName: string;
  /** Stands in the page until the program runs: whoever still reads it after a minute must not think that all is well. */
  readonly starting: string;
  readonly noScript: string;
  readonly loading: string;
  /** The page's own program has failed: what stands there is frozen. */
  readonly frozen: string;

  readonly levels: Readonly<Record<Level, string>>;
  readonly unknown: string;
  readonly noReadingYet: string;
  readonly beingChecked: string;
  /** By the domain's names of hazards; one that is not here is shown by its own name. */
  readonly hazards: Readonly<Record<string, string>>;

  readonly exercise: string;
  readonly exerciseNotReal: string;
  readonly exerciseClock: (time: string) => string;
  readonly exerciseSpeed: (times: number) => string;
  readonly exerciseOver: string;

  readonly allNormal: string;
  /** How many sites stand at a level, or are unknown; one that stands alone is named. */
  readonly sitesAt: (word: string, count: number) => string;
  readonly siteAt: (word: string, site: string) => string;

  readonly noConnectionSince: (time: string) => string;
  readonly neverConnected: string;
  readonly notPublished: string;
  readonly unreadable: string;
  readonly badAddress: string;
  readonly clockFast: (minutes: number) => string;
  readonly clockSlow: (minutes: number) => string;

  /** What the Observatory has in force and measured, and when it was heard. */
  readonly weather: (said: string, time: string) => string;
  readonly weatherStale: (time: string) => string;
  readonly rainstorm: Readonly<Record<"amber" | "red" | "black", string>>;
  readonly northernFlooding: string;
  readonly fireDanger: Readonly<Record<"yellow" | "red", string>>;
  /** The signal's number, `8NE`. */
  readonly cyclone: (signal: string) => string;
  readonly thunderstorm: string;
  readonly landslip: string;
  readonly rainMeasured: (mm: number, time: string) => string;

  readonly waterLevel: string;
  readonly waterDepth: string;
  readonly metres: string;
  readonly percentFull: (percent: number) => string;
  readonly overflowing: string;
  readonly gauge: (level: string, thresholds: string) => string;
  readonly trend: Readonly<Record<"rising" | "steady" | "falling", string>>;
  readonly trendBy: Readonly<Record<"rising" | "falling", (cm: string) => string>>;
  readonly forecast: (level: string, minutes: number) => string;
  readonly forecastBetween: (level: string, fromMinutes: number, toMinutes: number) => string;
  readonly forecastWithin: (level: string, minutes: number) => string;
  readonly forecastAnyMoment: (level: string) => string;
  readonly adviceAtDrain: Readonly<Record<RaisedLevel, string>>;
  readonly adviceOnRoad: Readonly<Record<RaisedLevel, string>>;

  /** Of a site's sensors: short, each on a line of its own. */
  readonly maintenance: (until: string) => string;
  readonly troubles: Readonly<Record<SiteTrouble["kind"], (since: string) => string>>;

  readonly since: (time: string) => string;
  readonly readAt: (time: string, age: string) => string;
  readonly lastSeen: (age: string) => string;
  readonly lastKnown: (level: string, time: string) => string;
  readonly notAllClear: string;
  readonly suspect: string;
  readonly readingAhead: (time: string) => string;
  readonly ago: (minutes: number) => string;
  readonly dated: (month: number, day: number, time: string) => string;

  readonly call: string;
  readonly checkedAt: (time: string) => string;
  readonly levelChanged: (site: string, level: string) => string;
  readonly listSeparator: string;
}
