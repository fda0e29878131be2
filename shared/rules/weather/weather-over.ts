import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { Village } from "#shared/domain/village.ts";
import type { HeardWeather } from "#shared/domain/weather.ts";
import { ruleFor } from "../hazards.ts";

/** Who holds what was heard of the weather. */
export interface WeatherSource {
  readonly of: (villageId: string) => Promise<HeardWeather>;
}

/**
 * The weather for a village's site contexts, the same for whoever folds its readings. Nothing is looked up where no rule heeds it, nor in
 * an exercise: its outcome must not hang on the sky of the day. Never fails: who cannot look is unsure.
 */
export const weatherOver = async (
  { villageId, sites }: Pick<Village, "villageId" | "sites">,
  exercise: ExerciseClock | undefined,
  source: WeatherSource,
): Promise<HeardWeather> => {
  const isHeeded = sites.some(({ hazards }) => hazards.some(({ hazard }) => ruleFor(hazard).asksWeather));
  if (!isHeeded || exercise !== undefined) return {};
  return source.of(villageId).catch(() => ({ unsure: true }));
};
