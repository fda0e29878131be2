import { LANGUAGES } from "#shared/domain/language.ts";
import { LEVELS } from "#shared/domain/level.ts";
import type { SiteStatus, VillageStatus } from "#shared/domain/status.ts";

/** What has come, as far as it is known yet: an object's members, each of any kind. */
type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isAbsentOr =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || is(value);
const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0;
const isLevel = (value: unknown): boolean => LEVELS.some((level) => level === value);
const isBilingual = (value: unknown): boolean =>
  isMembers(value) && LANGUAGES.every((language) => isText(value[language]));

const isFlood = (value: unknown): boolean =>
  isMembers(value) &&
  isNumber(value.waterLevelM) &&
  isAbsentOr(isNumber)(value.percentFull) &&
  isNumber(value.fullM) &&
  value.fullM > 0 &&
  isMembers(value.thresholdsM) &&
  [value.thresholdsM.advisory, value.thresholdsM.warning, value.thresholdsM.danger].every(isNumber) &&
  isAbsentOr(isNumber)(value.ratePer10MinM) &&
  ["rising", "steady", "falling"].some((trend) => trend === value.trend) &&
  isAbsentOr(isForecast)(value.forecast);

const isForecast = (value: unknown): boolean =>
  isMembers(value) &&
  isLevel(value.level) &&
  isNumber(value.inMinutes) &&
  isAbsentOr(isNumber)(value.earliestMinutes) &&
  isAbsentOr(isNumber)(value.latestMinutes);

/** One of a kind that this page does not know is passed over when it is shown. */
const isTroubles = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => isMembers(item) && isText(item.kind) && isNumber(item.since));

const isSite = (value: unknown): value is SiteStatus =>
  isMembers(value) &&
  isText(value.siteId) &&
  isText(value.hazard) &&
  isAbsentOr(isBilingual)(value.hazardName) &&
  isAbsentOr(isBilingual)(value.says) &&
  isAbsentOr(isNumber)(value.endsAt) &&
  isBilingual(value.name) &&
  isLevel(value.level) &&
  isAbsentOr(isNumber)(value.since) &&
  isNumber(value.score) &&
  isAbsentOr(isNumber)(value.observedAt) &&
  isNumber(value.staleAfterS) &&
  typeof value.suspect === "boolean" &&
  isAbsentOr(isFlood)(value.flood) &&
  isAbsentOr(isNumber)(value.maintenanceUntil) &&
  isAbsentOr(isTroubles)(value.troubles);

const isExercise = (value: unknown): boolean =>
  isMembers(value) &&
  isText(value.exerciseId) &&
  isNumber(value.traceStart) &&
  isNumber(value.startedAt) &&
  isNumber(value.speed) &&
  isAbsentOr(isNumber)(value.traceEnd);

/**
 * Whether a value is a status document this page can show. Everything the page reads is looked at; what it does not read may
 * change without breaking a board that hangs on a wall. (The full schema is too heavy for an old phone.)
 */
const isVillageStatus = (value: unknown): value is VillageStatus =>
  isMembers(value) &&
  value.schema === "village-status/1" &&
  isText(value.villageId) &&
  isBilingual(value.name) &&
  isText(value.telephone) &&
  isNumber(value.publishedAt) &&
  Array.isArray(value.sites) &&
  value.sites.every(isSite) &&
  isAbsentOr(isExercise)(value.exercise);

/** Reads a status document; undefined when it is not one that can be shown. */
export const readStatusDocument = (text: string): VillageStatus | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isVillageStatus(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
