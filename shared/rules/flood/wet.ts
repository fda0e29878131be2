import { QUALITY } from "#shared/domain/observation.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { fold } from "../fold.ts";
import { withoutCopies } from "../frame-copies.ts";
import { configurationAt, type SiteContext } from "../site-context.ts";
import { floodSettingsSchema } from "./flood-settings.ts";

/** FloodNet's gauges in New York report each minute instead of each fifth from this depth on. */
const WET_M = 0.03;
/** A puddle that comes and goes does not make a gauge change its pace with it. */
const DRY_FOR_MS = 60 * MINUTE_MS;

/**
 * When a flood gauge of the site was last wet: 3 cm or more above its dry level, within the hour before `now`. A site's window holds
 * an hour, and less where more than 72 readings came in it: what it no longer holds is not looked for.
 */
export const lastWetAt = (state: SiteState, context: SiteContext, now: EpochMs): EpochMs | undefined => {
  const window = { entries: withoutCopies(state.entries), signals: state.signals };
  const { judged } = fold("flood", state.checkpoints.flood, window, context);
  const wet = judged.findLast(({ entry, derived }) => {
    const { observedAt } = entry;
    if (
      derived?.quantity !== "water_level" ||
      derived.flag === QUALITY.fail ||
      now - observedAt > DRY_FOR_MS
    ) {
      return false;
    }
    const settings = configurationAt(context.site, "flood", observedAt)?.settings;
    return settings !== undefined && derived.value >= floodSettingsSchema.parse(settings).dryLevelM + WET_M;
  });
  return wet?.entry.observedAt;
};
