import { toIso } from "#shared/domain/time.ts";
import type { Observed } from "#shared/rules/observe.ts";

/** Whoever plans looks once more: with the weather, the readings may say something else. */
const UNSURE = "weather not read";

/** What a write says to whoever plans, like `flood@2026-09-08T15:41:00.000Z>warning`; undefined where there is nothing to plan. */
export const noteForPlanning = ({ changed }: Observed, unsure: boolean): string | undefined => {
  if (changed.length === 0) return unsure ? UNSURE : undefined;
  return changed
    .map(({ hazard, transition }) =>
      transition === undefined ? hazard : `${hazard}@${toIso(transition.at)}>${transition.to}`,
    )
    .join(" ");
};
