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

/**
 * Sorts what a provider's SDK threw by the names of its errors. An error not listed is thrown on. Providers repeat the address
 * in their messages: no number or mail address leaves here, neither in a reason nor in an error.
 */
export const sortFailure = (
  error: unknown,
  names: { readonly impossible: readonly string[]; readonly notSent: readonly string[] },
): SendOutcome => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const reason = `${name}: ${withoutAddresses(message)}`;
  if (names.impossible.includes(name)) return { kind: "impossible", reason };
  if (names.notSent.includes(name)) return { kind: "not_sent", reason };
  throw new Error(reason);
};

export const withoutAddresses = (text: string): string =>
  text.replace(/[^\s<>:,;"']+@[^\s<>:,;"']+/g, "(address)").replace(/\+?\d[\d\s-]{5,}\d/g, "(number)");
