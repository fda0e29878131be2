import type { Assessment } from "#shared/domain/assessment.ts";
import { type FloodPicture, floodEvidence } from "./flood-evidence.ts";
import type { FloodMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";

/** What the rule says of a site after a step, from what it remembers and the picture it has. */
export const floodAssessment = (
  { forewarned, unconfirmed }: Pick<FloodMemory, "forewarned" | "unconfirmed">,
  picture: FloodPicture,
  settings: FloodSettings,
): Assessment => ({
  hazard: "flood",
  observedAt: picture.reading.observedAt,
  level: picture.level,
  ...floodEvidence(picture, settings),
  ...(forewarned === undefined ? {} : { expects: "danger" }),
  ...(unconfirmed === undefined ? {} : { unconfirmed }),
});
