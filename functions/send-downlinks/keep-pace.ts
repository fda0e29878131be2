import { downlinkRequest } from "#devices/downlink-request.ts";
import type { SitePlace } from "#shared/adapters/place.ts";
import type { Device } from "#shared/domain/device.ts";
import { AUTOMATIC, type DownlinkRequest } from "#shared/domain/downlink.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, HOUR_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { automaticInterval } from "#shared/rules/automatic-interval.ts";
import { hurryingDevices } from "#shared/rules/hurrying-devices.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { type WantedPace, wantedPace } from "#shared/rules/wanted-pace.ts";
import { weatherOver } from "#shared/rules/weather/weather-over.ts";
import type { Services } from "./downlink-services.ts";

/** What was asked of one device, or why it could not be asked. */
export type Asked =
  | { readonly request: DownlinkRequest }
  | { readonly devEui: string; readonly error: string };

/** Rain floods are over in hours: a change of pace that cannot be handed over within one is no use any more. */
const VALID_FOR_MS = HOUR_MS;

/**
 * Asks the devices of a site to report faster while something goes on there, and as usual afterwards; returns what was asked for. The
 * message goes first and carries everything: whoever dies after it has left nothing undone.
 */
export const keepPace = async (place: SitePlace, services: Services): Promise<readonly Asked[]> => {
  const { registry, states, queue, downlinks, clock } = services;
  const [village, state] = await Promise.all([
    registry.village(place.villageId),
    states.read(place, { consistent: false }),
  ]);
  if (village === undefined || state === undefined) return [];
  const { weather } = await weatherOver(village, state.exercise, services.weather);
  const context = siteContextOf(village, place.siteId, weather);
  if (context === undefined) return [];
  const now = nowFor(state.exercise, clock.now());
  const wanted = wantedPace(state, context, now);
  const asked: Asked[] = [];
  for (const device of hurryingDevices(village.devices, place.siteId, now)) {
    const made = await requestFor({ state, village, device, wanted, now }, services);
    if (made === undefined) continue;
    asked.push(made);
    if ("error" in made) continue;
    await queue.send({ kind: "send", request: made.request });
    await downlinks.queue(made.request, clock.now());
  }
  return asked;
};

interface Occasion {
  readonly state: SiteState;
  readonly village: Village;
  readonly device: Device;
  readonly wanted: WantedPace;
  readonly now: EpochMs;
}

const requestFor = async (
  { state, village, device, wanted, now }: Occasion,
  { downlinks }: Services,
): Promise<Asked | undefined> => {
  const { exercise } = state;
  const [latest] = await downlinks.latest(device.devEui, exercise?.exerciseId, 1);
  const reportIntervalS = automaticInterval(wanted, device, latest, now);
  if (reportIntervalS === undefined) return undefined;
  const made = downlinkRequest({
    village,
    device,
    reportIntervalS,
    downlinkId: `${AUTOMATIC}-${state.version}`,
    // The same at every attempt, so that a message that comes twice asks for one downlink and not for two.
    requestedAt: state.newest?.receivedAt ?? now,
    requestedBy: AUTOMATIC,
    reason: wanted.reason,
    validForMs: VALID_FOR_MS,
    exercise,
  });
  return "error" in made ? { devEui: device.devEui, ...made } : made;
};
