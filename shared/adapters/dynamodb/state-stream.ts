import * as z from "zod";
import type { SiteState } from "#shared/domain/site-state.ts";
import { SITE_TROUBLES, type SiteTrouble } from "#shared/domain/status.ts";
import type { SitePlace } from "../place.ts";
import { placeOf } from "./keys.ts";
import { unpackState } from "./packed-state.ts";

/** A record of the state table's stream as Lambda hands it over: attributes by type, binary in base64. */
const keysSchema = z.object({
  dynamodb: z.object({
    Keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }),
  }),
});

const stateSchema = z.object({
  dynamodb: z.object({
    NewImage: z
      .object({ version: z.object({ N: z.coerce.number().int() }), body: z.object({ B: z.base64() }) })
      .optional(),
  }),
});

/** A site's state as one write left it. */
export interface WrittenState {
  readonly place: SitePlace;
  readonly state: SiteState;
}

/** What is wrong at a site stands beside its state, under a key of its own. */
const HEALTH = /^HEALTH#/;

/** Of each finding only what a board shows. */
const healthSchema = z.object({
  dynamodb: z.object({
    NewImage: z
      .object({
        findings: z.object({
          L: z.array(
            z.object({
              M: z.object({
                kind: z.object({ S: z.string() }),
                since: z.object({ N: z.coerce.number().int() }),
              }),
            }),
          ),
        }),
      })
      .optional(),
  }),
});

/** What is wrong at a site, as far as a board shows it. */
export interface WrittenHealth {
  readonly villageId: string;
  readonly siteId: string;
  readonly troubles: readonly SiteTrouble[];
}

/** What a stream record says of a site's health; `undefined` when it is not of that. */
export const writtenHealth = (record: unknown): WrittenHealth | undefined => {
  if (!HEALTH.test(keysSchema.parse(record).dynamodb.Keys.sk.S)) return undefined;
  const { villageId, siteId } = writtenPlace(record);
  const found = healthSchema.parse(record).dynamodb.NewImage?.findings.L ?? [];
  const troubles = SITE_TROUBLES.flatMap((kind) =>
    found.flatMap(({ M }) => (M.kind.S === kind ? [{ kind, since: M.since.N }] : [])),
  );
  return { villageId, siteId, troubles };
};

/** @throws when the record is neither of a site's state nor of its health */
export const writtenPlace = (record: unknown): SitePlace => {
  const { pk, sk } = keysSchema.parse(record).dynamodb.Keys;
  return placeOf({ pk: pk.S, sk: sk.S.replace(HEALTH, "SITE#") });
};

/**
 * What a stream record says; `undefined` for the removal of a state, as when an exercise has expired, and for a site's health.
 *
 * @throws when the record is not of a site, naming the field, or of a schema version that this code does not know
 */
export const writtenState = (record: unknown): WrittenState | undefined => {
  const place = writtenPlace(record);
  if (HEALTH.test(keysSchema.parse(record).dynamodb.Keys.sk.S)) return undefined;
  const image = stateSchema.parse(record).dynamodb.NewImage;
  if (image === undefined) return undefined;
  const identity = { villageId: place.villageId, siteId: place.siteId, version: image.version.N };
  return { place, state: unpackState(Buffer.from(image.body.B, "base64"), identity) };
};
