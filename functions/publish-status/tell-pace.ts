import type { DownlinkMessage } from "#shared/adapters/downlink-message.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, HOUR_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { hurryingDevices } from "#shared/rules/hurrying-devices.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { wantedPace } from "#shared/rules/wanted-pace.ts";
import { type WeatherSource, weatherOver } from "#shared/rules/weather/weather-over.ts";

export interface PaceServices {
  readonly clock: { readonly now: () => EpochMs };
  readonly registry: { readonly village: (villageId: string) => Promise<Village | undefined> };
  readonly weather: WeatherSource;
  readonly queue: { readonly send: (message: DownlinkMessage) => Promise<void> };
  /** Until when a site at its usual pace need not be told of again. */
  readonly toldUsual: Map<string, EpochMs>;
}

/**
 * A site at its usual pace is told of once an hour and instance: whether its devices still have to be slowed down is found then at the
 * latest, and a dry day costs next to nothing. One that hurries is told of at every change.
 */
const USUAL_EACH_MS = HOUR_MS;

/**
 * Tells the downlinks of the sites whose devices may have to change their pace. Here, because a stream of DynamoDB takes two readers and
 * planning is the other one: a third would slow the alerts down.
 */
export const tellPace = async (states: readonly SiteState[], services: PaceServices): Promise<void> => {
  const newest = new Map(
    states.toSorted((a, b) => a.version - b.version).map((state) => [nameOf(state), state]),
  );
  for (const [name, state] of newest) {
    if (await isToBeTold(name, state, services)) {
      const { villageId, siteId, exercise } = state;
      const exerciseId = exercise?.exerciseId;
      await services.queue.send({ kind: "pace", place: { villageId, siteId, exerciseId } });
    }
  }
};

const nameOf = ({ villageId, siteId, exercise }: SiteState): string =>
  [exercise?.exerciseId ?? "", villageId, siteId].join("/");

const isToBeTold = async (
  name: string,
  state: SiteState,
  { clock, registry, weather: source, toldUsual }: PaceServices,
): Promise<boolean> => {
  const wall = clock.now();
  const now = nowFor(state.exercise, wall);
  const village = await registry.village(state.villageId);
  if (village === undefined) return false;
  const { weather } = await weatherOver(village, state.exercise, source);
  const context = siteContextOf(village, state.siteId, weather);
  if (context === undefined) return false;
  if (hurryingDevices(village.devices, state.siteId, now).length === 0) return false;
  if (wantedPace(state, context, now).pace === "fast") {
    toldUsual.delete(name);
    return true;
  }
  if ((toldUsual.get(name) ?? 0) > wall) return false;
  toldUsual.set(name, wall + USUAL_EACH_MS);
  return true;
};
