import type { DownlinkSender, NetworkServerName } from "#shared/adapters/downlink/downlink-sender.ts";
import type { DownlinkKey, DownlinkMessage } from "#shared/adapters/downlink-message.ts";
import type { DownlinkClaim } from "#shared/adapters/dynamodb/downlinks.ts";
import type { SitePlace } from "#shared/adapters/place.ts";
import type {
  DeliveryEvidence,
  DownlinkOutcome,
  DownlinkRecord,
  DownlinkRequest,
} from "#shared/domain/downlink.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { WeatherSource } from "#shared/rules/weather/weather-over.ts";

/** What sending and looking after downlinks needs. */
export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  readonly registry: { readonly village: (villageId: string) => Promise<Village | undefined> };
  readonly states: {
    readonly read: (place: SitePlace, how: { consistent: boolean }) => Promise<SiteState | undefined>;
  };
  readonly weather: WeatherSource;
  readonly downlinks: {
    readonly queue: (request: DownlinkRequest, wall: EpochMs) => Promise<void>;
    readonly claim: (request: DownlinkRequest, wall: EpochMs, leaseMs: number) => Promise<DownlinkClaim>;
    readonly handedOver: (key: DownlinkKey, messageId: string, wall: EpochMs) => Promise<void>;
    readonly release: (
      key: DownlinkKey,
      trouble: string,
      wall: EpochMs,
      mayHaveLeft: boolean,
    ) => Promise<void>;
    readonly end: (key: DownlinkKey, outcome: DownlinkOutcome) => Promise<void>;
    readonly find: (key: DownlinkKey) => Promise<DownlinkRecord | undefined>;
    readonly latest: (
      devEui: string,
      exerciseId: string | undefined,
      count: number,
    ) => Promise<readonly DownlinkRecord[]>;
  };
  readonly evidence: {
    /** From some time before `from` on, up to `to`. */
    readonly gather: (request: DownlinkRequest, from: EpochMs, to: EpochMs) => Promise<DeliveryEvidence>;
  };
  readonly queue: { readonly send: (message: DownlinkMessage, afterS?: number) => Promise<void> };
  readonly senders: Readonly<Partial<Record<NetworkServerName, DownlinkSender>>>;
}

/** What became of one message. */
export type Handled =
  | DownlinkOutcome
  | { readonly kind: "handed_over"; readonly messageId: string }
  /** To be sent, or looked at, again later. */
  | { readonly kind: "again"; readonly afterS: number; readonly reason: string }
  /** Somebody else has it in hand, or it was done with before. */
  | { readonly kind: "nothing_to_do" };
