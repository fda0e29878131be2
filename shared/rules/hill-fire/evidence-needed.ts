import type { Evidence } from "#shared/domain/evidence.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { fireCalendarAt } from "./fire-calendar.ts";
import { fosbergIndex } from "./fosberg.ts";
import type { HillFireSettings } from "./hill-fire-settings.ts";
import { DRIEST_DROUGHT_FACTOR, mcArthurIndex } from "./mcarthur.ts";
import { type DangerMemory, weatherNow } from "./noon-chain.ts";

/** Something that makes a fire likelier or less likely, and what share of the usual evidence is then enough. */
interface Factor {
  readonly name: string;
  readonly value?: number;
  readonly text?: string;
  readonly share: number;
}

/** Never less, never more, whatever comes together: weather is no fire, and wet weather no proof of none. */
const LEAST_SHARE = 0.85;
const MOST_SHARE = 1.2;

/** The Observatory issues yellow where the danger is high, red where it is extreme. */
const WARNING_SHARE = { yellow: 0.95, red: 0.9 } as const;
const FESTIVAL_SHARE = 0.95;
/** Four fires on a Saturday, and five on a Sunday, for three on a weekday. */
const WEEKEND_SHARE = { saturday: 0.98, sunday: 0.96 } as const;
const WET_SEASON_SHARE = 1.1;
/** The Canadian index from which fires run, and below which none does; in Algeria fires came at a median of 9.7, none at 0.5. */
const INDEX_RUNS = 10;
const INDEX_WET = 1;
const DRY_FUEL_SHARE = 0.95;
const WET_FUEL_SHARE = 1.15;
/** Fosberg: from 50 on the weather alone is called critical. */
const FOSBERG_CRITICAL = 50;
/** A chain this long has forgotten where it began. */
const CHAIN_DAYS = 14;

const rounded = (value: number): number => Math.round(value * 10) / 10;

const ofCalendar = (at: EpochMs, { burning }: HillFireSettings): readonly Factor[] => {
  const { festival, weekend, isDrySeason } = fireCalendarAt(at);
  // Where incense is burnt the festival explains smoke; everywhere else it makes fires.
  const share = burning === "nothing" ? FESTIVAL_SHARE : 1;
  return [
    ...(festival === undefined ? [] : [{ name: "festival", text: festival, share }]),
    ...(weekend === undefined ? [] : [{ name: "weekend", text: weekend, share: WEEKEND_SHARE[weekend] }]),
    ...(isDrySeason ? [] : [{ name: "wet_season", share: WET_SEASON_SHARE }]),
  ];
};

const fuelShare = (fwi: number): number => {
  if (fwi >= INDEX_RUNS) return DRY_FUEL_SHARE;
  return fwi < INDEX_WET ? WET_FUEL_SHARE : 1;
};

const ofWeather = (danger: DangerMemory | undefined, at: EpochMs): readonly Factor[] => {
  const now = danger === undefined ? undefined : weatherNow(danger, at);
  const { codes } = danger ?? {};
  const fosberg = now === undefined ? 0 : fosbergIndex(now);
  return [
    ...(now === undefined
      ? []
      : [
          {
            name: "fosberg_index",
            value: rounded(fosberg),
            share: fosberg >= FOSBERG_CRITICAL ? DRY_FUEL_SHARE : 1,
          },
          // How dry the fuel is by McArthur nobody measures here, so this is what driest fuel would make of the weather.
          {
            name: "mcarthur_index_of_driest_fuel",
            value: rounded(mcArthurIndex(now, DRIEST_DROUGHT_FACTOR)),
            share: 1,
          },
        ]),
    ...(codes === undefined || codes.days < CHAIN_DAYS
      ? []
      : [{ name: "fire_weather_index", value: rounded(codes.fwi), share: fuelShare(codes.fwi) }]),
  ];
};

/** What is known of danger at an instant, all of it optional. */
export interface Danger {
  readonly weather: DangerMemory | undefined;
  /** The Observatory's fire danger warning in force. */
  readonly warning: keyof typeof WARNING_SHARE | undefined;
}

/**
 * What share of the usual evidence is enough, by calendar and weather; with the reasons, which add nothing to the score: danger says
 * how readily a fire would run, never that there is one.
 */
export const evidenceNeeded = (
  { weather, warning }: Danger,
  settings: HillFireSettings,
  at: EpochMs,
): { readonly share: number; readonly factors: readonly Evidence[] } => {
  const factors: readonly Factor[] = [
    ...(warning === undefined
      ? []
      : [{ name: "fire_danger_warning", text: warning, share: WARNING_SHARE[warning] }]),
    ...ofCalendar(at, settings),
    ...ofWeather(weather, at),
  ];
  const product = factors.reduce((all, { share }) => all * share, 1);
  return {
    share: Math.min(MOST_SHARE, Math.max(LEAST_SHARE, product)),
    factors: factors.map(({ share: _, ...factor }) => ({ kind: "factor", ...factor, contribution: 0 })),
  };
};
