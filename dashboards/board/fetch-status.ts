import type { VillageStatus } from "#shared/domain/status.ts";
import type { ClockReading } from "./board-clock.ts";
import type { Trouble } from "./connection.ts";
import { readStatusDocument } from "./status-document.ts";

export type Answer =
  | { readonly kind: "document"; readonly status: VillageStatus; readonly clock: ClockReading }
  | { readonly kind: "unchanged"; readonly clock: ClockReading }
  | { readonly kind: "trouble"; readonly trouble: Trouble; readonly clock?: ClockReading };

/** Nobody waits longer at a bad connection; the next poll comes anyway. */
const GIVE_UP_MS = 15_000;

/**
 * Asks for a status document again and again, each time only for what has changed (`If-None-Match`). Never rejects: what goes
 * wrong is an answer. By XMLHttpRequest, which phones from before `fetch` have, with its own time limit.
 */
export const statusSource = (url: string): (() => Promise<Answer>) => {
  let etag: string | null = null;
  return () =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const sentAt = Date.now();
      request.open("GET", url);
      request.timeout = GIVE_UP_MS;
      if (etag !== null) request.setRequestHeader("If-None-Match", etag);
      const unanswered = (): void => resolve({ kind: "trouble", trouble: "no_answer" });
      request.onerror = unanswered;
      request.ontimeout = unanswered;
      request.onabort = unanswered;
      request.onload = () => {
        const answer = answerOf(request, sentAt);
        etag = answer.kind === "unchanged" ? etag : null;
        if (answer.kind === "document") etag = request.getResponseHeader("ETag");
        resolve(answer);
      };
      request.send();
    });
};

const answerOf = (request: XMLHttpRequest, sentAt: number): Answer => {
  const clock: ClockReading = {
    date: request.getResponseHeader("Date"),
    age: request.getResponseHeader("Age"),
    sentAt,
    receivedAt: Date.now(),
  };
  if (request.status === 304) return { kind: "unchanged", clock };
  if (request.status === 403 || request.status === 404) {
    return { kind: "trouble", trouble: "not_published", clock };
  }
  if (request.status !== 200) return { kind: "trouble", trouble: "no_answer", clock };
  const status = readStatusDocument(request.responseText);
  return status === undefined
    ? { kind: "trouble", trouble: "unreadable", clock }
    : { kind: "document", status, clock };
};
