import { LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import { findProfile, profiles } from "#devices/registry.ts";
import { type VillageFile, villageFileSchema } from "#shared/domain/village.ts";
import { checkSettings } from "#shared/rules/hazards.ts";

/** One thing wrong with a village's file: `line 12, sites[0].name.en: Invalid input`. */
export type FileFault = string;

/** Reads a village's file (YAML); or says everything that is wrong with it, by line and field. */
export const parseVillageFile = (
  text: string,
): { readonly village: VillageFile } | { readonly faults: readonly FileFault[] } => {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number | undefined): string =>
    offset === undefined ? "" : `line ${lineCounter.linePos(offset).line}, `;
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => `${lineAt(pos[0])}${message}`) };
  }
  const placed = ({ path, message }: Complaint): FileFault =>
    `${lineAt(offsetOf(document, path))}${z.core.toDotPath([...path]) || "the file"}: ${message}`;
  const checked = villageFileSchema.safeParse(document.toJS());
  if (!checked.success) return { faults: checked.error.issues.map(placed) };
  const complaints = [...settingsComplaints(checked.data), ...profileComplaints(checked.data)];
  return complaints.length === 0 ? { village: checked.data } : { faults: complaints.map(placed) };
};

interface Complaint {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Thresholds belong to the hazard's rule, which checks them itself. */
const settingsComplaints = ({ sites }: VillageFile): readonly Complaint[] =>
  sites.flatMap((site, siteIndex) =>
    site.hazards.flatMap(({ hazard, settings }, hazardIndex) => {
      const path = ["sites", siteIndex, "hazards", hazardIndex];
      try {
        checkSettings(hazard, settings);
        return [];
      } catch (error) {
        if (error instanceof z.ZodError) {
          return error.issues.map((issue) => ({
            path: [...path, "settings", ...issue.path],
            message: issue.message,
          }));
        }
        if (error instanceof Error) return [{ path: [...path, "hazard"], message: error.message }];
        throw error;
      }
    }),
  );

/** A device whose frames nobody can read would be silent for ever. */
const profileComplaints = ({ devices }: VillageFile): readonly Complaint[] =>
  devices.flatMap(({ profileId }, index) =>
    findProfile(profileId) === undefined
      ? [
          {
            path: ["devices", index, "profileId"],
            message: `no model is called ${profileId}; known: ${profiles.map(({ id }) => id).join(", ")}`,
          },
        ]
      : [],
  );

/** Where a field stands; of one that is missing, where the nearest around it stands. */
const offsetOf = (
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): number | undefined => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    if (Array.isArray(range)) return Number(range[0]);
  }
  return undefined;
};
