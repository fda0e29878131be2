import type { SiteSignal } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { closingsAfter } from "./closings.ts";
import { type FoldMemory, letTimePass } from "./fold-memory.ts";
import type { HazardRule } from "./hazard-rule.ts";
import { blindAfterMs, type SiteContext } from "./site-context.ts";

/**
 * When an alarm changes next without a reading: by time alone, or because a case was closed, if nothing is heard until then; undefined when it never does. Whoever keeps the alarm looks
 * at it again from that instant on.
 */
export const nextPassing = (
  rule: HazardRule,
  memory: FoldMemory,
  context: SiteContext,
  neighbours: readonly SiteSignal[] | undefined,
): EpochMs | undefined => {
  const { head, endsAt, closedAt } = memory;
  if (head === undefined) return undefined;
  const blindAt = head.observedAt + blindAfterMs(context, head.observedAt);
  const closed = closingsAfter(context, rule.hazard, closedAt).map(({ at }) => at);
  if (endsAt === undefined && rule.silence === undefined && closed.length === 0) return undefined;
  return [endsAt ?? blindAt, blindAt, ...closed]
    .toSorted((a, b) => a - b)
    .map((instant) => instant + 1)
    .find((until) => letTimePass(rule, memory, until, context, neighbours).transitions.length > 0);
};
