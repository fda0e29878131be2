import { flood } from "#shared/rules/flood/flood-definition.ts";
import { floodRule } from "#shared/rules/flood/flood-rule.ts";
import type { HazardDefinition } from "#shared/rules/hazard-definition.ts";
import { hazardRule } from "#shared/rules/hazard-rule.ts";

const rule = hazardRule({
  ...floodRule,
  asksWeather: true,
  step: (memory, frame, settings, surroundings) => {
    const step = floodRule.step(memory, frame, settings, surroundings);
    const { assessment } = step;
    const isRaised = assessment !== undefined && assessment.level !== "normal";
    return isRaised && surroundings.weather?.warnings?.rainstorm !== undefined
      ? { ...step, assessment: { ...assessment, level: "danger" } }
      : step;
  },
});

/** Floods, but any alarm is danger while a rainstorm signal stands: so that weather which is lost, or new, cannot hide. */
export const rainHeeding: HazardDefinition = { ...flood, rule };
