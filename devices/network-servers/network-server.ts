import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Uplink } from "#shared/domain/uplink.ts";

/** A document of a network server, still unread. */
export type Document = Readonly<Record<string, unknown>>;

/** An uplink, and whatever else the same document tells: a downlink acknowledged with it, the state of the battery. */
export interface ReadUplink {
  readonly kind: "uplink";
  readonly uplink: Uplink;
  readonly events?: readonly NetworkEvent[];
  /** What was not as the network server documents it, and how it was taken all the same: one sentence each. */
  readonly warnings?: readonly string[];
  /** The clock of the exercise that it belongs to: then it is no real reading. */
  readonly exercise?: ExerciseClock;
}

/** What a network server tells besides uplinks. */
export interface ReadEvent {
  readonly kind: "event";
  readonly event: NetworkEvent;
  readonly exercise?: ExerciseClock;
}

/** Known by name and of no use here, like an echo of a downlink. */
export interface IgnoredDocument {
  readonly kind: "ignored";
  readonly explanation: string;
  readonly devEui?: string;
}

/** One sentence that names the field at fault and, where it could be read, the device. */
export interface UnreadableDocument {
  readonly kind: "unreadable";
  readonly error: string;
  readonly devEui?: string;
}

export type ParsedDocument = ReadUplink | ReadEvent | IgnoredDocument | UnreadableDocument;

/** What is known of a document from outside of it. */
export interface Circumstances {
  /** When it reached us: takes the place of the network server's time in the few documents that have none. */
  readonly arrivedAt?: EpochMs;
  readonly exercise?: ExerciseClock;
}

/** One network server's way to hand over what its devices say and what it tells of them. */
export interface NetworkServer {
  readonly id: string;
  readonly name: string;
  /** Whether a document has this server's shape; only then is it parsed, so that errors speak of the right one. */
  readonly recognises: (document: Document) => boolean;
  readonly parse: (document: Document, circumstances: Circumstances) => ParsedDocument;
}
