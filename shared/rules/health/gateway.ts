import type { GatewayDown, GatewayMember } from "#shared/domain/finding.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { GatewayVerdict } from "./silence.ts";

/** A device last heard only through the gateway. */
export interface ThroughGateway extends GatewayMember {
  readonly heardAt: EpochMs;
  readonly limitMs: number;
  readonly reportIntervalMs: number;
}

export interface GatewayInput {
  readonly gatewayId: string;
  readonly devices: readonly ThroughGateway[];
  /** What its network server said last. */
  readonly connection: { readonly connected: boolean; readonly at: EpochMs } | undefined;
  readonly now: EpochMs;
}

/** A gateway that reconnects within this time was not down. */
export const DISCONNECTED_FOR_MS = 5 * MINUTE_MS;
const SILENT_DEVICES_AT_LEAST = 2;
/** Frames that should have come from all its devices together since the last that did. */
const MISSED_FRAMES_AT_LEAST = 6;

const newestOf = (devices: readonly ThroughGateway[]): EpochMs =>
  Math.max(...devices.map(({ heardAt }) => heardAt));

/**
 * Whether a gateway is down: its network server says so; or two devices heard only through it are overdue at once, and none of the
 * others has been heard since, though together they should have been. It ends with the first frame or the network server's word,
 * or when no device hangs on it alone any more: nobody is missed then, and nobody could tell that it is back.
 */
export const judgeGateway = (open: GatewayDown | undefined, input: GatewayInput): GatewayDown | undefined => {
  const { gatewayId, devices, connection } = input;
  if (devices.length === 0) return undefined;
  if (open !== undefined) {
    const heard = devices.some(({ heardAt }) => heardAt > open.since);
    const reconnected = connection?.connected === true && connection.at > open.since;
    return heard || reconnected ? undefined : open;
  }
  const cause = disconnected(input) ?? allSilent(input);
  if (cause === undefined) return undefined;
  const named = devices.map(({ devEui, villageId, siteId }) => ({ devEui, villageId, siteId }));
  return { kind: "gateway_down", gatewayId, ...cause, devices: named };
};

const disconnected = ({ connection, devices, now }: GatewayInput) => {
  if (connection === undefined || connection.connected || now - connection.at < DISCONNECTED_FOR_MS)
    return undefined;
  const heardSince = devices.some(({ heardAt }) => heardAt > connection.at);
  return heardSince ? undefined : ({ cause: "disconnected", since: connection.at } as const);
};

/** Counted from its network server's word that it is there: it must not be down and back with every look. */
const allSilent = ({ devices, connection, now }: GatewayInput) => {
  const connectedAt = connection?.connected === true ? connection.at : Number.NEGATIVE_INFINITY;
  const overdue = devices.filter(
    ({ heardAt, limitMs }) => now - Math.max(heardAt, connectedAt) >= limitMs,
  ).length;
  if (overdue < SILENT_DEVICES_AT_LEAST) return undefined;
  const since = Math.max(newestOf(devices), connectedAt);
  const framesPerMs = devices.reduce((sum, { reportIntervalMs }) => sum + 1 / reportIntervalMs, 0);
  return (now - since) * framesPerMs >= MISSED_FRAMES_AT_LEAST
    ? ({ cause: "all_silent", since } as const)
    : undefined;
};

/** What a gateway that is not down has to do with the silence of one of its devices. */
export const verdictOn = (
  devEui: string,
  devices: readonly ThroughGateway[],
  backSince: EpochMs | undefined,
): GatewayVerdict => {
  const own = devices.find((device) => device.devEui === devEui);
  const others = devices.filter((device) => device.devEui !== devEui);
  if (own === undefined || others.length === 0) return { kind: "innocent" };
  if (backSince !== undefined && backSince > own.heardAt) return { kind: "back", since: backSince };
  const heardMeanwhile = newestOf(others) > own.heardAt + own.reportIntervalMs;
  return heardMeanwhile ? { kind: "innocent" } : { kind: "undecided" };
};
