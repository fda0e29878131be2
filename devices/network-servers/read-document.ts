import type * as z from "zod";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import type {
  Circumstances,
  Document,
  IgnoredDocument,
  NetworkServer,
  ParsedDocument,
  UnreadableDocument,
} from "./network-server.ts";

export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What lies at a path of a document, or undefined where the path ends. */
export const at = (document: unknown, ...path: readonly string[]): unknown =>
  path.reduce((value: unknown, key) => (isDocument(value) ? value[key] : undefined), document);

/** The first thing wrong with a document, with its field, like `WirelessMetadata.LoRaWAN.FCnt: a number is expected`. */
export const sentenceOf = ({ issues: [issue] }: z.ZodError, ...within: readonly string[]): string => {
  const field = [...within, ...(issue?.path ?? [])].join(".") || "the document";
  return `${field}: ${issue?.message}`;
};

const deviceNamed = (devEui: unknown): { readonly devEui?: string } => {
  const parsed = devEuiSchema.safeParse(devEui);
  return parsed.success ? { devEui: parsed.data } : {};
};

export const ignored = (explanation: string, devEui?: unknown): IgnoredDocument => ({
  kind: "ignored",
  explanation,
  ...deviceNamed(devEui),
});

export const unreadable = (error: string, devEui?: unknown): UnreadableDocument => ({
  kind: "unreadable",
  error,
  ...deviceNamed(devEui),
});

/** Reads a document with its schema, or names the first field that does not fit. */
export const readWith = <Fields>(
  schema: z.ZodType<Fields>,
  document: unknown,
  devEui: unknown,
  read: (fields: Fields) => ParsedDocument,
): ParsedDocument => {
  const parsed = schema.safeParse(document);
  return parsed.success ? read(parsed.data) : unreadable(sentenceOf(parsed.error), devEui);
};

/** One kind of document of a network server. */
export interface DocumentKind {
  readonly is: (document: Document) => boolean;
  readonly read: (document: Document, circumstances: Circumstances) => ParsedDocument;
}

/** A network server by the documents that it sends: the first kind that fits is read. */
export const networkServer = (id: string, name: string, kinds: readonly DocumentKind[]): NetworkServer => ({
  id,
  name,
  recognises: (document) => kinds.some(({ is }) => is(document)),
  parse: (document, circumstances) =>
    kinds.find(({ is }) => is(document))?.read(document, circumstances) ??
    unreadable(`no document of ${name} that is known`),
});

/** Whether a document has a field. */
export const has =
  (...path: readonly string[]) =>
  (document: Document): boolean =>
    (at(document, ...path) ?? undefined) !== undefined;
