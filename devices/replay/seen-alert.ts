import type { MessageType } from "#shared/domain/alert.ts";
import type { Language } from "#shared/domain/language.ts";
import type { Level } from "#shared/domain/level.ts";
import type { Channel } from "#shared/domain/recipient.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** One message of an alert, as it is recorded. */
export interface SeenNotification {
  readonly recipientId: string;
  readonly channel: Channel;
  readonly language: Language;
  readonly text: { readonly subject?: string | undefined; readonly body: string };
  /** What became of it; absent while it is on its way. `sink`: an exercise without a desk, the text is kept and not sent. */
  readonly result?: { readonly kind: string; readonly reason?: string | undefined } | undefined;
  /** Why the last attempt to send it was given up, while it waits for the next. */
  readonly delayedBecause?: string | undefined;
  /** Wall clock. */
  readonly sentAt?: EpochMs | undefined;
}

/** One alert of a replay. */
export interface SeenAlert {
  readonly identifier: string;
  readonly siteId: string;
  readonly level: Level;
  readonly messageType: MessageType;
  /** Exercise time of the reading that made the change. */
  readonly transitionAt: EpochMs;
  readonly uplinkId: string;
  readonly notifications: readonly SeenNotification[];
}

/** A message that reached its recipient, or in an exercise the desk or the sink that stand for one. */
export const hasReached = ({ result }: SeenNotification): boolean =>
  result?.kind === "sent" || result?.kind === "sink";
