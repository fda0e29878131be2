import type { Evidence } from "#shared/domain/evidence.ts";
import { isAtLeast } from "#shared/domain/level.ts";
import type { SiteSignal } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { WeatherInForce } from "#shared/domain/weather.ts";
import type { Surroundings } from "../hazard-rule.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { AHEAD_AT_LEAST_MIN } from "./forecast.ts";

/** The Observatory's amber signal: more than 30 mm in an hour; as much in half an hour's nowcast is half of it. */
const HEAVY_MM_PER_HOUR = 30;
const HEAVY_MM_PER_HALF_HOUR = 15;
/** Any rain at all explains water where an echo is the other explanation: a tenth of the amber signal's measure is rain, not drizzle. */
const SOME_MM_PER_HOUR = 3;
const SOME_MM_PER_HALF_HOUR = 1.5;
/** With a reason for water to rise, a line is trusted for longer, from its second reading on. */
const AHEAD_IN_RAIN_MIN = 10;
const AHEAD_BELOW_ALARM_MIN = 15;
/** In rain that is in force, water may rise twice as fast as any has been seen to before a jump is doubted. */
const RISE_IN_RAIN = 2;
/** Past its travel time a flood wave is still on its way: floods flatten as they go. */
const WAVE_LASTS_MIN = 30;
/** What rain and an alarm upstream add to the score of water that rises. */
const RAIN_SCORE = 5;
const UPSTREAM_SCORE = { normal: 0, advisory: 0, warning: 10, danger: 15 } as const;

/** What is known around a gauge that makes a rise of its water more likely true: it lowers the evidence needed, never the level. */
export interface Circumstances {
  readonly isExplained: boolean;
  /** Some rain, known to fall or expected within half an hour, or an alarm upstream: water may have come. */
  readonly mayHaveCome: boolean;
  readonly aheadAtLeastMin: number;
  /** How many times the site's fastest rise is believed at once. */
  readonly riseFactor: number;
  /** A site upstream is at warning or danger, and its water is on its way here. */
  readonly isBelowAlarm: boolean;
  readonly evidence: readonly Evidence[];
}

export const circumstancesOf = (
  { upstream }: FloodSettings,
  { weather, neighbours }: Surroundings,
  at: EpochMs,
): Circumstances => {
  const rain = weather === undefined ? undefined : rainInForce(weather);
  const alarms = upstream.flatMap(({ siteId, travelMin }) =>
    alarmUpstream(siteId, travelMin, neighbours, at),
  );
  const isBelowAlarm = alarms.length > 0;
  const inRainMin = rain === undefined ? AHEAD_AT_LEAST_MIN : AHEAD_IN_RAIN_MIN;
  return {
    isExplained: rain !== undefined || isBelowAlarm,
    mayHaveCome: rain !== undefined || isBelowAlarm || (weather !== undefined && isSomeRain(weather)),
    aheadAtLeastMin: isBelowAlarm ? AHEAD_BELOW_ALARM_MIN : inRainMin,
    riseFactor: rain === undefined ? 1 : RISE_IN_RAIN,
    isBelowAlarm,
    evidence: [...(rain === undefined ? [] : [rain]), ...alarms],
  };
};

/** A rainstorm signal or the announcement of floods in force, or as much rain measured or expected as the amber signal means. */
const rainInForce = (weather: WeatherInForce): Evidence | undefined => {
  const { warnings } = weather;
  const signal = warnings?.rainstorm?.signal ?? (warnings?.northernFlooding && "northern_flooding");
  if (signal !== undefined) {
    return { kind: "factor", name: "rain_in_force", text: signal, contribution: RAIN_SCORE };
  }
  const pastHourMm = pastHourMmOf(weather);
  if (pastHourMm >= HEAVY_MM_PER_HOUR) {
    return { kind: "factor", name: "rain_past_hour_mm", value: pastHourMm, contribution: RAIN_SCORE };
  }
  const comingMm = comingMmOf(weather);
  return comingMm >= HEAVY_MM_PER_HALF_HOUR
    ? { kind: "factor", name: "rain_next_half_hour_mm", value: comingMm, contribution: RAIN_SCORE }
    : undefined;
};

/** A thunderstorm warning in force, or rain, however little of a flood's: a cloudburst comes before any signal of it. */
const isSomeRain = (weather: WeatherInForce): boolean =>
  weather.warnings?.thunderstorm !== undefined ||
  pastHourMmOf(weather) >= SOME_MM_PER_HOUR ||
  comingMmOf(weather) >= SOME_MM_PER_HALF_HOUR;

const pastHourMmOf = ({ stationRainfall, districtRainfall }: WeatherInForce): number =>
  Math.max(stationRainfall?.pastHourMm ?? 0, districtRainfall?.pastHourMm ?? 0);

const comingMmOf = ({ nowcast }: WeatherInForce): number => nowcast?.halfHours[0]?.rainMm ?? 0;

/** The newest that a site upstream has said, where that is an alarm whose water can be on its way. */
const alarmUpstream = (
  siteId: string,
  travelMin: number,
  neighbours: readonly SiteSignal[],
  at: EpochMs,
): readonly Evidence[] => {
  const newest = neighbours.findLast((signal) => signal.siteId === siteId);
  if (newest === undefined || !isAtLeast(newest.level, "warning")) return [];
  const minutesAgo = Math.round((at - newest.observedAt) / MINUTE_MS);
  if (minutesAgo > travelMin + WAVE_LASTS_MIN) return [];
  const contribution = UPSTREAM_SCORE[newest.level];
  return [{ kind: "neighbour", siteId, relation: "upstream", level: newest.level, minutesAgo, contribution }];
};
