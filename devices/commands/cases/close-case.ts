import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { type Case, type CaseClosing, isOverdue, placeOfCase } from "#shared/domain/case.ts";
import { done, failed, type Outcome } from "../outcome.ts";

export interface Services {
  readonly cases: {
    readonly find: (caseId: string) => Promise<Case | undefined>;
    readonly close: (caseId: string, closing: CaseClosing) => Promise<"written" | "conflict">;
  };
}

/** Closes a case; says how it was closed already where somebody was first. */
export const closeOneCase = async (
  caseId: string,
  closing: CaseClosing,
  { cases }: Services,
): Promise<Outcome> => {
  if (placeOfCase(caseId) === undefined) {
    return failed(`"${caseId}" is not the id of a case; \`village cases VILLAGE\` lists them`);
  }
  if (closing.by.trim() === "")
    return failed("--by: a name is needed, so that the record says who closed it");
  const outcome = await cases.close(caseId, closing);
  const found = await cases.find(caseId);
  if (found === undefined) return failed(`there is no case ${caseId}; \`village cases VILLAGE\` lists them`);
  if (outcome === "conflict") {
    const { outcome: how, closedBy, closedAt = 0 } = found;
    const when = hongKongTime(closedAt, "yyyy-MM-dd HH:mm");
    return failed(`${caseId} was closed before: ${how} by ${closedBy}, ${when}. It stays so.`);
  }
  const late = isOverdue(found, closing.at) ? ", beyond its time" : "";
  return done(`${caseId} is closed: ${closing.outcome} by ${closing.by}${late}.`);
};
