import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { WindowEntry } from "#shared/domain/site-state.ts";
import type { HazardRule } from "./hazard-rule.ts";

/** What a rule reads in a frame, in the units of the catalogue. */
export type Values = Readonly<Partial<Record<Quantity, number>>>;

/** What the rule reads in a frame; undefined when that is nothing. */
export const valuesFor = (rule: HazardRule, { readings }: WindowEntry): Values | undefined => {
  const heeded = readings.filter(({ quantity }) => rule.quantities.includes(quantity));
  return heeded.length === 0
    ? undefined
    : Object.fromEntries(
        heeded.map(({ quantity, steps }) => [quantity, steps * QUANTITIES[quantity].resolution]),
      );
};

/** Flags of what nobody has judged. */
export const unjudged = (values: Values): Readonly<Partial<Record<Quantity, QualityFlag>>> =>
  Object.fromEntries(Object.keys(values).map((quantity) => [quantity, QUALITY.notEvaluated]));
