import type * as z from "zod";

/** The first thing wrong with a document, with its field, like `WirelessMetadata.LoRaWAN.FCnt: a number is expected`. */
export const sentenceOf = ({ issues: [issue] }: z.ZodError, ...within: readonly string[]): string => {
  const field = [...within, ...(issue?.path ?? [])].join(".") || "the document";
  return `${field}: ${issue?.message}`;
};
