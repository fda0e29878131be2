import type { Department } from "./jurisdiction.ts";
import type { EpochMs } from "./time.ts";

/** The case that an alarm has opened, as every message of that alarm names it. */
export interface CaseReference {
  /** The identifier of the alert that opened it. */
  readonly caseId: string;
  readonly departments: readonly Department[];
  readonly openedAt: EpochMs;
  /** By when it should be closed. */
  readonly dueAt: EpochMs;
}
