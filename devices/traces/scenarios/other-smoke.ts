import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { dayOf, graveSweepingDays, midnightOf } from "./hong-kong-clock.ts";
import { isHotDry } from "./hong-kong-weather.ts";
import { between, logBetween, logNormal, momentsOf, type Random, randomOf } from "./random.ts";
import type { Nuisance } from "./scenario-truth.ts";
import type { Smoke } from "./smoke.ts";
import type { Span } from "./spans.ts";

/** Smoke that is no hill fire, at its strongest; it swells and goes within its span. */
export interface OtherSmoke extends Span {
  readonly kind: "haze" | "local_smoke" | "grave_burning";
  /** Absent: everywhere. */
  readonly devEui?: string;
  readonly strongest: Smoke;
}

export const strengthAt = ({ from, to }: Span, atMs: number): number =>
  atMs < from || atMs >= to ? 0 : Math.sin((Math.PI * (atMs - from)) / (to - from)) ** 2;

/**
 * Regional smoke and haze: so many days a year, hours to days long, without heat. Heights as of the Soberanes fire's smoke 40 km away
 * (EPA AirNow, Carmel Valley 2016: one hour in ten above 74 µg/m3, the worst 390). CO as aged smoke has it, 1 ppm in 300 µg/m3.
 */
export const hazeOf = (seed: number, span: Span): readonly OtherSmoke[] => {
  const random = randomOf(seed, "haze");
  return momentsOf(random, 15 / 365, span).map((from) => {
    const pm25 = Math.min(390, logNormal(random, 75, 0.6));
    return {
      kind: "haze",
      from,
      to: from + Math.round(logBetween(random, 8, 72) * HOUR_MS),
      strongest: { pm25, carbonMonoxidePpm: pm25 / 300, vocPpm: pm25 / 3_000, heatC: 0 },
    };
  });
};

/** Traffic, cooking, incense: some a week at each sensor, minutes long. How many and how strong: assumptions. */
export const localSmokeOf = (seed: number, devEui: string, span: Span): readonly OtherSmoke[] => {
  const random = randomOf(seed, "local", devEui);
  return momentsOf(random, 0.3, span).map((from) => ({
    kind: "local_smoke",
    devEui,
    from,
    to: from + Math.round(logBetween(random, 4, 40) * MINUTE_MS),
    strongest: burst(random, logBetween(random, 10, 120)),
  }));
};

/**
 * Grave sweepers' fires at a burning place: 2 to 6 a day from 9:00 to 17:00, 10 to 40 min each, in the weeks of Ching Ming and Chung
 * Yeung; one in ten is near enough to be felt as heat. How many and how strong: assumptions.
 */
export const graveBurningOf = (seed: number, devEui: string, span: Span): readonly OtherSmoke[] => {
  const fires: OtherSmoke[] = [];
  const sweeping = graveSweepingDays(dayOf(span.from), dayOf(span.to));
  for (let day = dayOf(span.from); midnightOf(day) < span.to; day += 1) {
    if (!sweeping.has(day)) continue;
    const random = randomOf(seed, "graves", devEui, day);
    const count = 2 + Math.floor(random() * 5);
    for (let index = 0; index < count; index += 1) {
      const from = midnightOf(day) + Math.round(between(random, 9, 17) * HOUR_MS);
      const smoke = burst(random, logBetween(random, 50, 600));
      const heatC = random() < 0.1 ? between(random, 1, 3) : between(random, 0, 0.5);
      const to = from + Math.round(between(random, 10, 40) * MINUTE_MS);
      fires.push({ kind: "grave_burning", devEui, from, to, strongest: { ...smoke, heatC } });
    }
  }
  return fires;
};

/** Gases in any proportion: a grill has little CO, an engine little dust. */
const burst = (random: Random, pm25: number): Smoke => ({
  pm25,
  carbonMonoxidePpm: (pm25 / 150) * logNormal(random, 1, 0.8),
  vocPpm: (pm25 / 1_500) * logNormal(random, 1, 0.8),
  heatC: 0,
});

export const hotDaysOf = (seed: number, span: Span): readonly Nuisance[] => {
  const days: Nuisance[] = [];
  for (let day = dayOf(span.from); midnightOf(day) < span.to; day += 1) {
    const from = midnightOf(day);
    if (isHotDry(seed, from)) days.push({ kind: "hot_day", from, to: from + DAY_MS });
  }
  return days;
};
