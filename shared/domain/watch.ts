import type { EventSubject } from "./device-event.ts";
import type { EpochMs } from "./time.ts";

/** When a device or a gateway must be looked at, never later than something can have happened to it. */
export interface Watch {
  readonly subject: EventSubject;
  readonly dueAt: EpochMs;
  /** When the watching began: one that was never heard is silent from here on. */
  readonly addedAt: EpochMs;
  /** When the next hour of its history has settled. Absent: never examined. */
  readonly examineAt?: EpochMs;
  /** After how long without a frame it is silent, as learnt. Absent: as its heartbeat says. */
  readonly limitMs?: number;
  /** It is silent, or its site cannot be seen: everything of it is read. */
  readonly troubled?: boolean;
}
