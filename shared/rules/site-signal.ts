import type { Assessment } from "#shared/domain/assessment.ts";
import { isAtLeast } from "#shared/domain/level.ts";
import type { SiteSignal } from "#shared/domain/site-state.ts";
import { hazardOf } from "./hazards.ts";

/** What near sites are told of an assessment. */
export const signalOf = (assessment: Assessment, siteId: string): SiteSignal => {
  const { hazard, observedAt, level, score } = assessment;
  return {
    ...{ siteId, hazard, observedAt, level, score },
    ...(tellsVillagers(assessment) ? { tellsVillagers: true } : {}),
  };
};

const tellsVillagers = ({ hazard, level, evidence, unconfirmed }: Assessment): boolean =>
  hazardOf(hazard).routes.some(
    ({ role, from, where, onceConfirmed }) =>
      role === "subscriber" &&
      isAtLeast(level, from) &&
      (onceConfirmed !== true || unconfirmed !== true) &&
      (where === undefined || evidence.some((item) => item.kind === "factor" && item.name === where)),
  );
