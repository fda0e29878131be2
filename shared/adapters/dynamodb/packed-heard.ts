import type { Heard, SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import { item } from "./frame-columns.ts";

/**
 * The newest frame of a device in few bytes: most often it is in the window, which then says when it came and with which counter. The
 * device address is kept as the number that it is.
 */
export type PackedHeard =
  | null
  | typeof IN_WINDOW
  | readonly [devAddr: number]
  | readonly [devAddr: number | null, at: number, fCnt: number | null];

const IN_WINDOW = 0;
const HEX = 16;
const DEV_ADDR_DIGITS = 8;

export const lastFrame = (entries: readonly WindowEntry[], devEui: string): WindowEntry | undefined =>
  entries.findLast((entry) => entry.devEui === devEui);

export const packHeard = (heard: Heard | undefined, last: WindowEntry | undefined): PackedHeard => {
  if (heard === undefined) return null;
  const devAddr = heard.devAddr === undefined ? null : Number.parseInt(heard.devAddr, HEX);
  const isInWindow = last?.observedAt === heard.at && counterOf(last) === heard.fCnt;
  if (!isInWindow) return [devAddr, heard.at, heard.fCnt ?? null];
  return devAddr === null ? IN_WINDOW : [devAddr];
};

export const unpackHeard = (
  devEuis: readonly string[],
  packed: readonly PackedHeard[],
  entries: readonly WindowEntry[],
): SiteState["heard"] =>
  Object.fromEntries(
    packed.flatMap((heard, index) => {
      const devEui = item(devEuis, index);
      return heard === null ? [] : [[devEui, unpackOne(heard, lastFrame(entries, devEui))]];
    }),
  );

const unpackOne = (packed: Exclude<PackedHeard, null>, last: WindowEntry | undefined): Heard => {
  const [devAddr, at, fCnt] = packed === IN_WINDOW ? [null] : packed;
  const address = devAddr === null ? {} : { devAddr: devAddr.toString(HEX).padStart(DEV_ADDR_DIGITS, "0") };
  if (at !== undefined) return { at, ...(fCnt === null || fCnt === undefined ? {} : { fCnt }), ...address };
  if (last === undefined) throw new Error("a packed device was heard in a window that does not hold it");
  return { ...heardIn(last), ...address };
};

/** The first schema version did not keep who was heard; its window says most of it. */
export const heardInWindow = (entries: readonly WindowEntry[]): SiteState["heard"] =>
  Object.fromEntries(entries.map((entry) => [entry.devEui, heardIn(entry)]));

const counterOf = ({ fCnt }: WindowEntry): number | undefined => (fCnt < 0 ? undefined : fCnt);

const heardIn = (entry: WindowEntry): Heard => {
  const fCnt = counterOf(entry);
  return { at: entry.observedAt, ...(fCnt === undefined ? {} : { fCnt }) };
};
