import type { Position } from "./geometry.ts";

interface Told {
  /** When it happened, by the network server's clock, ISO 8601 in UTC. */
  readonly at: string;
  /** Id of the adapter that read the document, like `chirpstack-v4`. */
  readonly networkServer: string;
}

interface ToldOfDevice extends Told {
  /** 16 lower-case hexadecimal digits. */
  readonly devEui: string;
}

/** A device has joined the network, anew or for the first time: its counter starts again. */
export interface JoinEvent extends ToldOfDevice {
  readonly kind: "join";
  /** Whether it is in, or only asks to be. */
  readonly accepted: boolean;
  readonly devAddr?: string;
}

/** What a device said of itself to its network server (MAC command DevStatusAns). */
export interface DeviceStatusEvent extends ToldOfDevice {
  readonly kind: "device_status";
  /** Of the battery, percent. Absent when it is fed from outside or cannot tell. */
  readonly batteryPercent?: number;
  readonly externalPower?: boolean;
  /** SNR of the last downlink as the device heard it, dB. */
  readonly marginDb?: number;
}

/** What became of a downlink. */
export interface DownlinkEvent extends ToldOfDevice {
  readonly kind: "downlink";
  readonly result: "acknowledged" | "not_acknowledged" | "sent" | "queued" | "failed";
  /** The network server's id of the downlink. */
  readonly downlinkId?: string;
  readonly fCntDown?: number;
  /** Why it failed, in the network server's words. */
  readonly reason?: string;
}

/** Where the network server believes a device to be. */
export interface LocationEvent extends ToldOfDevice {
  readonly kind: "location";
  /** GeoJSON order: longitude first. Not limited to Hong Kong: a wrong one must be tellable. */
  readonly position: Position;
  readonly accuracyM?: number;
}

/** A gateway has come or gone, as far as its network server knows. */
export interface GatewayConnectionEvent extends Told {
  readonly kind: "gateway_connection";
  readonly gatewayId: string;
  readonly connected: boolean;
}

/** What a network server cannot do for a device: a wrong key, a counter gone back, an uplink refused. */
export interface NetworkFaultEvent extends ToldOfDevice {
  readonly kind: "network_fault";
  readonly explanation: string;
}

/** What a network server tells besides uplinks. */
export type NetworkEvent =
  | JoinEvent
  | DeviceStatusEvent
  | DownlinkEvent
  | LocationEvent
  | GatewayConnectionEvent
  | NetworkFaultEvent;
