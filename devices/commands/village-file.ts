import { type VillageFile, villageFileSchema } from "#shared/domain/village.ts";
import type { Complaint } from "#shared/domain/village-complaints.ts";
import { type FileFault, inQuotes, readYaml } from "./placed-yaml.ts";
import { plainIssue } from "./plain-issue.ts";
import { fileComplaints } from "./provisioning/file-complaints.ts";

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
  const read = readYaml(text);
  if ("faults" in read) return read;
  const { value, placed } = read;
  const checked = villageFileSchema.safeParse(value, { error: inQuotes });
  if (!checked.success) {
    return {
      faults: checked.error.issues.map((issue) => placed({ path: issue.path, message: plainIssue(issue) })),
    };
  }
  const complaints = fileComplaints(checked.data);
  return complaints.length === 0
    ? { village: checked.data, text, placed }
    : { faults: complaints.map(placed) };
};
