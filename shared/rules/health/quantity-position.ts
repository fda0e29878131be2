import type { QuantityNow } from "#shared/domain/device-health.ts";
import type { Observation } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";

/** Where a quantity's values stand after one more frame, which may or may not tell it. */
export const positionAfter = (
  sofar: QuantityNow | undefined,
  { values, observedAt }: Pick<Observation, "values" | "observedAt">,
  quantity: Quantity,
): QuantityNow | undefined => {
  const value = values[quantity];
  if (value === undefined) return sofar && { ...sofar, framesSince: sofar.framesSince + 1 };
  const isFlat = sofar?.last === value;
  return {
    lastAt: observedAt,
    last: value,
    framesSince: 0,
    flatSince: isFlat ? sofar.flatSince : observedAt,
    flatReadings: isFlat ? sofar.flatReadings + 1 : 1,
    longestFlatMs: longestFlatMs(sofar, isFlat),
  };
};

const longestFlatMs = (sofar: QuantityNow | undefined, isFlat: boolean): number => {
  if (sofar === undefined) return 0;
  return isFlat ? sofar.longestFlatMs : Math.max(sofar.longestFlatMs, sofar.lastAt - sofar.flatSince);
};
