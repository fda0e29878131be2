import { type Level, rank } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { FloodMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import type { Forecast } from "./forecast.ts";

/** Who was warned less than 3 minutes ago is not told once more for a forecast: in a burst danger itself is as near. */
const NEWS_AFTER_MS = 3 * MINUTE_MS;

type Expectation = Pick<FloodMemory, "expectsUntil" | "forewarned" | "warnedAt">;

/**
 * Whether danger is expected, and has been said to be: with the warning that its forecast raises, or, where the warning stood already, three
 * minutes after that at the soonest. It is expected until nobody has forecast it for the off-delay; then a new forecast is news again.
 */
export const expecting = (
  before: FloodMemory,
  level: Level,
  ahead: readonly Forecast[],
  at: EpochMs,
  { offDelayMin }: FloodSettings,
): Expectation => {
  if (level !== "warning") return {};
  const isForecast = ahead.some((forecast) => forecast.level === "danger");
  const rose = rank(level) > rank(before.level);
  const { warnedAt = at } = rose ? {} : before;
  const expectsUntil = isForecast ? at + offDelayMin * MINUTE_MS : before.expectsUntil;
  if (expectsUntil === undefined || at >= expectsUntil) return { warnedAt };
  const isNews = isForecast && (rose || at - warnedAt >= NEWS_AFTER_MS);
  return before.forewarned === true || isNews
    ? { expectsUntil, forewarned: true }
    : { expectsUntil, warnedAt };
};
