import type { Answer } from "./fetch-status.ts";

export interface Polling {
  readonly take: (answer: Answer) => void;
  /** How long to wait for the next question, ms. */
  readonly waitMs: () => number;
  readonly onVisible: () => void;
}

/** Asks again and again while somebody can see the page, and at once when it comes to light or the network comes back. */
export const pollWhileVisible = (ask: () => Promise<Answer>, polling: Polling): void => {
  let timer: number | undefined;
  let isAsking = false;
  const poll = (): void => {
    clearTimeout(timer);
    if (isAsking || document.hidden) return;
    isAsking = true;
    ask()
      .then((answer) => {
        isAsking = false;
        polling.take(answer);
        timer = window.setTimeout(poll, polling.waitMs());
      })
      .catch(failLoudly);
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) polling.onVisible();
    poll();
  });
  window.addEventListener("online", poll);
  poll();
};

/** Out of the promise and into the window's `error` event, which every browser has. */
const failLoudly = (error: unknown): void => {
  setTimeout(() => {
    throw error;
  });
};
