import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { Uplink } from "#shared/domain/uplink.ts";

/** An uplink, or one sentence that names the field at fault and, where it could be read, the device. */
export type ParsedUplink =
  | { readonly uplink: Uplink; readonly exercise?: ExerciseClock }
  | { readonly error: string; readonly devEui?: string };

/** One network server's way to hand an uplink over. */
export interface NetworkServer {
  readonly id: string;
  readonly name: string;
  /** Whether a document has this server's shape; only then is it parsed, so that errors speak of the right one. */
  readonly recognises: (document: unknown) => boolean;
  readonly parse: (document: unknown) => ParsedUplink;
}
