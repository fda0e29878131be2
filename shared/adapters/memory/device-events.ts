import { type DeviceEvent, type EventSubject, eventSubject } from "#shared/domain/device-event.ts";
import type { GatewayConnectionEvent } from "#shared/domain/network-event.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { deviceEventKey, eventPk } from "../dynamodb/keys.ts";

/** As `dynamodb/device-events.ts`, in memory. */
export const memoryDeviceEvents = () => {
  const events = new Map<string, DeviceEvent>();
  return {
    events,
    record: async (event: DeviceEvent): Promise<void> => {
      const { pk, sk } = deviceEventKey(event);
      events.set(`${pk}/${sk}`, event);
    },
    latestConnection: async (gatewayId: string): Promise<GatewayConnectionEvent | undefined> =>
      [...events.values()]
        .filter((event) => event.kind === "gateway_connection")
        .filter((event) => event.gatewayId === gatewayId)
        .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0],
    list: async (subject: EventSubject, from: EpochMs, to: EpochMs): Promise<readonly DeviceEvent[]> =>
      [...events.values()]
        .filter((event) => eventPk(eventSubject(event)) === eventPk(subject))
        .filter(({ at }) => from <= Date.parse(at) && Date.parse(at) < to)
        .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  };
};
