/**
 * The catalogue of quantities: every physical thing a device can tell, each with ONE unit (UCUM), the bounds outside of which
 * a value is physically impossible for any device, and the resolution at which a window keeps it.
 */
export const QUANTITIES = {
  /** From the sensor's face down to the water or the ground. */
  distance: { unit: "m", minimum: 0, maximum: 60, resolution: 0.001 },
  /** Step in distance between two readings, as devices with a mutation alarm report it. */
  distance_change: { unit: "m", minimum: -60, maximum: 60, resolution: 0.001 },
  /** Height of the water above the site's datum: the drain's invert, the road, the river's gauge zero. */
  water_level: { unit: "m", minimum: -20, maximum: 60, resolution: 0.001 },
  battery_level: { unit: "%", minimum: 0, maximum: 100, resolution: 1 },
} as const;

export type Quantity = keyof typeof QUANTITIES;

export const isQuantity = (name: string): name is Quantity => Object.hasOwn(QUANTITIES, name);

/** Whether a value is physically possible at all; a value outside is undecodable or a fault, never a measurement. */
export const isWithinBounds = (quantity: Quantity, value: number): boolean =>
  value >= QUANTITIES[quantity].minimum && value <= QUANTITIES[quantity].maximum;
