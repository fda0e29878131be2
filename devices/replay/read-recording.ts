import * as z from "zod";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Uplink } from "#shared/domain/uplink.ts";
import { documentsOf, NOT_JSON, unwrapped } from "../network-servers/archived-documents.ts";
import { at } from "../network-servers/read-document.ts";
import { parseDocument } from "../network-servers/recognise.ts";

/** An uplink as a network server handed it over. */
export interface RecordedUplink {
  readonly uplink: Uplink;
  readonly devEui: string;
  /** When the network server had it, by its own clock. */
  readonly atMs: EpochMs;
  /** When it came here, never before that. */
  readonly comesAtMs: EpochMs;
  /** For sentences: `document 7`. */
  readonly place: string;
}

/** Documents of network servers, brought into the order of their time. */
export interface Recording {
  readonly uplinks: readonly [RecordedUplink, ...RecordedUplink[]];
  /** Joins, acknowledgements and others that are no uplinks. */
  readonly events: number;
  /** What could not be read, in a sentence each. */
  readonly unreadable: readonly string[];
}

/** Whether a text is JSON, not CSV. */
export const isRecording = (text: string): boolean => /^\uFEFF?\s*[[{]/.test(text);

const instantSchema = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** When `village record` received a document; other archives do not say. */
const keptAt = (line: unknown): EpochMs | undefined => instantSchema.safeParse(at(line, "receivedAt")).data;

type Read = RecordedUplink | { readonly unreadable: string } | { readonly event: true };

const read = (line: unknown, index: number): Read => {
  const place = `document ${index + 1}`;
  if (line === NOT_JSON) return { unreadable: `${place}: this is not JSON` };
  const document = unwrapped(line);
  const arrivedAt = document === line ? undefined : keptAt(line);
  const parsed = parseDocument(document, arrivedAt);
  if (parsed.kind === "unreadable") {
    // An event is left out whether it has a time or not.
    return parseDocument(document, 0).kind === "event"
      ? { event: true }
      : { unreadable: `${place}: ${parsed.error}` };
  }
  if (parsed.kind !== "uplink") return { event: true };
  const { uplink } = parsed;
  const atMs = Date.parse(uplink.receivedAt);
  return { uplink, devEui: uplink.devEui, atMs, comesAtMs: Math.max(atMs, arrivedAt ?? atMs), place };
};

/** Reads documents of any network servers: one, a list, or one a line, each also inside of `document` or `payload`. */
export const readRecording = (text: string): Recording | { readonly errors: readonly string[] } => {
  const all = documentsOf(text).map(read);
  const unreadable = all.flatMap((one) => ("unreadable" in one ? [one.unreadable] : []));
  const uplinks = all.filter((one) => "uplink" in one).toSorted((a, b) => a.atMs - b.atMs);
  const [first, ...rest] = uplinks;
  if (first === undefined) {
    return { errors: unreadable.length > 0 ? unreadable : ["there is no uplink among its documents"] };
  }
  return { uplinks: [first, ...rest], events: all.length - uplinks.length - unreadable.length, unreadable };
};
