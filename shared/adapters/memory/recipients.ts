import { type Addressee, type CarriedChannel, CHANNELS, type Recipient } from "#shared/domain/recipient.ts";

/** As `dynamodb/recipients.ts`, in memory: what planning may know, and the addresses that delivery looks up. */
export const memoryRecipients = (recipientsOf: Readonly<Record<string, readonly Recipient[]>>) => ({
  of: async (villageId: string): Promise<readonly Addressee[]> =>
    (recipientsOf[villageId] ?? []).map(({ recipientId, role, language, addresses, consentedAt }) => ({
      recipientId,
      role,
      language,
      channels: CHANNELS.filter((channel) => addresses[channel] !== undefined),
      consented: consentedAt !== undefined,
    })),

  find: async (
    villageId: string,
    recipientId: string,
    channel: CarriedChannel,
  ): Promise<string | undefined> =>
    (recipientsOf[villageId] ?? []).find((recipient) => recipient.recipientId === recipientId)?.addresses[
      channel
    ],
});
