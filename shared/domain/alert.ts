import type { Assessment } from "./assessment.ts";
import type { CaseReference } from "./case-reference.ts";
import type { ExerciseClock } from "./exercise.ts";
import type { Hazard } from "./hazard.ts";
import type { Language } from "./language.ts";
import type { Level } from "./level.ts";
import type { Channel, Role } from "./recipient.ts";
import type { EpochMs } from "./time.ts";

/** How an older alert is named by one that replaces it (CAP `references`: sender,identifier,sent). */
export interface AlertReference {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: EpochMs;
  /** From when on it need not be named any more. Absent: not known, so it is always named. */
  readonly expires?: EpochMs;
}

export const MESSAGE_TYPES = ["Alert", "Update", "Cancel"] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** The public message of an alarm, from which the CAP 1.2 document and every text are made. */
export interface Alert {
  /** CAP identifier: no space, comma, `<` or `&`. */
  readonly identifier: string;
  readonly sender: string;
  readonly sent: EpochMs;
  readonly expires: EpochMs;
  readonly messageType: MessageType;
  readonly villageId: string;
  readonly siteId: string;
  readonly hazard: Hazard;
  readonly level: Level;
  readonly previousLevel: Level;
  readonly references: readonly AlertReference[];
  /** Event time of the level's change; the assessment holds the reading's time. */
  readonly transitionAt: EpochMs;
  /** The uplink that made the change: `devEui/fCnt`. */
  readonly uplinkId: string;
  readonly assessment: Assessment;
  /** Where the hazard is a case for a department. */
  readonly case?: CaseReference;
  readonly exercise?: ExerciseClock;
}

export interface NotificationText {
  /** E-mail only. */
  readonly subject?: string;
  readonly body: string;
}

/** One message, one recipient, one channel. */
export interface Notification {
  /** The same for every retry of the same message: `identifier/recipientId/channel`. */
  readonly notificationId: string;
  readonly alertIdentifier: string;
  readonly recipientId: string;
  readonly role: Role;
  readonly channel: Channel;
  readonly language: Language;
  readonly level: Level;
  readonly messageType: MessageType;
  readonly text: NotificationText;
  readonly uplinkId: string;
  /** Why this recipient is told. */
  readonly reason: NotificationReason;
  readonly exercise?: ExerciseClock;
}

/** `routed`: the route sends this level to the role. `told_before`: whoever was warned hears how it goes on and ends. */
export type NotificationReason = "routed" | "told_before";

/**
 * Why a recipient is not told. `below_route`: the route starts at a higher level. `no_channel`: there is no channel to reach
 * them by, or they were told before and are on the list no more. `ends_quietly`: the hazard ended by itself, and no message is made of it.
 * `told_elsewhere`: another site told of the same thing already, like a near one of the same burning hill.
 * `unconfirmed`: too few readings bear it out for them to be told yet.
 */
export type WithheldReason =
  | "below_route"
  | "no_consent"
  | "no_channel"
  | "not_routed"
  | "ends_quietly"
  | "told_elsewhere"
  | "unconfirmed";

export interface Withholding {
  readonly recipientId: string;
  readonly reason: WithheldReason;
}

/** Why a change of the timeline leads to no alert at all. */
export type SilentReason =
  /** The newest reading is older than the limit for late readings. */
  | "late"
  /** A newer change was already there when this one was planned. */
  | "superseded"
  /** What is announced already says so. */
  | "already_announced"
  /** The timeline holds no change that could explain its level, as after a loss of state: absence is never an all-clear. */
  | "no_evidence";

/** A message and who hears it, and who does not, each with its reason. */
export interface AlertPlan {
  readonly alert: Alert;
  readonly notifications: readonly Notification[];
  readonly withheld: readonly Withholding[];
}

/** What the public was told last of one hazard at one site. It stands beside the timeline; planning is the difference of the two. */
export interface Announced {
  readonly version: number;
  readonly level: Level;
  /** Event time of the last change that was announced or deliberately passed over. */
  readonly transitionAt?: EpochMs;
  /** Messages of the running alarm that have not expired or been cancelled. */
  readonly references: readonly AlertReference[];
  /** `recipientId/channel` of everyone who heard of the running alarm. */
  readonly told: readonly string[];
  /** Of the running alarm. */
  readonly case?: CaseReference;
  /** Number of alerts ever made here: part of the next identifier. */
  readonly sequence: number;
  /** Planned and written down, but perhaps not sent yet. */
  readonly pending?: AlertPlan;
}
