import type { Device } from "#shared/domain/device.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import type { DeviceProfile } from "../lib/device-profile.ts";
import { findProfile } from "../registry.ts";
import { newestPlace } from "./one-site.ts";
import type { Sampling } from "./sample-rows.ts";
import type { SeriesRow } from "./series-row.ts";

const INVENTED_DEVICE = "020000fffe00bac0";
const SHORTEST_INTERVAL_S = 30;
const LONGEST_INTERVAL_S = 86_400;
/** Rows enough to know a recording's pace. */
const LOOKED_AT = 10_000;

/**
 * Who speaks for rows that name no device: of those at the site the one of the model that was asked for, or else one that can tell what was
 * recorded; where there is none, one that is made up and hangs where the first of the site hangs.
 */
export const speakerAt = (
  devices: readonly Device[],
  siteId: string,
  model: DeviceProfile | undefined,
  quantities: readonly Quantity[],
): Device => {
  const here = devices.filter((device) => newestPlace(device, siteId) !== undefined);
  const tells = ({ profileId }: Device) => {
    const told: readonly Quantity[] = findProfile(profileId)?.quantities ?? [];
    return quantities.every((quantity) => told.includes(quantity));
  };
  const fit = here.find((device) => (model === undefined ? tells(device) : device.profileId === model.id));
  const [first] = here;
  if (fit !== undefined) return fit;
  if (model === undefined && first !== undefined) return first;
  const sensorHeightM = here
    .map((device) => newestPlace(device, siteId)?.sensorHeightM)
    .find((height) => height !== undefined);
  return {
    devEui: INVENTED_DEVICE,
    profileId: model?.id ?? "generic/opaque",
    reportIntervalS: model?.heartbeatS ?? LONGEST_INTERVAL_S,
    assignments: [{ siteId, validFrom: 0, ...(sensorHeightM === undefined ? {} : { sensorHeightM }) }],
  };
};

/** A device at the pace that it is to be tried at. */
export const atPace = (
  { fastReportIntervalS: _, ...device }: Device,
  { intervalMs, fast }: Sampling,
): Device => ({
  ...device,
  reportIntervalS: intervalMs / SECOND_MS,
  ...(fast === undefined ? {} : { fastReportIntervalS: fast.intervalMs / SECOND_MS }),
});

/** How often a recording has a row, seconds: the median of what lies between two. Undefined with fewer than two. */
export const usualIntervalS = (rows: readonly SeriesRow[]): number | undefined => {
  const apart = rows
    .slice(1, LOOKED_AT)
    .map((row, index) => row.observedAt - (rows[index]?.observedAt ?? row.observedAt))
    .filter((ms) => ms > 0)
    .sort((a, b) => a - b);
  const middle = apart[Math.floor(apart.length / 2)];
  if (middle === undefined) return undefined;
  return Math.min(LONGEST_INTERVAL_S, Math.max(SHORTEST_INTERVAL_S, Math.round(middle / SECOND_MS)));
};
