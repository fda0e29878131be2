import { MINUTE_MS } from "#shared/domain/time.ts";
import {
  type HeardWarnings,
  nothingHeard,
  type RainfallNowcast,
  type VillageWeather,
  type Warnings,
} from "#shared/domain/weather.ts";

/** 2026-09-08T23:00 in Hong Kong. */
export const ELEVEN_AT_NIGHT = Date.UTC(2026, 8, 8, 15);

/** Minutes after eleven at night. */
export const at = (minute: number): number => ELEVEN_AT_NIGHT + minute * MINUTE_MS;

export const amber = (issuedMinute: number): Warnings => ({
  rainstorm: { signal: "amber", issuedAt: at(issuedMinute) },
});

export const heard = (warnings: Warnings, ...minutes: readonly number[]): HeardWarnings => ({
  warnings,
  heardAt: minutes.map(at),
});

export const nowcast = (
  issuedMinute: number,
  fetchedMinute: number,
  ...rainMm: number[]
): RainfallNowcast => ({
  issuedAt: at(issuedMinute),
  fetchedAt: at(fetchedMinute),
  halfHours: rainMm.map((mm, index) => ({ endsAt: at(issuedMinute + 30 * (index + 1)), rainMm: mm })),
});

export const sky = (known: Partial<VillageWeather>): VillageWeather => ({ ...nothingHeard, ...known });
