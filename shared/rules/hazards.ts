import type { Hazard } from "#shared/domain/hazard.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Site } from "#shared/domain/site.ts";
import type { HazardDefinition } from "./hazard-definition.ts";
import { HAZARDS } from "./hazard-list.ts";
import type { HazardRule } from "./hazard-rule.ts";

/** Throws when nobody watches for the hazard: provisioning refuses such a site, so it cannot come this far. */
export const hazardOf = (hazard: Hazard): HazardDefinition => {
  const definition = HAZARDS.find((candidate) => candidate.rule.hazard === hazard);
  if (definition === undefined) throw new Error(`no rule watches for the hazard ${hazard}`);
  return definition;
};

export const ruleFor = (hazard: Hazard): HazardRule => hazardOf(hazard).rule;

const watched = new WeakMap<Site, ReadonlySet<Quantity>>();

/** The quantities that a rule reads which watches the site, whenever it does. */
export const quantitiesWatchedAt = (site: Site): ReadonlySet<Quantity> => {
  const known =
    watched.get(site) ?? new Set(site.hazards.flatMap(({ hazard }) => ruleFor(hazard).quantities));
  watched.set(site, known);
  return known;
};

/**
 * Checks the settings of a hazard as a provisioning file gives them.
 *
 * @throws a ZodError that names the field, or an Error that names a hazard without a rule.
 */
export const checkSettings = (hazard: Hazard, settings: unknown): void => {
  ruleFor(hazard).parseSettings(settings);
};
