import type { BlindInAlarm } from "#shared/domain/finding.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { evaluateSite } from "../evaluate.ts";
import type { SiteContext } from "../site-context.ts";

/** The alarms of a site that nobody can see any more. Each stays an alarm: silence is no all-clear. */
export const blindInAlarm = (state: SiteState, context: SiteContext, now: EpochMs): readonly BlindInAlarm[] =>
  evaluateSite(state, context, now).flatMap(({ hazard, level, blind, seenAt, head }) =>
    blind && level !== "normal" && seenAt !== undefined
      ? [
          {
            kind: "blind_in_alarm",
            siteId: context.site.siteId,
            hazard,
            level,
            since: seenAt,
            // A window so full of other frames that its readings are gone has nothing to show.
            evidence: [head].filter((known) => known !== undefined).flatMap(({ evidence }) => evidence),
          } as const,
        ]
      : [],
  );
