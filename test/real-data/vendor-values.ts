import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Measurement } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";

type Information = Readonly<Record<string, string | number>>;

/** What a vendor publishes for a frame, said in our words. */
export interface Told {
  readonly measurements: readonly Measurement[];
  readonly information: Information;
  /** Where a source rounds what it publishes: how far ours may lie from it, in our unit. */
  readonly within?: Readonly<Partial<Record<Quantity, number>>>;
}

/**
 * How one vendor's published values are said in ours: `vendor-values/<vendor>.ts`, named as the vendor in vectors.json, exports it as
 * `vendorValues`.
 */
export interface VendorValues {
  /** Name of a model in vectors.json -> id of our profile, where they do not name the model alike. */
  readonly models?: Readonly<Record<string, string>>;
  /**
   * What a frame's `expected` says.
   *
   * @throws on a name that it does not know, naming it: nothing a vendor tells is passed over unseen.
   */
  readonly told: (expected: unknown, profileId: string) => Told;
  /** Quantities that we read and the vendor's own decoder leaves out. */
  readonly alsoTold?: readonly Quantity[];
}

interface Scale {
  /** Ours is the vendor's number divided by this: 1000 for its millimetres. Or multiplied: 100 for its hectopascals. */
  readonly per?: number;
  readonly times?: number;
  /** The vendor's words -> our code. */
  readonly codes?: Readonly<Record<string, number>>;
}

/** Where a vendor's name goes. */
export type Place =
  | ({ readonly quantity: Quantity } & Scale)
  | { readonly information: string; readonly from?: (vendors: unknown) => string | number }
  | { readonly leftOut: string };

const numberOf = (value: unknown, { per = 1, times = 1, codes }: Scale): number => {
  const number = codes === undefined ? value : codes[String(value)];
  if (typeof number !== "number") throw new Error(`no number of ours for ${JSON.stringify(value)}`);
  return (number * times) / per;
};

/** Reads a flat object of names and values by a table. */
export const byName = (
  places: Readonly<Record<string, Place>>,
  expected: object,
  measuredAt?: number,
): Told => {
  const measurements: Measurement[] = [];
  const information: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(expected)) {
    const place = places[name];
    if (place === undefined) throw new Error(`"${name}" has no place in our words`);
    if ("quantity" in place) {
      const { quantity } = place;
      measurements.push({
        quantity,
        value: numberOf(value, place),
        ...(measuredAt !== undefined && { measuredAt }),
      });
    } else if ("information" in place) information[place.information] = (place.from ?? plain)(value);
  }
  return { measurements, information };
};

const plain = (value: unknown): string | number => {
  if (typeof value === "string" || typeof value === "number") return value;
  throw new Error(`neither text nor number: ${JSON.stringify(value)}`);
};

export const together = (parts: readonly Told[]): Told => ({
  measurements: parts.flatMap(({ measurements }) => measurements),
  information: Object.assign({}, ...parts.map(({ information }) => information)),
  within: Object.assign({}, ...parts.map(({ within }) => within)),
});

/** Every vendor's, from its file; the key is the vendor's name in vectors.json. */
export const allVendorValues = async (): Promise<ReadonlyMap<string, VendorValues>> => {
  const folder = join(import.meta.dirname, "vendor-values");
  const entries = readdirSync(folder).map(async (file) => {
    const module: { readonly vendorValues: VendorValues } = await import(join(folder, file));
    return [basename(file, ".ts"), module.vendorValues] as const;
  });
  return new Map(await Promise.all(entries));
};
