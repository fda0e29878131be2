import {
  type Case,
  type CaseAddition,
  type CaseClosing,
  closeCase,
  withAddition,
} from "#shared/domain/case.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { WriteOutcome } from "../dynamodb/conditional-write.ts";

/** As `dynamodb/cases.ts`, in memory. */
export const memoryCases = () => {
  const items = new Map<string, Case>();
  return {
    items,
    open: async (opened: Case, _wall: EpochMs): Promise<void> => {
      if (!items.has(opened.caseId)) items.set(opened.caseId, opened);
    },
    add: async (caseId: string, addition: CaseAddition): Promise<WriteOutcome> => {
      const before = items.get(caseId);
      if (before === undefined) return "conflict";
      items.set(caseId, withAddition(before, addition));
      return "written";
    },
    close: async (caseId: string, closing: CaseClosing): Promise<WriteOutcome> => {
      const before = items.get(caseId);
      if (before?.status !== "open") return "conflict";
      items.set(caseId, closeCase(before, closing));
      return "written";
    },
    find: async (caseId: string): Promise<Case | undefined> => items.get(caseId),
    list: async (villageId: string): Promise<readonly Case[]> =>
      [...items.values()].filter((one) => one.villageId === villageId),
  };
};
