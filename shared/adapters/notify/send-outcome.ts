import type { NotificationText } from "#shared/domain/alert.ts";

/**
 * What became of an attempt to send. `impossible`: it never will succeed with this address and text. `not_sent`: it surely was
 * not sent, and may be later (throttled, spending limit, sender not confirmed). Where it is not known whether the provider
 * took the message (no answer, an error on its side), the error is thrown.
 */
export type SendOutcome =
  | { readonly kind: "sent"; readonly providerId: string }
  | { readonly kind: "impossible"; readonly reason: string }
  | { readonly kind: "not_sent"; readonly reason: string };

/** One channel. `reference` is the same for every attempt of the same message. */
export interface Sender {
  readonly send: (address: string, text: NotificationText, reference: string) => Promise<SendOutcome>;
}

/** Sorts what a provider's SDK threw by the names of its errors; an error not listed is thrown on. */
export const sortFailure = (
  error: unknown,
  names: { readonly impossible: readonly string[]; readonly notSent: readonly string[] },
): SendOutcome => {
  if (!(error instanceof Error)) throw error;
  const reason = `${error.name}: ${error.message}`;
  if (names.impossible.includes(error.name)) return { kind: "impossible", reason };
  if (names.notSent.includes(error.name)) return { kind: "not_sent", reason };
  throw error;
};
