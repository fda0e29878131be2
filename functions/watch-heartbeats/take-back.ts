import type { DeviceRecord } from "#shared/domain/device-health.ts";
import type { Run } from "./run.ts";
import { tellPending } from "./tell.ts";

/** Closes all that was found of a device which is not watched any more; what is known of its past stays. */
export const takeBack = async (devEui: string, run: Run): Promise<void> => {
  const { devices, gateways } = run.services;
  const before = await devices.read(devEui);
  if (before === undefined) return;
  const { silence: _, onlyGateway, ...held } = before.record;
  const { health, standing, villageId, pending } = held;
  if (onlyGateway !== undefined) await gateways.removeDevice(onlyGateway, devEui);
  const closed = [...standing, ...health.findings].map((finding) => {
    return { change: "closed", finding, at: run.now, villageId, unwatched: true } as const;
  });
  const isAtRest = closed.length + pending.length === 0 && onlyGateway === undefined;
  if (isAtRest && before.record.silence === undefined) return;
  await tellPending([...pending, ...closed], run);
  const record: DeviceRecord = { ...held, health: { ...health, findings: [] }, standing: [], pending: [] };
  await devices.write(devEui, record, before);
};
