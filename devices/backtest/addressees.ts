import { type Addressee, CHANNELS, type Recipient } from "#shared/domain/recipient.ts";

/** What planning may know of the people in a village's file: no address. */
export const addresseesOf = (recipients: readonly Recipient[]): readonly Addressee[] =>
  recipients.map(({ recipientId, role, language, addresses, consentedAt }) => ({
    recipientId,
    role,
    language,
    channels: CHANNELS.filter((channel) => addresses[channel] !== undefined),
    consented: consentedAt !== undefined,
  }));
