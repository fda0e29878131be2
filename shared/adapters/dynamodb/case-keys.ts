import { placeOfCase } from "#shared/domain/case.ts";
import { type ItemKey, scope } from "./keys.ts";

/** All that begins with it are cases. */
export const CASES = "CASE#";

export const casesPk = (villageId: string, exerciseId?: string): string =>
  `${scope(exerciseId)}VILLAGE#${villageId}`;

/** @throws when the id is that of no case */
export const caseKey = (caseId: string): ItemKey => {
  const place = placeOfCase(caseId);
  if (place === undefined) throw new Error(`${caseId} is not the id of a case`);
  return { pk: casesPk(place.villageId, place.exerciseId), sk: `${CASES}${caseId}` };
};
