import type { GatewayMember } from "#shared/domain/finding.ts";

interface Versioned<T> {
  readonly record: T;
  readonly version: number;
}

/** As those of `dynamodb/health-records.ts`, in memory. */
export const memoryRecords = <T>() => {
  const items = new Map<string, Versioned<T>>();
  return {
    items,
    read: async (id: string): Promise<Versioned<T> | undefined> => items.get(id),
    write: async (
      id: string,
      record: T,
      before: Versioned<T> | undefined,
    ): Promise<"written" | "conflict"> => {
      if ((items.get(id)?.version ?? 0) !== (before?.version ?? 0)) return "conflict";
      items.set(id, { record, version: (before?.version ?? 0) + 1 });
      return "written";
    },
    remove: async (id: string): Promise<void> => {
      items.delete(id);
    },
  };
};

export const memoryGatewayDevices = () => {
  const through = new Map<string, Map<string, GatewayMember>>();
  return {
    devices: async (gatewayId: string): Promise<readonly GatewayMember[]> => [
      ...(through.get(gatewayId)?.values() ?? []),
    ],
    addDevice: async (gatewayId: string, member: GatewayMember): Promise<void> => {
      const members = through.get(gatewayId) ?? new Map<string, GatewayMember>();
      through.set(gatewayId, members.set(member.devEui, member));
    },
    removeDevice: async (gatewayId: string, devEui: string): Promise<void> => {
      through.get(gatewayId)?.delete(devEui);
    },
  };
};
