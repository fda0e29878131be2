/** What is known of a quantity whatever device tells it. */
export interface QuantityEntry {
  /** UCUM (unitsofmeasure.org). `1` is a pure number, a count or a code. */
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  /** The step at which a window keeps it, in `unit`. */
  readonly resolution: number;
}

export const entry = <const Unit extends string>(
  unit: Unit,
  minimum: number,
  maximum: number,
  resolution: number,
): QuantityEntry & { readonly unit: Unit } => ({ unit, minimum, maximum, resolution });

/** Yes or no: 1 or 0. */
export const flag = entry("1", 0, 1, 1);
/** A device's own alarm, as its field table numbers it: 0 none or released, above 0 raised; the profile's `codes` say which. */
export const alarmCode = entry("1", 0, 255, 1);
export const counter = entry("1", 0, 4_294_967_295, 1);
export const length = (minimum: number, maximum: number) => entry("m", minimum, maximum, 0.001);
export const angle = entry("deg", -180, 180, 0.01);
export const temperature = entry("Cel", -60, 100, 0.01);
export const gas = (maximum: number) => entry("[ppm]", 0, maximum, 0.001);
export const dust = entry("ug/m3", 0, 20_000, 0.1);
export const particles = entry("1/cm3", 0, 1_000_000, 0.1);
