import type { Device } from "#shared/domain/device.ts";
import { AUTOMATIC, type DownlinkRecord } from "#shared/domain/downlink.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { WantedPace } from "./wanted-pace.ts";

/** A downlink that came to nothing is asked for again, and not at every uplink. */
const AGAIN_AFTER_MS = 10 * MINUTE_MS;
/** Slower only so long after the last change: each costs air time, and the water may come back. */
const SLOWER_AFTER_MS = 30 * MINUTE_MS;

/**
 * The interval, seconds, that a device is to be asked for now by itself; `undefined` when nothing is to be asked. Faster at once.
 * Slower only what was made faster in this way, and not within 30 minutes of it: what a person has asked for stands until the next
 * time it is wet.
 *
 * @param latest the newest downlink of the device, whoever asked for it
 */
export const automaticInterval = (
  { pace }: WantedPace,
  device: Pick<Device, "reportIntervalS" | "fastReportIntervalS">,
  latest: DownlinkRecord | undefined,
  now: EpochMs,
): number | undefined => {
  const { reportIntervalS: usualS, fastReportIntervalS: fastS } = device;
  if (fastS === undefined || fastS >= usualS) return undefined;
  const sinceMs = now - (latest?.requestedAt ?? Number.NEGATIVE_INFINITY);
  if (pace === "fast") {
    const asked = latest !== undefined && latest.command.reportIntervalS <= fastS;
    return asked && (!cameToNothing(latest) || sinceMs < AGAIN_AFTER_MS) ? undefined : fastS;
  }
  if (latest === undefined || latest.requestedBy !== AUTOMATIC || sinceMs < SLOWER_AFTER_MS) return undefined;
  return latest.command.reportIntervalS === usualS && !cameToNothing(latest) ? undefined : usualS;
};

const cameToNothing = ({ outcome }: DownlinkRecord): boolean =>
  outcome?.kind === "failed" || outcome?.kind === "expired";
