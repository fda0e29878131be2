import type { Measurement } from "#shared/domain/observation.ts";
import { isWithinBounds, QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** What has been read of a frame so far. */
export interface Gathered {
  readonly measurements: Measurement[];
  readonly information: Record<string, string | number>;
  readonly warnings: string[];
  readonly errors: string[];
  unmeasured?: Partial<Record<Quantity, string>>;
}

export const nothingGathered = (): Gathered => ({
  measurements: [],
  information: {},
  warnings: [],
  errors: [],
});

/** Adds a value that was read: an impossible one becomes a warning, and so does a second one that says otherwise. */
export const gatherValue = (
  { measurements, warnings }: Gathered,
  quantity: Quantity,
  value: number,
  measuredAt?: EpochMs,
): void => {
  const { unit, minimum, maximum } = QUANTITIES[quantity];
  if (!isWithinBounds(quantity, value)) {
    warnings.push(`${quantity}: ${value} ${unit} is impossible, it lies between ${minimum} and ${maximum}`);
  } else if (measuredAt !== undefined) {
    measurements.push({ quantity, value, measuredAt });
  } else {
    const held = measurements.find((other) => other.quantity === quantity && other.measuredAt === undefined);
    if (held === undefined) measurements.push({ quantity, value });
    else if (held.value !== value) {
      warnings.push(`${quantity}: given twice, ${held.value} and ${value} ${unit}; the first was kept`);
    }
  }
};

/** Notes that the device itself says why it has no value now; of a reading out of its memory only the warning stays. */
export const gatherUnmeasured = (
  gathered: Gathered,
  quantity: Quantity,
  why: string,
  measuredAt?: EpochMs,
): void => {
  const sentence = `${quantity}: ${why}`;
  gathered.warnings.push(sentence);
  if (measuredAt === undefined) gathered.unmeasured = { ...gathered.unmeasured, [quantity]: sentence };
};
