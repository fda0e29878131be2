import type { DeviceStatusEvent } from "#shared/domain/network-event.ts";

const EXTERNAL_POWER = 0;
const CANNOT_TELL = 255;
const FULL = 254;

/** The battery octet of LoRaWAN's DevStatusAns: 0 is fed from outside, 1-254 are empty to full, 255 cannot tell. */
export const batteryOf = (
  level: number | undefined,
): Pick<DeviceStatusEvent, "batteryPercent" | "externalPower"> => {
  if (level === undefined || level === CANNOT_TELL) return {};
  if (level === EXTERNAL_POWER) return { externalPower: true };
  return { batteryPercent: Math.round((level / FULL) * 1_000) / 10 };
};

/** What a document tells of a device beside its uplink: nothing when neither battery nor margin is there. */
export const statusBeside = (
  { devEui, at, networkServer }: Pick<DeviceStatusEvent, "devEui" | "at" | "networkServer">,
  battery: number | undefined,
  marginDb: number | undefined,
): readonly DeviceStatusEvent[] => {
  const told = { ...batteryOf(battery), ...(marginDb === undefined ? {} : { marginDb }) };
  return Object.keys(told).length === 0
    ? []
    : [{ kind: "device_status", devEui, at, networkServer, ...told }];
};
