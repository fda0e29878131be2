import { LineCounter } from "yaml";
import * as z from "zod";
import type { Complaint } from "#shared/domain/village-complaints.ts";
import { yamlDocument } from "./yaml-document.ts";

/** One thing wrong with a file: `line 12, sites[0].name.en: Invalid input`. */
export type FileFault = string;

export interface PlacedYaml {
  readonly value: unknown;
  /** Says where in the file a complaint belongs. */
  readonly placed: (complaint: Complaint) => FileFault;
}

/** Reads a YAML file so that what is wrong with it can be said by line and field. */
export const readYaml = (text: string): PlacedYaml | { readonly faults: readonly FileFault[] } => {
  const lineCounter = new LineCounter();
  const document = yamlDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number | undefined): string =>
    offset === undefined ? "" : `line ${lineCounter.linePos(offset).line}, `;
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => `${lineAt(pos[0])}${message}`) };
  }
  return {
    value: document.toJS(),
    placed: ({ path, message }) =>
      `${lineAt(offsetOf(document, path))}${z.core.toDotPath([...path]) || "the file"}: ${message}`,
  };
};

/** YAML takes digits for a number. */
export const inQuotes = ({ code, expected, input }: z.core.$ZodRawIssue): string | undefined =>
  code === "invalid_type" && expected === "string" && typeof input === "number"
    ? "a text is expected, and this is a number: put it in quotes"
    : undefined;

/** Where a field stands; of one that is missing, where the nearest around it stands. */
const offsetOf = (
  document: ReturnType<typeof yamlDocument>,
  path: readonly PropertyKey[],
): number | undefined => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    if (Array.isArray(range)) return Number(range[0]);
  }
  return undefined;
};
