import { floodRule } from "./flood/flood-rule.ts";
import { type HazardRule, hazardRule } from "./hazard-rule.ts";

/** Every hazard that is watched for: a further one is a folder beside `flood/` and a line here. */
export const RULES: readonly HazardRule[] = [hazardRule(floodRule)];
