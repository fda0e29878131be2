import type { NotificationMessage } from "../notification-message.ts";

/** As `notification-queue.ts`: keeps what was put in, in order. */
export const memoryNotificationQueue = () => {
  const messages: NotificationMessage[] = [];
  return {
    messages,
    send: async (added: readonly NotificationMessage[]): Promise<void> => {
      messages.push(...added);
    },
  };
};
