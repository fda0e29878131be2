import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { type Case, type CaseClosing, isOverdue, placeOfCase } from "#shared/domain/case.ts";
import { done, failed, type Outcome } from "../outcome.ts";
import { type AlarmServices, endAlarm } from "./end-alarm.ts";

export interface Services extends AlarmServices {
  readonly cases: {
    readonly find: (caseId: string) => Promise<Case | undefined>;
    readonly close: (caseId: string, closing: CaseClosing) => Promise<"written" | "conflict">;
  };
}

/**
 * Closes a case, and with it the alarm at its site; says how it was closed already where somebody was first. Run again after a failure it
 * does what was left undone.
 */
export const closeOneCase = async (
  caseId: string,
  closing: CaseClosing,
  services: Services,
): Promise<Outcome> => {
  if (placeOfCase(caseId) === undefined) {
    return failed(`"${caseId}" is not the id of a case; \`village cases VILLAGE\` lists them`);
  }
  if (closing.by.trim() === "")
    return failed("--by: a name is needed, so that the record says who closed it");
  const outcome = await services.cases.close(caseId, closing);
  const found = await services.cases.find(caseId);
  if (found === undefined) return failed(`there is no case ${caseId}; \`village cases VILLAGE\` lists them`);
  const alarm = await endAlarm(found, services);
  if (alarm === "conflict") {
    return failed(`${caseId} is closed, but its alarm at ${found.siteId} could not be ended: run this again`);
  }
  const ended = alarm === "ends" ? [`The alarm at ${found.siteId} ends with it.`] : [];
  if (outcome === "written") {
    const late = isOverdue(found, closing.at) ? ", beyond its time" : "";
    return done(`${caseId} is closed: ${closing.outcome} by ${closing.by}${late}.`, ...ended);
  }
  const { outcome: how, closedBy, closedAt = 0 } = found;
  const when = hongKongTime(closedAt, "yyyy-MM-dd HH:mm");
  const before = failed(`${caseId} was closed before: ${how} by ${closedBy}, ${when}. It stays so.`);
  return { ...before, lines: ended };
};
