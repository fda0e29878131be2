import type { EpochMs } from "./time.ts";

/** Why a message could not be used. Each is counted and shown under this name. */
export const QUARANTINE_REASONS = [
  "not_json",
  "too_large",
  "unauthorised",
  "unknown_document",
  "unknown_device",
  "unknown_profile",
  "unassigned_device",
  "undecodable",
  "out_of_bounds",
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** A message as it waits in the quarantine. */
export interface QuarantinedMessage extends Omit<QuarantineEntry, "body"> {
  /** Absent where it was too large to be kept whole. */
  readonly body?: string;
}

/** How many messages of one device could not be used for one reason, in one batch. */
export interface QuarantineTally {
  readonly reason: QuarantineReason;
  readonly devEui?: string;
  readonly count: number;
  /** The day they are counted under is that of the latest. */
  readonly receivedAt: EpochMs;
}

/** A message kept because it could not be used, with the reason in words. */
export interface QuarantineEntry {
  readonly messageId: string;
  readonly reason: QuarantineReason;
  /** One sentence that names the field or value at fault. */
  readonly explanation: string;
  /** Where it could be read. */
  readonly devEui?: string;
  /** The network server with whose token it was posted: handed over again, it speaks for no other either. */
  readonly tokenHolder?: string;
  /** The message as it came, whole. */
  readonly body: string;
  /** When it came here first. */
  readonly receivedAt: EpochMs;
}
