import { decode, encode } from "@msgpack/msgpack";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type FirstWindowColumns, unpackFirstWindow } from "./first-window-columns.ts";
import { type FrameColumns, packFrames, unpackFrames } from "./frame-columns.ts";
import { heardInWindow, lastFrame, type PackedHeard, packHeard, unpackHeard } from "./packed-heard.ts";
import { type PlainColumns, packPlain, unpackPlain } from "./plain-columns.ts";

/**
 * A site's state in about 800 bytes with 60 readings, so that the item stays within one write unit (1,024 bytes):
 * a MessagePack array that starts with the schema version. What the item's key and `version` attribute say is not repeated.
 */
type Packed = readonly [
  schemaVersion: 2,
  base: number,
  passedCount: number,
  window: FrameColumns,
  rest: PlainColumns,
  /** In the order of the list of devices. */
  heard: readonly PackedHeard[],
];

type FirstPacked = readonly [
  schemaVersion: 1,
  base: number,
  passedCount: number,
  window: FirstWindowColumns,
  rest: PlainColumns,
];

type Rest = Pick<
  SiteState,
  "exercise" | "newest" | "settledThrough" | "checkpoints" | "signals" | "closings"
> & {
  readonly devEuis: readonly string[];
  readonly quantities: readonly Quantity[];
};

export const packState = (state: SiteState): Uint8Array => {
  const base = state.entries[0]?.observedAt ?? 0;
  const devEuis = [...new Set([...state.entries.map(({ devEui }) => devEui), ...Object.keys(state.heard)])];
  const quantities = [
    ...new Set(state.entries.flatMap(({ readings }) => readings.map(({ quantity }) => quantity))),
  ];
  const rest: Rest = {
    ...(state.exercise === undefined ? {} : { exercise: state.exercise }),
    ...(state.newest === undefined ? {} : { newest: state.newest }),
    ...(state.settledThrough === undefined ? {} : { settledThrough: state.settledThrough }),
    ...(state.signals === undefined ? {} : { signals: state.signals }),
    ...(state.closings === undefined ? {} : { closings: state.closings }),
    devEuis,
    quantities,
    checkpoints: state.checkpoints,
  };
  const packed: Packed = [
    state.schemaVersion,
    base,
    state.passedCount,
    packFrames(state.entries, devEuis, quantities, base),
    packPlain(rest, base),
    devEuis.map((devEui) => packHeard(state.heard[devEui], lastFrame(state.entries, devEui))),
  ];
  return encode(packed);
};

/** @throws when the bytes are of a schema version that this code does not know, naming both. */
export const unpackState = (
  body: Uint8Array,
  { villageId, siteId, version }: Pick<SiteState, "villageId" | "siteId" | "version">,
): SiteState => {
  const document = checked(decode(body), siteId);
  const [, base, passedCount, , columns] = document;
  const { devEuis, quantities, ...rest } = unpackPlain(columns, base) as Rest;
  const entries =
    document[0] === 1
      ? unpackFirstWindow(document[3], devEuis, quantities, base)
      : unpackFrames(document[3], devEuis, quantities, base);
  return {
    schemaVersion: 2,
    villageId,
    siteId,
    version,
    ...rest,
    passedCount,
    entries,
    heard: document[0] === 1 ? heardInWindow(entries) : unpackHeard(devEuis, document[5], entries),
  };
};

const checked = (document: unknown, siteId: string): Packed | FirstPacked => {
  const schemaVersion: unknown = Array.isArray(document) ? document[0] : undefined;
  if (schemaVersion !== 1 && schemaVersion !== 2) {
    throw new Error(
      `the state of site ${siteId} has schema version ${String(schemaVersion)}; this code reads versions 1 and 2`,
    );
  }
  return document as Packed | FirstPacked;
};
