import type { Hazard } from "#shared/domain/hazard.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";

/** What a codec made of a frame. All four can be filled at once: what could be read stays, whatever came after it. */
export interface Decoded {
  /** Within the bounds of the catalogue. Of what the device measures now, each quantity at most once. */
  readonly measurements: readonly Measurement[];
  /** What a device says of itself: serial number, versions, `report_interval_s` when it confirms a downlink. */
  readonly information: Readonly<Record<string, string | number>>;
  /** A value that could be read and says nothing, one sentence each: out of range, impossible, given twice. */
  readonly warnings: readonly string[];
  /** What the device measures but could not this time, by its own word, each with its warning: quality, not garbage. */
  readonly unmeasured?: Readonly<Partial<Record<Quantity, string>>>;
  /** Why the frame could not be read to its end, in a sentence. */
  readonly errors: readonly string[];
}

export type Encoded = { readonly bytes: Uint8Array } | { readonly error: string };

/** Who a model is and what can be expected of it. */
export interface DeviceIdentity {
  /** `vendor/model`, and the profile's path under `devices/`. */
  readonly id: string;
  readonly vendor: string;
  readonly model: string;
  /** What it is, for people. */
  readonly name: string;
  readonly hazards: readonly Hazard[];
  /** How often it reports as delivered, seconds. */
  readonly heartbeatS: number;
  /** The port it sends on as delivered. Never used to choose a decoder: it can be changed in the device. */
  readonly defaultFPort: number;
  /** Its ordinary report at its longest, bytes: what the radio must carry every time. */
  readonly reportBytes: number;
}

/** What can be asked of a device by radio. */
export interface DownlinkCommand {
  /** Seconds between two reports. */
  readonly reportIntervalS: number;
}

export type EncodedDownlink =
  | { readonly fPort: number; readonly bytes: Uint8Array }
  /** One sentence that names the value and what the model allows. */
  | { readonly error: string };

/** One model's description. */
export interface DeviceProfile extends DeviceIdentity {
  /** Every quantity that its frames can tell. */
  readonly quantities: readonly Quantity[];
  /** Never throws, for any bytes on any port. */
  readonly decodeUplink: (bytes: Uint8Array, fPort: number | undefined) => Decoded;
  /** The frame a device would send: for replays and drills. */
  readonly encodeUplink: (measurements: readonly Measurement[]) => Encoded;
  /** Absent where the maker documents no command, or none that sets the interval. */
  readonly encodeDownlink?: (command: DownlinkCommand) => EncodedDownlink;
  /** What the codes of a quantity mean in this model: `{ distance_alarm: { 1: "threshold" } }`. */
  readonly codes?: Readonly<Partial<Record<Quantity, Readonly<Record<number, string>>>>>;
}
