import type { GatewayDown } from "#shared/domain/finding.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { ThroughGateway } from "#shared/rules/health/gateway.ts";
import type { Place, Services } from "./watch-heartbeats.ts";

/** What a gateway is found to be, and the devices heard only through it. */
export interface GatewayFound {
  readonly down: GatewayDown | undefined;
  readonly backSince: EpochMs | undefined;
  readonly devices: readonly ThroughGateway[];
}

/** One run of the watcher: one instant, at which each site is read and each gateway judged once. */
export interface Run {
  readonly now: EpochMs;
  readonly services: Services;
  readonly stateOf: (place: Place) => Promise<SiteState | undefined>;
  readonly gateways: Map<string, Promise<GatewayFound>>;
}

export const newRun = (services: Services): Run => {
  const states = new Map<string, Promise<SiteState | undefined>>();
  return {
    now: services.clock.now(),
    services,
    // Eventually consistent at half the price: a frame missed by a second is seen a minute later.
    stateOf: ({ villageId, siteId }) => {
      const key = `${villageId}/${siteId}`;
      const held = states.get(key) ?? services.states.read({ villageId, siteId }, { consistent: false });
      states.set(key, held);
      return held;
    },
    gateways: new Map(),
  };
};
