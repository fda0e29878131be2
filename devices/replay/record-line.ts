import { type EpochMs, toIso } from "#shared/domain/time.ts";
import { isDocument } from "../network-servers/read-document.ts";

/**
 * One line of a recording, NDJSON: `{"receivedAt", "topic", "document"}`. What is no JSON document is kept as it came, in base64,
 * as `payload_base64`: it cannot be replayed, and it is not lost.
 */
export const recordLine = (receivedAt: EpochMs, topic: string, payload: Uint8Array): string => {
  const document = documentIn(Buffer.from(payload).toString("utf8"));
  const kept =
    document === undefined ? { payload_base64: Buffer.from(payload).toString("base64") } : { document };
  return JSON.stringify({ receivedAt: toIso(receivedAt), topic, ...kept });
};

const documentIn = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isDocument(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
