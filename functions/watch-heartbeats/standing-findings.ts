import type { Silence } from "#shared/domain/device-health.ts";
import type { BlindInAlarm, DeviceFinding, SilentDevice } from "#shared/domain/finding.ts";
import { blindInAlarm } from "#shared/rules/health/blind-in-alarm.ts";
import type { Run } from "./run.ts";
import type { Stationed } from "./stationed-device.ts";

/** What a device's silence, told of, and the blindness of its site come to. */
export const standingFindings = async (
  stationed: Stationed,
  silence: Silence | undefined,
  limitMs: number,
  run: Run,
): Promise<readonly DeviceFinding[]> => [
  ...silentDevice(stationed, silence, limitMs),
  ...(await blindSite(stationed, run)),
];

const silentDevice = (
  { device, siteId, neverHeard }: Stationed,
  silence: Silence | undefined,
  limitMs: number,
): readonly SilentDevice[] =>
  silence?.told === true
    ? [{ kind: "silent_device", devEui: device.devEui, siteId, since: silence.since, limitMs, neverHeard }]
    : [];

/** Said by the device that the site heard last, so that it is said once. */
const blindSite = async (
  { device, village, siteId }: Stationed,
  run: Run,
): Promise<readonly BlindInAlarm[]> => {
  const site = village.sites.find((candidate) => candidate.siteId === siteId);
  const state = await run.stateOf({ villageId: village.villageId, siteId });
  if (site === undefined || state === undefined) return [];
  const [newest] = Object.entries(state.heard).toSorted(([, a], [, b]) => b.at - a.at);
  if (newest?.[0] !== device.devEui) return [];
  return blindInAlarm(state, { site, devices: village.devices }, run.now);
};
