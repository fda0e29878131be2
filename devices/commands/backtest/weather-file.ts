import type { EpochMs } from "#shared/domain/time.ts";
import { nothingHeard, type VillageWeather, villageWeatherSchema } from "#shared/domain/weather.ts";
import { type FileFault, readYaml } from "../placed-yaml.ts";
import { plainIssue } from "../plain-issue.ts";
import { readText } from "../read-text.ts";

type Errors = { readonly errors: readonly string[] };

/** Fields in which an instant stands: since 1970 in milliseconds, or ISO 8601 as people write it. */
const INSTANTS: ReadonlySet<string> = new Set([
  ...["issuedAt", "expiresAt", "observedAt", "fetchedAt", "endsAt", "heardAt"],
]);
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads what was heard of the weather over a village (`villageWeatherSchema`, JSON): what a file does not name was not heard. Or everything
 * that is wrong with it, by line and field.
 */
export const readWeather = async (path: string): Promise<VillageWeather | Errors> => {
  const read = await readText(path);
  if ("error" in read) return { errors: [`--weather ${read.error}`] };
  const weather = parseWeather(read.text);
  return "faults" in weather
    ? { errors: [`--weather ${path}:`, ...weather.faults.map((fault) => `  ${fault}`)] }
    : weather;
};

export const parseWeather = (text: string): VillageWeather | { readonly faults: readonly FileFault[] } => {
  const read = readYaml(text);
  if ("faults" in read) return read;
  const { value, placed } = read;
  if (!isRecord(value)) {
    const parts = Object.keys(nothingHeard).join(", ");
    return { faults: [`the file: what was heard of the weather is expected, a group of ${parts}`] };
  }
  const checked = villageWeatherSchema.safeParse({ ...nothingHeard, ...withInstants(value) });
  return checked.success
    ? inOrder(checked.data)
    : {
        faults: checked.error.issues.map((issue) => placed({ path: issue.path, message: plainIssue(issue) })),
      };
};

/** As it would have been heard: whoever writes a file by hand adds where there is room. */
const inOrder = ({
  warnings,
  districtRainfall,
  stationRainfall,
  nowcasts,
}: VillageWeather): VillageWeather => ({
  warnings: sortedBy(
    warnings.map((heard) => ({ ...heard, heardAt: sortedBy(heard.heardAt, (at) => at) })),
    ({ heardAt: [first = 0] }) => first,
  ),
  districtRainfall: sortedBy(districtRainfall, ({ fetchedAt }) => fetchedAt),
  stationRainfall: sortedBy(stationRainfall, ({ fetchedAt }) => fetchedAt),
  nowcasts: sortedBy(
    nowcasts.map((nowcast) => ({
      ...nowcast,
      halfHours: sortedBy(nowcast.halfHours, ({ endsAt }) => endsAt),
    })),
    ({ fetchedAt }) => fetchedAt,
  ),
});

const sortedBy = <T>(entries: readonly T[], at: (entry: T) => EpochMs): readonly T[] =>
  entries.toSorted((a, b) => at(a) - at(b));

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const withInstants = (value: Fields): Fields =>
  Object.fromEntries(Object.entries(value).map(([name, field]) => [name, fieldOf(name, field)]));

const fieldOf = (name: string, field: unknown): unknown => {
  if (Array.isArray(field)) return field.map((entry) => fieldOf(name, entry));
  if (isRecord(field)) return withInstants(field);
  return typeof field === "string" && INSTANTS.has(name) && ISO.test(field) ? Date.parse(field) : field;
};
