import pRetry from "p-retry";

const RETRIES = 3;
const FIRST_WAIT_MS = 20;

class Conflict extends Error {}

/**
 * Makes an attempt that may find somebody else's write before its own: then it is made anew, up to 3 times, each after a longer
 * wait of random length. Any error is thrown at once.
 *
 * @param attempt given the number of attempts before it
 * @returns what the attempt came to, or `conflict` when the last one lost too
 */
export const optimistically = async <T>(
  attempt: (retry: number) => Promise<T | "conflict">,
): Promise<T | "conflict"> => {
  try {
    return await pRetry(
      async (attemptNumber) => {
        const outcome = await attempt(attemptNumber - 1);
        if (outcome === "conflict") throw new Conflict("somebody else's write came first");
        return outcome;
      },
      {
        retries: RETRIES,
        minTimeout: FIRST_WAIT_MS,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof Conflict,
      },
    );
  } catch (error) {
    if (error instanceof Conflict) return "conflict";
    throw error;
  }
};
