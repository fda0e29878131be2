import type { Assessment } from "#shared/domain/assessment.ts";

/**
 * Whether an assessment has something to tell though its level is the one before: what its rule says is news, a higher level that is expected,
 * or that this one is borne out.
 */
export const isNewsOfSameLevel = (assessment: Assessment, before: Assessment | undefined): boolean =>
  assessment.news === true || isExpectedAnew(assessment, before) || isConfirmedNow(assessment, before);

const isExpectedAnew = ({ expects }: Assessment, before: Assessment | undefined): boolean =>
  expects !== undefined && before?.expects !== expects;

const isConfirmedNow = ({ level, unconfirmed }: Assessment, before: Assessment | undefined): boolean =>
  level !== "normal" && unconfirmed !== true && before?.unconfirmed === true;
