import * as z from "zod";

/**
 * What can go wrong at a site, in snake case: `flood`, `hill_fire`, `wild_pig`, `illegal_dumping`.
 * An open name, not a closed list: the hazards known are those that have a rule (see `shared/rules/hazards.ts`),
 * so that a further hazard is one folder more and no edit here.
 */
export const hazardSchema = z
  .string()
  .regex(/^[a-z][a-z_]{1,30}$/, "a hazard is written in snake case, like flood or hill_fire");
export type Hazard = z.infer<typeof hazardSchema>;
