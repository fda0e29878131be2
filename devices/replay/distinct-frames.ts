import { SAME_FRAME_MS } from "#shared/domain/uplink.ts";
import type { DeviceProfile } from "../lib/device-profile.ts";
import type { TraceReading } from "../traces/trace.ts";

/** Bytes that a trace gives as they are may tell nothing: they will go into the quarantine. */
export const tells = (profile: DeviceProfile, reading: TraceReading, payloadHex: string): boolean =>
  reading.payloadHex === undefined ||
  profile.decodeUplink(Buffer.from(payloadHex, "hex"), profile.defaultFPort).measurements.length > 0;

/** Whether a frame is none that came before: a copy has the same counter and bytes and comes within half an hour. */
export const distinctFrames = () => {
  const last = new Map<string, number>();
  return (devEui: string, atMs: number, fCnt: number | undefined, payloadHex: string): boolean => {
    const key = [devEui, fCnt ?? atMs, payloadHex].join();
    const before = last.get(key);
    last.set(key, atMs);
    return before === undefined || atMs - before > SAME_FRAME_MS;
  };
};
