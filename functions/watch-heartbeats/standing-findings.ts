import type { Silence } from "#shared/domain/device-health.ts";
import type { BlindInAlarm, DeviceFinding, SilentDevice } from "#shared/domain/finding.ts";
import { findingKey } from "#shared/domain/finding-key.ts";
import { blindInAlarm } from "#shared/rules/health/blind-in-alarm.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { weatherOver } from "#shared/rules/weather/weather-over.ts";
import type { Run } from "./run.ts";
import type { Stationed } from "./stationed-device.ts";

/** What a device's silence, told of, and the blindness of its site come to. @param held what was said before */
export const standingFindings = async (
  stationed: Stationed,
  silence: Silence | undefined,
  limitMs: number,
  held: readonly DeviceFinding[],
  run: Run,
): Promise<readonly DeviceFinding[]> => [
  ...silentDevice(stationed, silence, limitMs),
  ...(await blindSite(stationed, held, run)),
];

const silentDevice = (
  { device, siteId, neverHeard }: Stationed,
  silence: Silence | undefined,
  limitMs: number,
): readonly SilentDevice[] =>
  silence?.told === true
    ? [{ kind: "silent_device", devEui: device.devEui, siteId, since: silence.since, limitMs, neverHeard }]
    : [];

/**
 * Said by one device of the site, whichever was looked at first, and by the same until it ends: who else stands there may talk on, by
 * turns, and is not to take it back.
 */
export const blindSite = async (
  { village, siteId }: Stationed,
  held: readonly DeviceFinding[],
  run: Run,
): Promise<readonly BlindInAlarm[]> => {
  const { villageId } = village;
  const { weather } = await weatherOver(village, undefined, run.services.weather);
  const context = siteContextOf(village, siteId, weather);
  const state = await run.stateOf({ villageId, siteId });
  if (context === undefined || state === undefined) return [];
  const blind = blindInAlarm(state, context, run.now);
  const own = new Set(held.map(findingKey));
  if (blind.every((finding) => own.has(findingKey(finding)))) return blind;
  const open = await run.services.findings.open(villageId);
  const said = new Set(open.map(({ finding }) => findingKey(finding)));
  return blind.filter((finding) => own.has(findingKey(finding)) || !said.has(findingKey(finding)));
};
