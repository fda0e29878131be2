import type { Device } from "#shared/domain/device.ts";
import type { Site } from "#shared/domain/site.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { observe } from "#shared/rules/observe.ts";
import { newSiteState } from "#shared/rules/site-state.ts";

/** A pseudo-random number from 0 to 1 that is always the same for the same index. */
export const noise = (index: number): number => {
  let mixed = Math.imul(index + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae3d);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};

/** Water that rises and falls over the hours of a storm: past every threshold and back, a centimetre of ripple on it. */
export const stormLevelM = (minute: number): number =>
  0.3 + 1.6 * Math.exp(-(((minute - 130) / 40) ** 2)) + 0.25 * Math.sin(minute / 9) + 0.02 * noise(minute);

/** One reading a minute, as a network server dates it: two seconds early or late. */
export const stormArrival = (device: Device, start: EpochMs, minute: number): Arrival => {
  const observedAt = start + minute * MINUTE_MS + Math.round((noise(minute + 7) - 0.5) * 4_000);
  const heightM = device.assignments[0]?.sensorHeightM ?? 0;
  return {
    devEui: device.devEui,
    identity: `${device.devEui}|01020304|${minute}|85|${Math.round(noise(minute) * 1e9).toString(16)}`,
    fCnt: 20_000 + minute,
    observedAt,
    receivedAt: observedAt + 400,
    measurements: [
      { quantity: "distance", value: Math.round((heightM - stormLevelM(minute)) * 1000) / 1000 },
    ],
  };
};

/** A site's state after so many minutes of the storm. */
export const stormState = (
  place: { readonly villageId: string; readonly site: Site; readonly device: Device },
  start: EpochMs,
  minutes: number,
): SiteState => {
  const { villageId, site, device } = place;
  let state = newSiteState({ villageId, siteId: site.siteId });
  for (let minute = 0; minute < minutes; minute += 1) {
    const arrivals = [stormArrival(device, start, minute)];
    state = { ...observe(state, arrivals, { site, devices: [device] }).state, version: minute + 1 };
  }
  return state;
};
