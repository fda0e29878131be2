import type { Hazard } from "#shared/domain/hazard.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { floodRule } from "./flood/flood-rule.ts";
import { type HazardRule, hazardRule } from "./hazard-rule.ts";

/** Every hazard that has a rule: a further one is a folder beside `flood/` and a line here. */
const rules: readonly HazardRule[] = [hazardRule(floodRule)];

/** Throws when no rule watches for the hazard: provisioning refuses such a site, so it cannot come this far. */
export const ruleFor = (hazard: Hazard): HazardRule => {
  const rule = rules.find((candidate) => candidate.hazard === hazard);
  if (rule === undefined) throw new Error(`no rule watches for the hazard ${hazard}`);
  return rule;
};

/** The quantities that some rule reads. */
export const watchedQuantities: ReadonlySet<Quantity> = new Set(rules.flatMap((rule) => rule.quantities));

/**
 * Checks the settings of a hazard as a provisioning file gives them.
 *
 * @throws a ZodError that names the field, or an Error that names a hazard without a rule.
 */
export const checkSettings = (hazard: Hazard, settings: unknown): void => {
  ruleFor(hazard).parseSettings(settings);
};
