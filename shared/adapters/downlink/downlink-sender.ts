import type { DownlinkRequest } from "#shared/domain/downlink.ts";
import { neverLeft } from "../notify/never-left.ts";

/**
 * What a network server made of a downlink. `accepted`: it is in its queue, which is no delivery. `refused`: it never will take it.
 * `not_taken`: it surely does not have it, and may take it later. `unknown`: it gave no answer, or failed with it in hand.
 */
export type HandOver =
  | { readonly kind: "accepted"; readonly messageId: string }
  | { readonly kind: "refused" | "not_taken" | "unknown"; readonly reason: string };

/** One network server. A downlink sent twice sets the same interval twice, so what is unknown may be sent again. */
export interface DownlinkSender {
  readonly send: (downlink: DownlinkRequest) => Promise<HandOver>;
}

export type NetworkServerName = DownlinkRequest["address"]["via"];

const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;
/** A token that is wrong, spent or may too little: people can mend that. */
const NOT_ALLOWED = [401, 403];

/** Sorts an answer that is no success by its HTTP status. */
export const sortStatus = (status: number, reason: string): HandOver => {
  const isMendable = [...NOT_ALLOWED, TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE].includes(status);
  if (isMendable) return { kind: "not_taken", reason };
  return status >= 400 && status < 500 ? { kind: "refused", reason } : { kind: "unknown", reason };
};

/** Sorts what was thrown where no answer came: by whether a byte can have left. `fetch` hides what happened in the cause. */
export const sortSilence = (error: unknown, networkServer: string): HandOver => {
  const told = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const words = told instanceof Error ? told.message || told.name : String(told);
  return { kind: neverLeft(told) ? "not_taken" : "unknown", reason: `${networkServer}: ${words}` };
};
