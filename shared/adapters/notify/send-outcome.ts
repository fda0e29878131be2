import { setTimeout as pause } from "node:timers/promises";
import type { NotificationText } from "#shared/domain/alert.ts";
import { neverLeft } from "./never-left.ts";

/**
 * What became of an attempt to send. `impossible`: it never will succeed with this address and text. `not_sent`: it never
 * reached the provider (no name, no connection), or was refused and may be taken later (throttled, spending limit, sender not
 * confirmed). Where nobody knows whether the provider took the message, the error is thrown: it gave no answer, or failed.
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
 * The SDK itself must not try again: it does so after a lost answer too, and the message would come twice. A sender's client
 * takes these settings, and `patiently` tries again what was surely refused.
 */
export const SEND_ONCE = { maxAttempts: 1 } as const;

const SERVICE_UNAVAILABLE = 503;
/** Statuses by which a provider says that it did not take a message. Any other may come after it did. */
const isRefusal = (status: number): boolean =>
  (status >= 400 && status < 500) || status === SERVICE_UNAVAILABLE;

/**
 * Sorts what a provider's SDK threw: by name where it never will succeed, else by whether the message surely was not taken.
 * Providers repeat the address in their messages: no number or mail address leaves here, neither in a reason nor in an error.
 */
export const sortFailure = (error: unknown, impossible: readonly string[]): SendOutcome => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const reason = `${name}: ${withoutAddresses(message)}`;
  if (impossible.includes(name)) return { kind: "impossible", reason };
  const status = statusOf(error);
  const refused = status === undefined ? neverLeft(error) : isRefusal(status);
  if (refused) return { kind: "not_sent", reason };
  throw new Error(reason);
};

/** The HTTP status that an SDK error carries when the provider answered. */
const statusOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const metadata: unknown = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
};

const withoutAddresses = (text: string): string =>
  text.replace(/[^\s<>:,;"']+@[^\s<>:,;"']+/g, "(address)").replace(/\+?\d[\d\s-]{5,}\d/g, "(number)");

const TRIES = 3;
const FIRST_WAIT_MS = 150;

/** Tries again at once, twice, what was refused: a throttled warning should not wait for the queue to bring it back. */
export const patiently = async (
  attempt: () => Promise<SendOutcome>,
  wait: (milliseconds: number) => Promise<unknown> = pause,
): Promise<SendOutcome> => {
  let outcome = await attempt();
  for (let tried = 1; tried < TRIES && outcome.kind === "not_sent"; tried += 1) {
    await wait(FIRST_WAIT_MS * 2 ** tried * (0.5 + Math.random()));
    outcome = await attempt();
  }
  return outcome;
};
