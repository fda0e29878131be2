import type { EpochMs } from "#shared/domain/time.ts";
import { ruleFor } from "#shared/rules/hazards.ts";
import type { Observed } from "#shared/rules/observe.ts";
import { blindAfterMs, type SiteContext } from "#shared/rules/site-context.ts";

/** The next instant after `now` at which time alone changes an alarm: one that ends by itself, or a silence that means something. */
export const nextTurn = (
  folds: Observed["folds"],
  context: SiteContext,
  now: EpochMs,
  what: "all" | "ends",
): EpochMs | undefined => {
  const turns = folds.flatMap(({ hazard, folded }) => {
    const { endsAt, silencedAt, head, level } = folded.memory;
    const ends = endsAt === undefined || level === "normal" ? [] : [endsAt];
    const seenAt = head?.observedAt;
    const means = ruleFor(hazard).silence !== undefined && seenAt !== undefined && silencedAt !== seenAt;
    return what === "all" && means ? [...ends, seenAt + blindAfterMs(context, seenAt) + 1] : ends;
  });
  const ahead = turns.filter((at) => at > now);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
};
