import { type HandOver, sortSilence, sortStatus } from "./downlink-sender.ts";
import type { Token } from "./token.ts";

const ANSWER_WITHIN_MS = 10_000;
const MOST_WORDS = 200;

export interface JsonPost {
  /** For sentences. */
  readonly networkServer: string;
  readonly url: string;
  readonly token: Token;
  /** The header that carries the token after the word `Bearer`. */
  readonly tokenHeader: string;
  readonly body: object;
  readonly answerWithinMs?: number | undefined;
}

/** An answer of success, parsed; or what its failure means. After a failure the token is read anew: it may have been replaced. */
export const postJson = async (post: JsonPost): Promise<{ readonly answer: unknown } | HandOver> => {
  const { networkServer, token } = post;
  let held: string;
  try {
    held = await token.read();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { kind: "not_taken", reason: `the token of ${networkServer} cannot be read: ${words}` };
  }
  try {
    const response = await fetch(post.url, requestOf(post, held));
    const text = await response.text();
    if (response.ok) return { answer: parsed(text) };
    token.forget();
    const words = text.replaceAll(/\s+/g, " ").replaceAll(held, "(token)").trim().slice(0, MOST_WORDS);
    return sortStatus(response.status, `${networkServer} answers ${response.status}: ${words}`);
  } catch (error) {
    return sortSilence(error, networkServer);
  }
};

/** A redirect is not followed: the token is for one address. */
const requestOf = (
  { tokenHeader, body, answerWithinMs = ANSWER_WITHIN_MS }: JsonPost,
  token: string,
): RequestInit => ({
  method: "POST",
  headers: {
    [tokenHeader]: `Bearer ${token}`,
    "content-type": "application/json",
    accept: "application/json",
  },
  body: JSON.stringify(body),
  redirect: "manual",
  signal: AbortSignal.timeout(answerWithinMs),
});

/** It was taken all the same when the answer is no JSON. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
