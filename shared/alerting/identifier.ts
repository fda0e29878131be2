import type { Hazard } from "#shared/domain/hazard.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";

/** What an alert's identifier is made of. A retry has the same, so it makes the same identifier. */
export interface IdentifierParts {
  readonly villageId: string;
  readonly siteId: string;
  readonly hazard: Hazard;
  /** 1 for the first alert ever made of this hazard at this site. */
  readonly sequence: number;
  readonly transitionAt: EpochMs;
  readonly exerciseId?: string | undefined;
}

/**
 * `lam-tsuen.wai-tau-bridge.flood.12.20260908T154100Z`, and in an exercise `exercise.storm-1.lam-tsuen...`: only characters that CAP
 * allows in an identifier (no space, comma, `<` or `&`) and that a key or an address can carry as they are.
 */
export const alertIdentifier = ({
  villageId,
  siteId,
  hazard,
  sequence,
  transitionAt,
  exerciseId,
}: IdentifierParts): string => {
  const at = `${toIso(transitionAt).slice(0, 19).replace(/[-:]/g, "")}Z`;
  const scope = exerciseId === undefined ? [] : ["exercise", exerciseId];
  return [...scope, villageId, siteId, hazard, sequence, at].join(".");
};
