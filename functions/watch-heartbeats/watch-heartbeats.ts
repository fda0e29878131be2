import type { Device } from "#shared/domain/device.ts";
import type { EventSubject } from "#shared/domain/device-event.ts";
import type { DeviceRecord, GatewayRecord } from "#shared/domain/device-health.ts";
import type { Finding, GatewayMember, HealthNotice } from "#shared/domain/finding.ts";
import type { GatewayConnectionEvent } from "#shared/domain/network-event.ts";
import type { Observation } from "#shared/domain/observation.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Watch } from "#shared/domain/watch.ts";
import type { WeatherSource } from "#shared/rules/weather/weather-over.ts";
import { newRun } from "./run.ts";
import { syncWatchList } from "./sync-watch-list.ts";
import { type TellingServices, tellWaiting } from "./tell-waiting.ts";
import { watchDevice } from "./watch-device.ts";
import { watchGateway } from "./watch-gateway.ts";

export interface Place {
  readonly villageId: string;
  readonly siteId: string;
}

interface Versioned<T> {
  readonly record: T;
  readonly version: number;
}

interface Records<T> {
  readonly read: (id: string) => Promise<Versioned<T> | undefined>;
  readonly write: (
    id: string,
    record: T,
    before: Versioned<T> | undefined,
  ) => Promise<"written" | "conflict">;
}

export interface Services extends TellingServices {
  readonly registry: TellingServices["registry"] & {
    readonly device: (
      devEui: string,
    ) => Promise<{ readonly device: Device; readonly village: Village } | undefined>;
  };
  readonly villages: {
    readonly version: () => Promise<number>;
    readonly list: () => Promise<readonly Village[]>;
  };
  readonly states: {
    readonly read: (place: Place, how: { consistent: boolean }) => Promise<SiteState | undefined>;
  };
  readonly weather: WeatherSource;
  readonly history: {
    readonly list: (place: Place, from: EpochMs, to: EpochMs) => Promise<readonly Observation[]>;
  };
  readonly events: {
    readonly latestConnection: (gatewayId: string) => Promise<GatewayConnectionEvent | undefined>;
  };
  readonly watchList: {
    readonly due: (now: EpochMs, limit: number) => Promise<readonly Watch[]>;
    readonly all: () => Promise<readonly EventSubject[]>;
    readonly add: (watch: Watch) => Promise<void>;
    readonly move: (watch: Watch) => Promise<void>;
    readonly remove: (subject: EventSubject) => Promise<void>;
    readonly registryVersion: () => Promise<number>;
    readonly rememberRegistryVersion: (version: number) => Promise<void>;
  };
  readonly devices: Records<DeviceRecord> & { readonly remove: (devEui: string) => Promise<void> };
  readonly gateways: Records<GatewayRecord> & {
    readonly devices: (gatewayId: string) => Promise<readonly GatewayMember[]>;
    readonly addDevice: (gatewayId: string, member: GatewayMember) => Promise<void>;
    readonly removeDevice: (gatewayId: string, devEui: string) => Promise<void>;
  };
  readonly findings: {
    readonly record: (notice: HealthNotice) => Promise<void>;
    readonly open: (villageId: string) => Promise<readonly { readonly finding: Finding }[]>;
  };
  readonly siteFindings: {
    readonly put: (place: Place, findings: readonly Finding[]) => Promise<void>;
  };
  /** The log. It may say the same again after a crash. */
  readonly log: { readonly notice: (notice: HealthNotice) => Promise<void> };
}

interface Failure {
  readonly subject: EventSubject | { readonly villageId: string };
  readonly error: unknown;
}

/** What one run came to. */
export interface Watched {
  /** Subjects that were due. */
  readonly due: number;
  /** More were due than one run takes: the next goes on. */
  readonly more: boolean;
  readonly failed: readonly Failure[];
}

const DUE_AT_MOST = 1_000;
/** Well within the function's time: whom it does not reach, the next run does. */
const AT_WORK_AT_MOST_MS = 40 * SECOND_MS;

/**
 * Looks at everybody whose deadline has come, and at nobody else. A frame never moves a deadline: whoever is due and was heard
 * meanwhile gets a later one. The unexpected at one does not keep the others from being looked at.
 */
export const watchHeartbeats = async (services: Services, atMost = DUE_AT_MOST): Promise<Watched> => {
  const run = newRun(services);
  // What a run that died has left.
  const failed: Failure[] = [...(await tellWaiting(services))];
  await syncWatchList(run);
  const due = await services.watchList.due(run.now, atMost);
  let seen = 0;
  for (const watch of due) {
    if (services.clock.now() - run.now > AT_WORK_AT_MOST_MS) break;
    seen += 1;
    try {
      await ("gatewayId" in watch.subject
        ? watchGateway(watch.subject.gatewayId, run)
        : watchDevice(watch.subject.devEui, watch, run));
    } catch (error) {
      failed.push({ subject: watch.subject, error });
    }
  }
  failed.push(...(await tellWaiting(services)));
  return { due: due.length, more: seen < due.length || due.length === atMost, failed };
};
