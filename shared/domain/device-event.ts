import type { NetworkEvent } from "./network-event.ts";

/** What this system itself noticed of a device's frame counter. Its readings are kept all the same. */
export interface CounterEvent {
  /**
   * `counter_reset`: it went back without a join, a reboot or a replay. `counter_wrapped`: a 16-bit counter passed 65,535 and
   * began again. `rejoined`: it began again under a new device address.
   */
  readonly kind: "counter_reset" | "counter_wrapped" | "rejoined";
  /** 16 lower-case hexadecimal digits. */
  readonly devEui: string;
  /** When the network server received the frame that showed it, ISO 8601 in UTC. */
  readonly at: string;
  /** The counter before and after. */
  readonly from?: number;
  readonly to?: number;
}

/** A device has said how often it reports: the proof that a downlink has reached it. */
export interface IntervalEvent {
  readonly kind: "interval_reported";
  /** 16 lower-case hexadecimal digits. */
  readonly devEui: string;
  /** When the network server received the frame that told it, ISO 8601 in UTC. */
  readonly at: string;
  /** Seconds between two reports. */
  readonly intervalS: number;
}

/** What happened to a device or a gateway beside its readings. */
export type DeviceEvent = NetworkEvent | CounterEvent | IntervalEvent;

/** Whom an event is kept under. */
export type EventSubject = { readonly devEui: string } | { readonly gatewayId: string };

export const eventSubject = (event: DeviceEvent): EventSubject =>
  event.kind === "gateway_connection" ? { gatewayId: event.gatewayId } : { devEui: event.devEui };
