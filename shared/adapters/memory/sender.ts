import type { NotificationText } from "#shared/domain/alert.ts";
import type { SendOutcome } from "../notify/send-outcome.ts";

export interface SentMessage {
  readonly address: string;
  readonly text: NotificationText;
  readonly reference: string;
}

/** A channel that keeps what it was given to send. `answer` decides what becomes of a message; without it, all are sent. */
export const memorySender = (answer?: (message: SentMessage) => SendOutcome) => {
  const sent: SentMessage[] = [];
  return {
    sent,
    send: async (address: string, text: NotificationText, reference: string): Promise<SendOutcome> => {
      const message = { address, text, reference };
      const outcome = answer?.(message) ?? { kind: "sent", providerId: `memory-${sent.length + 1}` };
      if (outcome.kind === "sent") sent.push(message);
      return outcome;
    },
  };
};
