import type { Quantity } from "#shared/domain/quantity.ts";
import { between, clamp, type Random } from "./random.ts";
import { rounded } from "./simulated-device.ts";

interface WrongValues {
  /** Far off, once. */
  readonly spike: (value: number, random: Random) => number;
  /** Wrong, and one could believe it. */
  readonly echo: (value: number, random: Random) => number;
  /** Where a drift ends; 0 for what cannot drift. */
  readonly drift: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

const sign = (random: Random): number => (random() < 0.5 ? -1 : 1);
const flipped = (value: number): number => (value === 0 ? 1 : 0);
const flag: WrongValues = { spike: flipped, echo: flipped, drift: 0, minimum: 0, maximum: 1, step: 1 };

/**
 * How the sensors of the scenarios go wrong: the ping of an ultrasonic sensor that comes back from a drop or never (both recorded at
 * House Mill, UCL CASA, in 0.8 % of readings), a spider or a weed before it, an insect in a particle sensor's chamber, a gas sensor's
 * poisoned cell, a camera that names a shadow. Sizes are assumptions.
 */
const WRONG: Readonly<Partial<Record<Quantity, WrongValues>>> = {
  distance: {
    spike: (value, random) =>
      random() < 0.7 ? between(random, 0.3, Math.max(0.4, value * 0.7)) : between(random, value + 0.5, 10),
    echo: (value, random) => value - between(random, 0.05, 0.6),
    drift: 0.3,
    minimum: 0.3,
    maximum: 10,
    step: 0.001,
  },
  pm2_5: {
    spike: (value, random) => value + between(random, 150, 950),
    echo: (value, random) => value + between(random, 20, 120),
    drift: 30,
    minimum: 0,
    maximum: 1_000,
    step: 1,
  },
  carbon_monoxide: {
    spike: (value, random) => value + between(random, 5, 100),
    echo: (value, random) => value + between(random, 1, 4),
    drift: 2,
    minimum: 0,
    maximum: 500,
    step: 0.1,
  },
  volatile_organic_compounds: {
    spike: (value, random) => value + between(random, 2, 20),
    echo: (value, random) => value + between(random, 0.3, 2),
    drift: 1,
    minimum: 0,
    maximum: 40,
    step: 0.1,
  },
  air_temperature: {
    spike: (value, random) => value + sign(random) * between(random, 10, 40),
    echo: (value, random) => value + sign(random) * between(random, 2, 6),
    drift: 4,
    minimum: -40,
    maximum: 85,
    step: 0.1,
  },
  relative_humidity: {
    spike: (value, random) => value + (value > 50 ? -1 : 1) * between(random, 25, 45),
    echo: (value, random) => value + (value > 50 ? -1 : 1) * between(random, 5, 15),
    drift: 12,
    minimum: 0,
    maximum: 100,
    step: 0.1,
  },
  motion: flag,
  vehicle_present: flag,
  vision_class: {
    spike: (value, random) => (value + 1 + Math.floor(random() * 2)) % 3,
    echo: (value, random) => (value + 1 + Math.floor(random() * 2)) % 3,
    drift: 0,
    minimum: 0,
    maximum: 2,
    step: 1,
  },
};

export type Values = Readonly<Partial<Record<Quantity, number>>>;

const wrongIn = (values: Values): readonly Quantity[] =>
  (Object.keys(values) as Quantity[]).filter((quantity) => WRONG[quantity] !== undefined);

/** Whether a frame tells anything that can be wrong in this way. */
export const canBeWrong = (values: Values): boolean => wrongIn(values).length > 0;

/** One of the frame's quantities that can drift. */
export const driftingIn = (values: Values, random: Random): Quantity | undefined => {
  const drifting = wrongIn(values).filter((quantity) => (WRONG[quantity]?.drift ?? 0) > 0);
  return drifting[Math.floor(random() * drifting.length)];
};

export const wrongly = (how: "spike" | "echo", values: Values, random: Random): Values => {
  const quantities = wrongIn(values);
  const quantity = quantities[Math.floor(random() * quantities.length)];
  if (quantity === undefined) return values;
  const wrong = WRONG[quantity];
  return wrong === undefined
    ? values
    : withValue(values, quantity, wrong[how](values[quantity] ?? 0, random));
};

/** @param share of the whole drift: -1 to 1 */
export const drifted = (values: Values, quantity: Quantity, share: number): Values =>
  withValue(values, quantity, (values[quantity] ?? 0) + share * (WRONG[quantity]?.drift ?? 0));

const withValue = (values: Values, quantity: Quantity, value: number): Values => {
  const wrong = WRONG[quantity];
  if (wrong === undefined) return values;
  return { ...values, [quantity]: rounded(clamp(value, wrong.minimum, wrong.maximum), wrong.step) };
};
