import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { type Case, isOverdue } from "#shared/domain/case.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import { hazardOf } from "#shared/rules/hazards.ts";

/** Which cases of a village are asked for. */
export interface CaseFilter {
  readonly open?: boolean;
  readonly overdue?: boolean;
}

const local = (instant: EpochMs): string => hongKongTime(instant, "yyyy-MM-dd HH:mm");
const days = (ms: number): string => `${(ms / DAY_MS).toFixed(1)} days`;

const standing = (one: Case, now: EpochMs): string => {
  const { outcome, closedBy, closedAt, dueAt } = one;
  if (closedAt === undefined) {
    return isOverdue(one, now) ? `OVERDUE by ${days(now - dueAt)}` : `open, due ${local(dueAt)}`;
  }
  const late = isOverdue(one, now) ? `, ${days(closedAt - dueAt)} late` : "";
  return `closed ${local(closedAt)}: ${outcome} by ${closedBy}${late}`;
};

const linesOf = (one: Case, now: EpochMs): readonly string[] => {
  const { caseId, siteId, hazard, departments, openedAt, score, evidence, additions = [] } = one;
  const { boardLine } = hazardOf(hazard).words.en;
  const seen = boardLine?.(evidence);
  return [
    caseId,
    `  ${siteId}, opened ${local(openedAt)}, for ${departments.join(", ")}`,
    `  ${seen === undefined ? "" : `${seen}; `}evidence ${score} of 100`,
    ...additions.map(
      (addition) => `  ${local(addition.at)}: ${boardLine?.(addition.evidence) ?? "told again"}`,
    ),
    `  ${standing(one, now)}`,
  ];
};

/** What a person reads of a village's cases, oldest first, times by Hong Kong's clock; and how many of all are open and overdue. */
export const caseLines = (
  cases: readonly Case[],
  { open = false, overdue = false }: CaseFilter,
  now: EpochMs,
): readonly string[] => {
  const isWanted = (one: Case) =>
    (!open || one.status === "open") && (!overdue || (one.status === "open" && isOverdue(one, now)));
  const stillOpen = cases.filter(({ status }) => status === "open");
  const late = stillOpen.filter((one) => isOverdue(one, now));
  return [
    ...cases.filter(isWanted).flatMap((one) => linesOf(one, now)),
    `${cases.length} cases, ${stillOpen.length} open, ${late.length} overdue.`,
  ];
};
