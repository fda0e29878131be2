import { LineCounter } from "yaml";
import * as z from "zod";
import { type VillageFile, villageFileSchema } from "#shared/domain/village.ts";
import type { Complaint } from "#shared/domain/village-complaints.ts";
import { fileComplaints } from "./provisioning/file-complaints.ts";
import { yamlDocument } from "./yaml-document.ts";

/** One thing wrong with a village's file: `line 12, sites[0].name.en: Invalid input`. */
export type FileFault = string;

export interface ReadVillageFile {
  readonly village: VillageFile;
  readonly text: string;
  /** Says where in the file a complaint belongs. */
  readonly placed: (complaint: Complaint) => FileFault;
}

/** Reads a village's file (YAML); or says everything that is wrong with it, by line and field. */
export const parseVillageFile = (
  text: string,
): ReadVillageFile | { readonly faults: readonly FileFault[] } => {
  const lineCounter = new LineCounter();
  const document = yamlDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number | undefined): string =>
    offset === undefined ? "" : `line ${lineCounter.linePos(offset).line}, `;
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => `${lineAt(pos[0])}${message}`) };
  }
  const placed = ({ path, message }: Complaint): FileFault =>
    `${lineAt(offsetOf(document, path))}${z.core.toDotPath([...path]) || "the file"}: ${message}`;
  const checked = villageFileSchema.safeParse(document.toJS(), { error: inQuotes });
  if (!checked.success) return { faults: checked.error.issues.map(placed) };
  const complaints = fileComplaints(checked.data);
  return complaints.length === 0
    ? { village: checked.data, text, placed }
    : { faults: complaints.map(placed) };
};

/** YAML takes digits for a number. */
const inQuotes = ({ code, expected, input }: z.core.$ZodRawIssue): string | undefined =>
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
