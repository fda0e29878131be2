import type { SiteStatus } from "#shared/domain/status.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { type FloodReading, type GaugeView, gaugeView, metresText } from "./gauge-view.ts";
import type { Texts } from "./texts/texts.ts";

/** What a site's card says of the water. */
export interface FloodView {
  readonly water: {
    readonly label: string;
    readonly value: string;
    readonly unit: string;
    readonly share?: string;
  };
  readonly gauge: GaugeView;
  readonly trend?: { readonly direction: FloodReading["trend"]; readonly text: string };
  readonly forecast?: string;
  readonly advice?: string;
}

/** What is shown of a flood gauge. A trend or a forecast is shown only of a reading that is believed and fresh. */
export const floodView = (
  site: SiteStatus,
  flood: FloodReading,
  isFresh: boolean,
  now: EpochMs,
  texts: Texts,
): FloodView => {
  const isDrain = flood.percentFull !== undefined;
  const share = flood.percentFull === undefined ? {} : { share: shareOf(flood.percentFull, texts) };
  const advice = isDrain ? texts.adviceAtDrain : texts.adviceOnRoad;
  const isCurrent = isFresh && !site.suspect;
  return {
    water: {
      label: isDrain ? texts.waterLevel : texts.waterDepth,
      value: metresText(flood.waterLevelM),
      unit: texts.metres,
      ...share,
    },
    gauge: gaugeView(flood, texts),
    ...(site.level === "normal" ? {} : { advice: advice[site.level] }),
    ...(isCurrent ? { trend: trendOf(flood, texts), ...forecastOf(site, flood, now, texts) } : {}),
  };
};

const shareOf = (percentFull: number, texts: Texts): string =>
  percentFull >= 100 ? texts.overflowing : texts.percentFull(Math.max(0, Math.round(percentFull)));

const trendOf = (flood: FloodReading, texts: Texts): { direction: FloodReading["trend"]; text: string } => {
  const cm = Math.round(Math.abs(flood.ratePer10MinM ?? 0) * 100);
  const says =
    flood.trend === "steady" || cm === 0 ? texts.trend[flood.trend] : texts.trendBy[flood.trend](`${cm}`);
  return { direction: flood.trend, text: says };
};

/** A forecast counts from its reading: as minutes pass, fewer are left. */
const forecastOf = (
  site: SiteStatus,
  flood: FloodReading,
  now: EpochMs,
  texts: Texts,
): Pick<FloodView, "forecast"> => {
  if (flood.forecast === undefined || site.observedAt === undefined) return {};
  const { inMinutes, earliestMinutes, latestMinutes } = flood.forecast;
  const ageMinutes = Math.max(0, now - site.observedAt) / MINUTE_MS;
  const level = texts.levels[flood.forecast.level];
  if (earliestMinutes === undefined || latestMinutes === undefined) {
    const left = Math.round(inMinutes - ageMinutes);
    return { forecast: left < 1 ? texts.forecastAnyMoment(level) : texts.forecast(level, left) };
  }
  const from = inFives(earliestMinutes - ageMinutes, Math.floor);
  const to = inFives(latestMinutes - ageMinutes, Math.ceil);
  return { forecast: betweenText(level, from, to, texts) };
};

const betweenText = (level: string, from: number, to: number, texts: Texts): string => {
  if (to < 1) return texts.forecastAnyMoment(level);
  if (from < 1) return texts.forecastWithin(level, to);
  return from === to ? texts.forecast(level, to) : texts.forecastBetween(level, from, to);
};

/** As the messages say it, so that nobody reads two different forecasts: whole minutes, and from ten on in fives, outwards. */
const inFives = (minutes: number, outwards: (value: number) => number): number =>
  minutes < 10 ? outwards(minutes) : outwards(minutes / 5) * 5;
