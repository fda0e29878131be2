import pRetry from "p-retry";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { refuse, type Told } from "./told.ts";

export interface Feed {
  /** For sentences. */
  readonly name: string;
  readonly url: string;
  /** Of the body when unpacked. More is not read. */
  readonly mostBytes: number;
  /** Everything included: a second attempt, and a body that drips. */
  readonly answerWithinMs: number;
}

/** What was sent as JSON or CSV; a page that says "please wait" with status 200 is neither. */
const TEXT_TYPES = /^(?:application\/(?:json|csv|octet-stream|vnd\.ms-excel)|text\/(?:json|csv|plain))\b/i;
/** A cache between that serves what it kept when the origin was last alive. */
const MOST_OLD_MS = 30 * MINUTE_MS;
const RETRIES = 1;
const FIRST_WAIT_MS = 500;

/** Another attempt may do better: nothing came, or the server said that it was its fault. */
class Passing extends Error {}

/**
 * Reads a public feed of text, bounded in size and time. Never throws: whatever is wrong with it becomes a sentence. A redirect is not
 * followed, since whatever stands there is not what was asked for.
 */
export const readFeed = async (feed: Feed, now: EpochMs): Promise<Told<string>> => {
  const signal = AbortSignal.timeout(feed.answerWithinMs);
  try {
    return await pRetry(() => attempt(feed, signal, now), {
      retries: RETRIES,
      minTimeout: FIRST_WAIT_MS,
      shouldRetry: ({ error }) => error instanceof Passing,
      signal,
    });
  } catch (error) {
    if (signal.aborted) return refuse(`${feed.name} did not answer within ${feed.answerWithinMs} ms`);
    return refuse(error instanceof Passing ? error.message : `${feed.name} cannot be read: ${String(error)}`);
  }
};

const attempt = async (feed: Feed, signal: AbortSignal, now: EpochMs): Promise<Told<string>> => {
  const { name, url } = feed;
  const response = await fetch(url, { redirect: "manual", signal }).catch((error: unknown) => {
    throw new Passing(`${name} cannot be reached: ${reasonOf(error)}`);
  });
  try {
    return wrongAnswer(name, response, now) ?? (await bodyOf(feed, response));
  } finally {
    // What is not read must not keep its connection.
    await response.body?.cancel().catch(() => undefined);
  }
};

const wrongAnswer = (name: string, { status, headers }: Response, now: EpochMs) => {
  if (status >= 500) throw new Passing(`${name} answers with status ${status}`);
  if (status !== 200) return refuse(`${name} answers with status ${status}, not with 200`);
  const type = headers.get("content-type") ?? "text/plain";
  if (!TEXT_TYPES.test(type)) return refuse(`${name} has the content type ${JSON.stringify(type)}`);
  const ageMs = now - Date.parse(headers.get("date") ?? "");
  return ageMs > MOST_OLD_MS
    ? refuse(`${name} was sent ${Math.round(ageMs / MINUTE_MS)} minutes ago, says its header date`)
    : undefined;
};

const bodyOf = async ({ name, mostBytes }: Feed, { body }: Response): Promise<Told<string>> => {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      if (bytes > mostBytes) return refuse(`${name} is longer than ${mostBytes} bytes`);
      text += decoder.decode(chunk, { stream: true });
    }
    return { told: text + decoder.decode() };
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
      return refuse(`${name} is not text in UTF-8`);
    }
    throw new Passing(`${name} broke off after ${bytes} bytes: ${reasonOf(error)}`);
  }
};

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};
