import { type ItemKey, scope } from "./keys.ts";

/** Of an alert's message, or of a notice of health. */
export const deliveryKey = (
  delivery: {
    readonly recipientId: string;
    readonly channel: string;
    readonly exerciseId?: string | undefined;
  } & ({ readonly alertIdentifier: string } | { readonly noticeId: string }),
): ItemKey => ({
  pk: `${scope(delivery.exerciseId)}${
    "noticeId" in delivery ? `NOTICE#${delivery.noticeId}` : `ALERT#${delivery.alertIdentifier}`
  }`,
  sk: `NOTIFICATION#${delivery.recipientId}#${delivery.channel}`,
});
