import { decode, encode } from "@msgpack/msgpack";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type PlainColumns, packPlain, unpackPlain } from "./plain-columns.ts";
import { packWindow, unpackWindow, type WindowColumns } from "./window-columns.ts";

/**
 * A site's state in about 800 bytes with 60 readings, so that the item stays within one write unit (1,024 bytes):
 * a MessagePack array that starts with the schema version. What the item's key and `version` attribute say is not repeated.
 */
type Packed = readonly [
  schemaVersion: 1,
  base: number,
  passedCount: number,
  window: WindowColumns,
  rest: PlainColumns,
];

type Rest = Pick<SiteState, "exercise" | "newest" | "settledThrough" | "checkpoints"> & {
  readonly devEuis: readonly string[];
  readonly quantities: readonly Quantity[];
};

export const packState = (state: SiteState): Uint8Array => {
  const base = state.entries[0]?.observedAt ?? 0;
  const devEuis = [...new Set(state.entries.map((entry) => entry.devEui))];
  const quantities = [...new Set(state.entries.map((entry) => entry.quantity))];
  const rest: Rest = {
    ...(state.exercise === undefined ? {} : { exercise: state.exercise }),
    ...(state.newest === undefined ? {} : { newest: state.newest }),
    ...(state.settledThrough === undefined ? {} : { settledThrough: state.settledThrough }),
    devEuis,
    quantities,
    checkpoints: state.checkpoints,
  };
  const packed: Packed = [
    state.schemaVersion,
    base,
    state.passedCount,
    packWindow(state.entries, devEuis, quantities, base),
    packPlain(rest, base),
  ];
  return encode(packed);
};

/** @throws when the bytes are of a schema version that this code does not know, naming both. */
export const unpackState = (
  body: Uint8Array,
  { villageId, siteId, version }: Pick<SiteState, "villageId" | "siteId" | "version">,
): SiteState => {
  const document: unknown = decode(body);
  const schemaVersion: unknown = Array.isArray(document) ? document[0] : undefined;
  if (schemaVersion !== 1) {
    throw new Error(
      `the state of site ${siteId} has schema version ${String(schemaVersion)}; this code reads version 1`,
    );
  }
  const [, base, passedCount, window, columns] = document as unknown as Packed;
  const { devEuis, quantities, ...rest } = unpackPlain(columns, base) as Rest;
  return {
    schemaVersion,
    villageId,
    siteId,
    version,
    ...rest,
    passedCount,
    entries: unpackWindow(window, devEuis, quantities, base),
  };
};
