import * as z from "zod";
import type { Alert } from "./alert.ts";
import type { Evidence } from "./evidence.ts";
import { hazardSchema } from "./hazard.ts";
import { departmentSchema } from "./jurisdiction.ts";
import { idSchema } from "./site.ts";
import { DAY_MS, type EpochMs } from "./time.ts";

/** How a case ended. `removed`: the sensor saw it gone before anybody said anything. */
export const CASE_OUTCOMES = ["no_violation", "ticket", "clean_up", "removed", "false_alarm"] as const;
export const caseOutcomeSchema = z.enum(CASE_OUTCOMES);
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>;

const instantSchema = z.int().positive();
const evidenceSchema = z.custom<readonly Evidence[]>(Array.isArray, "evidence is a list");

/** What came to an open case later: a further heap, the heap seen again. */
export const caseAdditionSchema = z.strictObject({
  /** Of the alert that told it. */
  identifier: z.string().min(1).max(300),
  at: instantSchema,
  score: z.number().min(0).max(100),
  evidence: evidenceSchema,
});
export type CaseAddition = z.infer<typeof caseAdditionSchema>;

/** A case for a department: what was found, whose it is, by when it should be closed, and how it was. */
export const caseSchema = z.strictObject({
  /** The identifier of the alert that opened it. */
  caseId: z.string().min(1).max(300),
  villageId: idSchema,
  siteId: idSchema,
  hazard: hazardSchema,
  departments: z.array(departmentSchema).readonly(),
  openedAt: instantSchema,
  dueAt: instantSchema,
  /** 0-100. */
  score: z.number().min(0).max(100),
  /** Of the alert that opened it. */
  evidence: evidenceSchema,
  /** In the order in which it came. */
  additions: z.array(caseAdditionSchema).readonly().optional(),
  status: z.enum(["open", "closed"]),
  outcome: caseOutcomeSchema.optional(),
  /** A person's name, or `sensor`. */
  closedBy: z.string().min(1).max(100).optional(),
  closedAt: instantSchema.optional(),
  exerciseId: z.string().optional(),
});
export type Case = z.infer<typeof caseSchema>;

/** What ends a case. */
export interface CaseClosing {
  readonly outcome: CaseOutcome;
  readonly by: string;
  readonly at: EpochMs;
}

/** The case that an alert opens; the same alert always opens the same case. Undefined for an alert that belongs to none. */
export const caseOf = (alert: Alert): Case | undefined => {
  const { villageId, siteId, hazard, assessment, exercise } = alert;
  return alert.case === undefined
    ? undefined
    : {
        ...alert.case,
        ...{ villageId, siteId, hazard },
        score: assessment.score,
        evidence: assessment.evidence,
        status: "open",
        ...(exercise === undefined ? {} : { exerciseId: exercise.exerciseId }),
      };
};

/** What a further alert adds to the case that an earlier one opened. Undefined for the first, for an end, and where there is no case. */
export const additionOf = (alert: Alert): CaseAddition | undefined => {
  const { identifier, transitionAt, level, assessment } = alert;
  return alert.case === undefined || alert.case.caseId === identifier || level === "normal"
    ? undefined
    : { identifier, at: transitionAt, score: assessment.score, evidence: assessment.evidence };
};

/** The case with what came to it; what it holds already stays as it is. */
export const withAddition = (one: Case, addition: CaseAddition): Case => {
  const { additions = [] } = one;
  return additions.some(({ identifier }) => identifier === addition.identifier)
    ? one
    : { ...one, additions: [...additions, addition].toSorted((a, b) => a.at - b.at) };
};

/** The case as it stands after a closing. One that is closed already stays as it was closed first. */
export const closeCase = (one: Case, { outcome, by, at }: CaseClosing): Case =>
  one.status === "closed" ? one : { ...one, status: "closed", outcome, closedBy: by, closedAt: at };

/** Whether it was, or is, open beyond its time. */
export const isOverdue = ({ dueAt, closedAt }: Case, now: EpochMs): boolean => (closedAt ?? now) > dueAt;

export const dueAfter = (openedAt: EpochMs, days: number): EpochMs => openedAt + days * DAY_MS;

const CASE_ID = /^(?:exercise\.([^.]+)\.)?([a-z0-9-]+)\.[a-z0-9-]+\.[a-z_]+\.\d+\.\d{8}T\d{6}Z$/;

/** The village, and the exercise, that a case id names; undefined when it is no case id. */
export const placeOfCase = (
  caseId: string,
): { readonly villageId: string; readonly exerciseId?: string } | undefined => {
  const [, exerciseId, villageId] = CASE_ID.exec(caseId) ?? [];
  if (villageId === undefined) return undefined;
  return { villageId, ...(exerciseId === undefined ? {} : { exerciseId }) };
};
