import type { DownlinkAddress } from "./device.ts";
import type { ExerciseClock } from "./exercise.ts";
import type { EpochMs } from "./time.ts";

/** Names the system itself where a downlink says who asked for it. */
export const AUTOMATIC = "automatic";

/** What a device is asked to do by radio, by whom, and until when that makes sense. */
export interface DownlinkRequest {
  readonly downlinkId: string;
  readonly devEui: string;
  readonly villageId: string;
  /** Where the device stood when it was asked; its uplinks are looked for there. */
  readonly siteId?: string | undefined;
  readonly command: { readonly reportIntervalS: number };
  /** How often the device reports when nothing happens, seconds: it may take as long to fetch a downlink. */
  readonly usualIntervalS: number;
  readonly address: DownlinkAddress;
  /** 1-223. */
  readonly fPort: number;
  /** The command as the device's model encodes it, lower-case hexadecimal. */
  readonly payloadHex: string;
  readonly requestedAt: EpochMs;
  /** A person's name, or {@link AUTOMATIC}. */
  readonly requestedBy: string;
  /** Why, in a sentence. */
  readonly reason?: string | undefined;
  /** Not sent after this instant. */
  readonly expiresAt: EpochMs;
  readonly exercise?: ExerciseClock | undefined;
}

/** How a downlink ended. What ended is not sent again. */
export type DownlinkOutcome =
  | { readonly kind: "delivered"; readonly at: EpochMs; readonly shownBy: DeliveryProof }
  | { readonly kind: "expired"; readonly at: EpochMs; readonly reason: string }
  | { readonly kind: "failed"; readonly at: EpochMs; readonly reason: string }
  /** A newer request for the same device took its place. */
  | { readonly kind: "replaced"; readonly at: EpochMs; readonly by: string }
  /** Of an exercise: written down, and never handed to a network server. */
  | { readonly kind: "not_sent"; readonly at: EpochMs };

/**
 * What shows that a downlink reached its device: the device acknowledged the frame, said that it now reports so often, or was heard
 * to do so.
 */
export type DeliveryProof = "acknowledgement" | "report" | "intervals";

/** What is known of a downlink. */
export interface DownlinkRecord extends DownlinkRequest {
  /** How often it was given to the network server. */
  readonly attempts: number;
  /** Since when the device may have it: the first attempt that the network server took, or may have taken. */
  readonly mayHaveLeftAt?: EpochMs | undefined;
  /** The network server has it. This is no delivery. */
  readonly handedOver?: { readonly at: EpochMs; readonly messageId: string } | undefined;
  /** Why the last attempt came to nothing. */
  readonly trouble?: string | undefined;
  readonly outcome?: DownlinkOutcome | undefined;
}

/** In the order in which a downlink can go through them; the last five are its ends. */
export const DOWNLINK_STATES = [
  "queued",
  "handed_over",
  "delivered",
  "expired",
  "failed",
  "replaced",
  "not_sent",
] as const;
export type DownlinkStateName = (typeof DOWNLINK_STATES)[number];

/** An uplink of a device, as far as a downlink's delivery can be read from it. */
export interface HeardFrame {
  /** When the network server received it. */
  readonly at: EpochMs;
  readonly fCnt?: number | undefined;
  /** LoRaWAN data rate index. */
  readonly dataRate?: number | undefined;
}

/** All that can tell whether a downlink was delivered. Order and repetitions do not matter. */
export interface DeliveryEvidence {
  readonly frames: readonly HeardFrame[];
  /** What the device said of its own interval. */
  readonly reports: readonly { readonly at: EpochMs; readonly reportIntervalS: number }[];
  /** What the network server told of its downlinks. */
  readonly results: readonly {
    readonly at: EpochMs;
    readonly downlinkId?: string | undefined;
    readonly result: "acknowledged" | "not_acknowledged" | "sent" | "queued" | "failed";
    readonly reason?: string | undefined;
  }[];
}
