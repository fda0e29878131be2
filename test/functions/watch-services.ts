import { watchHeartbeats } from "#functions/watch-heartbeats/watch-heartbeats.ts";
import { memoryDeviceEvents } from "#shared/adapters/memory/device-events.ts";
import { memoryFindings, memorySiteFindings } from "#shared/adapters/memory/findings.ts";
import { memoryGatewayDevices, memoryRecords } from "#shared/adapters/memory/health-records.ts";
import { memoryHistory } from "#shared/adapters/memory/history.ts";
import { memoryNoticeList } from "#shared/adapters/memory/notice-list.ts";
import { memoryNotificationQueue } from "#shared/adapters/memory/notification-queue.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import { memoryWatchList } from "#shared/adapters/memory/watch-list.ts";
import type { Device } from "#shared/domain/device.ts";
import type { DeviceRecord, GatewayRecord } from "#shared/domain/device-health.ts";
import type { HealthNotice } from "#shared/domain/finding.ts";
import type { Observation } from "#shared/domain/observation.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { pilot } from "./pilot-village.ts";

export const START: EpochMs = Date.UTC(2026, 8, 1);
const PLACE = { villageId: "lam-tsuen", siteId: "lam-kam-road" } as const;

export const deviceOf = (devEui: string, reportIntervalS: number, rest: Partial<Device> = {}): Device => ({
  devEui,
  profileId: "milesight/em500-udl",
  reportIntervalS,
  assignments: [{ siteId: PLACE.siteId, sensorHeightM: 3, validFrom: 0 }],
  ...rest,
});

export type HeardFrame = Pick<Observation, "observedAt"> &
  Partial<Pick<Observation, "fCnt" | "values" | "gateways" | "dataRate">>;

/** The watcher's world in memory: devices at the pilot village's sites, a clock, and what they send. */
export const watchWorld = (devices: readonly Device[], start: EpochMs = START) => {
  const time = { wall: start };
  const registered: { village: Village; version: number } = {
    village: { ...pilot.village, devices: [...devices] },
    version: 1,
  };
  const states = new Map<string, SiteState>();
  const heard = new Map<string, { readonly at: EpochMs }>();
  const told: HealthNotice[] = [];
  const history = memoryHistory();
  const events = memoryDeviceEvents();
  const watchList = memoryWatchList();
  const services = {
    clock: { now: () => time.wall },
    registry: {
      village: async (villageId: string) =>
        villageId === registered.village.villageId ? registered.village : undefined,
      device: async (devEui: string) => {
        const device = registered.village.devices.find((candidate) => candidate.devEui === devEui);
        return device && { device, village: registered.village };
      },
    },
    villages: { version: async () => registered.version, list: async () => [registered.village] },
    states: {
      read: async ({ villageId, siteId }: { villageId: string; siteId: string }) => ({
        ...(states.get(siteId) ?? newSiteState({ villageId, siteId })),
        heard: Object.fromEntries([...heard].filter(([devEui]) => siteOf(devEui) === siteId)),
      }),
    },
    weather: memoryVillageWeather(),
    history,
    events,
    watchList,
    devices: memoryRecords<DeviceRecord>(),
    gateways: { ...memoryRecords<GatewayRecord>(), ...memoryGatewayDevices() },
    findings: memoryFindings(),
    siteFindings: memorySiteFindings(),
    addressees: memoryRecipients({ [PLACE.villageId]: pilot.recipients }),
    noticeList: memoryNoticeList(),
    queue: memoryNotificationQueue(),
    boardUrl: "https://board.example.hk/",
    log: {
      notice: async (notice: HealthNotice) => {
        told.push(notice);
      },
    },
  };

  const siteOf = (devEui: string) =>
    registered.village.devices.find((device) => device.devEui === devEui)?.assignments[0]?.siteId;

  const hear = async (devEui: string, { observedAt, values = {}, ...radio }: HeardFrame) => {
    const at = Math.max(observedAt, heard.get(devEui)?.at ?? 0);
    heard.set(devEui, { at });
    const siteId = siteOf(devEui) ?? "";
    const row = {
      siteId,
      devEui,
      observedAt,
      receivedAt: observedAt,
      values,
      flags: {},
      late: false,
      ...radio,
    };
    await history.put({ ...PLACE, siteId }, [row], observedAt);
  };

  const run = async (at: EpochMs) => {
    time.wall = at;
    const watched = await watchHeartbeats(services);
    const [first] = watched.failed;
    if (first !== undefined) throw first.error;
    return watched;
  };

  /** The first minute, after `after`, at which something is due. */
  const nextDue = (after: EpochMs): EpochMs => {
    const dueAt = Math.min(...[...watchList.watches.values()].map((watch) => watch.dueAt));
    return Math.max(after + MINUTE_MS, Math.ceil(dueAt / MINUTE_MS) * MINUTE_MS);
  };

  /** Lets time pass up to `until`, running the watcher each minute at which something is due, and hearing frames on the way. */
  const live = async (
    frames: readonly (HeardFrame & { readonly devEui: string })[],
    until: EpochMs,
    runs: "due" | "every minute" = "due",
  ) => {
    let next = 0;
    await run(time.wall);
    while (time.wall < until) {
      const at = runs === "due" ? nextDue(time.wall) : time.wall + MINUTE_MS;
      for (; (frames[next]?.observedAt ?? Number.POSITIVE_INFINITY) <= at; next += 1) {
        const { devEui = "", ...frame } = frames[next] ?? { observedAt: 0 };
        await hear(devEui, frame);
      }
      await run(Math.min(at, until));
    }
  };

  return { services, time, registered, states, heard, told, hear, run, live };
};

/** A device's notices as `opened silent_device`, in order. */
export const plain = (notices: readonly HealthNotice[]): readonly string[] =>
  notices.map(({ change, finding }) => `${change} ${finding.kind}`);
