import type { Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import type { Found, HealthContext } from "./health-rule.ts";

/** Fewer frames than these say nothing, of a device or of a day. */
const FRAMES_AT_LEAST = 6;
/** Days on which it was told, before anything can be said of its absence, and how many are looked at. */
const DAYS_AT_LEAST = 3;
const DAYS_LOOKED_AT = 14;
/** How improbable its absence must be if it were told as rarely as on its poorest day. */
const CHANCE = 1e-6;
/** It is back when an hour's frames tell it at least half as often as was usual. */
const BACK_SHARE = 0.5;

/**
 * A quantity that the profile promises, that was told before, and is not any more, while the device talks. How often it is told
 * is learnt: one that comes with every hundredth frame, or only in an alarm, is not missed after ten.
 */
export const silentQuantity = (
  { health, hour, promised, devEui, siteId }: HealthContext,
  quantity: Quantity,
  open: Found<"silent_quantity"> | undefined,
): Found<"silent_quantity"> | undefined => {
  const now = health.quantities[quantity];
  if (now === undefined || !promised.has(quantity)) return undefined;
  if (open !== undefined) {
    const told = hour.quantities[quantity]?.count ?? 0;
    return told > 0 && told >= BACK_SHARE * open.usualShare * hour.link.frames ? undefined : open;
  }
  const shares = health.days
    .filter(({ day, link }) => day < Math.floor(now.lastAt / DAY_MS) && link.frames >= FRAMES_AT_LEAST)
    .slice(-DAYS_LOOKED_AT)
    .map(({ quantities, link }) => (quantities[quantity]?.count ?? 0) / link.frames);
  const usualShare = Math.min(...shares);
  const missed =
    shares.length >= DAYS_AT_LEAST &&
    now.framesSince >= FRAMES_AT_LEAST &&
    (1 - usualShare) ** now.framesSince < CHANCE;
  return missed
    ? {
        kind: "silent_quantity",
        devEui,
        siteId,
        quantity,
        since: now.lastAt,
        frames: now.framesSince,
        usualShare,
      }
    : undefined;
};
