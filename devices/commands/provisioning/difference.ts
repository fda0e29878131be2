import diff, { type Difference } from "microdiff";
import { type Fields, fieldsOf, type ProvisionedVillage } from "./fields.ts";
import { masked } from "./masked.ts";

const NOTHING: Fields = {};
const LONGEST_VALUE = 100;

/** How a village and its recipients would change, one line a field, addresses masked; nothing when nothing would. */
export const differenceLines = (
  before: ProvisionedVillage | undefined,
  after: ProvisionedVillage,
): readonly string[] =>
  diff(before === undefined ? NOTHING : fieldsOf(before), fieldsOf(after)).flatMap(linesOf);

const linesOf = (difference: Difference): readonly string[] => {
  const path = difference.path.map(String);
  if (difference.type === "CREATE") {
    return leaves(difference.value, path).map((leaf) => `  + ${named(leaf.path)}: ${shown(leaf)}`);
  }
  if (difference.type === "REMOVE") {
    return leaves(difference.oldValue, path).map((leaf) => `  - ${named(leaf.path)}: ${shown(leaf)}`);
  }
  const old = shown({ path, value: difference.oldValue });
  const now = shown({ path, value: difference.value });
  return [
    `  ~ ${named(path)}: ${old === now ? `${old} -> another that looks the same here` : `${old} -> ${now}`}`,
  ];
};

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at the ends of a value; whole when it has no parts. */
const leaves = (value: unknown, path: readonly string[]): readonly Leaf[] =>
  isBranch(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
    : [{ path, value }];

const named = (path: readonly string[]): string => path.join(", ");

const shown = ({ path, value }: Leaf): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (path.includes("address")) return masked(text);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
};
