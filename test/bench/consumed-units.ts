import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { publishStatus } from "#functions/publish-status/publish-status.ts";
import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { quarantine } from "#shared/adapters/dynamodb/quarantine.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { memoryBoardBucket } from "#shared/adapters/memory/board-bucket.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { LocalTables } from "#test/dynamodb-local/tables.ts";
import { uplinkDocument } from "#test/functions/uplink-messages.ts";
import { noise, stormLevelM, stormState } from "#test/shared/adapters/storm-state.ts";
import { countUnits } from "./count-units.ts";
import { stormVillages } from "./storm-villages.ts";

export interface MeasuredUnits {
  readonly devices: number;
  readonly uplinks: number;
  /** Per uplink, as DynamoDB Local counts; ingest and publishing of status. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Requests to DynamoDB per uplink. */
  readonly requests: number;
  /** Read units that a pair of instances spends once, at its cold start, to know every village. */
  readonly coldReadUnits: number;
}

export interface StormLoad {
  readonly devices: number;
  readonly minutes: number;
  /** Function instances that share the load, each with a registry cache of its own. */
  readonly instances: number;
  /** Where in the storm the measuring starts: the window is full by then. */
  readonly fromMinute?: number;
}

const START: EpochMs = Date.UTC(2026, 8, 8, 10);

/**
 * What an uplink costs in DynamoDB's units while every device reports once a minute in a storm, with full windows, every uplink
 * a batch of its own (the dearest way), the reports spread evenly over the minute.
 */
export const consumedUnits = async (local: LocalTables, load: StormLoad): Promise<MeasuredUnits> => {
  const { devices, minutes, instances, fromMinute = 240 } = load;
  const { client, tables } = local;
  const time = { wall: START };
  const villages = stormVillages(devices);
  for (const village of villages) await putVillage(tables.registry, village);
  await fillWindows(local, villages, fromMinute);
  const clock = { now: () => time.wall };
  const handlers = Array.from({ length: instances }, () => handler(local, clock));

  const units = countUnits(client);
  time.wall = START + (fromMinute - 1) * MINUTE_MS;
  for (const { publishes, registry: known } of handlers) {
    for (const village of villages) {
      for (const { devEui } of village.devices) await known.device(devEui);
      await publishes.registry.village(village.villageId);
    }
  }
  const cold = { read: units.read(), requests: units.requests() };
  const uplinks = await replay(villages, handlers, time, { fromMinute, minutes });
  return {
    devices,
    uplinks,
    readUnits: (units.read() - cold.read) / uplinks,
    writeUnits: units.write() / uplinks,
    requests: (units.requests() - cold.requests) / uplinks,
    coldReadUnits: cold.read / instances,
  };
};

/** One warm instance of ingest-uplinks, and of publish-status that is fed with what it writes. */
const handler = ({ tables }: LocalTables, clock: { now: () => EpochMs }) => {
  const written: SiteState[] = [];
  const states = siteStates(tables.state);
  const known = registry(tables.registry, { clock });
  return {
    clock,
    registry: known,
    weather: heardWeather(tables.registry, { clock }),
    states: {
      read: states.read,
      write: async (state: SiteState, transition: string | undefined, wall: EpochMs) => {
        const outcome = await states.write(state, transition, wall);
        if (outcome === "written") written.push({ ...state, version: state.version + 1 });
        return outcome;
      },
    },
    history: history(tables.history),
    quarantine: quarantine(tables.quarantine),
    deviceEvents: deviceEvents(tables.health),
    written,
    publishes: {
      clock,
      registry: registry(tables.registry, { clock, lookEveryMs: MINUTE_MS }),
      weather: heardWeather(tables.registry, { clock }),
      board: memoryBoardBucket(),
    },
  };
};

/** Writes the states that the storm has left by then, without counting: one folded, the others made like it. */
const fillWindows = async ({ tables }: LocalTables, villages: readonly Village[], minute: number) => {
  const states = siteStates(tables.state);
  const [{ villageId = "", sites: [site] = [], devices: [device] = [] } = {}] = villages;
  if (site === undefined || device === undefined) throw new Error("there is no device");
  const folded = JSON.stringify(stormState({ villageId, site, device }, START, minute));
  for (const village of villages) {
    for (const [index, { siteId }] of village.sites.entries()) {
      const { devEui = "" } = village.devices[index] ?? {};
      const state: SiteState = JSON.parse(folded.replaceAll(device.devEui, devEui));
      const placed = { ...state, villageId: village.villageId, siteId, version: 0 };
      const outcome = await states.write(placed, undefined, START);
      if (outcome !== "written") throw new Error(`the state of ${siteId} was there before`);
    }
  }
};

const replay = async (
  villages: readonly Village[],
  handlers: readonly ReturnType<typeof handler>[],
  time: { wall: EpochMs },
  { fromMinute, minutes }: { fromMinute: number; minutes: number },
): Promise<number> => {
  const devices = villages.flatMap((village) => village.devices);
  let uplinks = 0;
  for (let minute = fromMinute; minute < fromMinute + minutes; minute += 1) {
    for (const [index, { devEui }] of devices.entries()) {
      const at = START + minute * MINUTE_MS + Math.round((index / devices.length) * MINUTE_MS);
      time.wall = at + 400 + Math.round(noise(uplinks) * 200);
      const serving = handlers[uplinks % handlers.length];
      if (serving === undefined) throw new Error("no instance serves");
      const body = uplinkDocument(
        { devEui, sensorHeightM: 3.2 },
        { levelM: stormLevelM(minute), at, fCnt: 20_000 + minute },
      );
      const message = { messageId: `${devEui}-${minute}`, body, sentAt: time.wall };
      const { accepted, failed } = await ingestUplinks([message], serving);
      if (accepted !== 1 || failed.length > 0) throw new Error(`an uplink of ${devEui} was not accepted`);
      await publishStatus(serving.written.splice(0), serving.publishes);
      uplinks += 1;
    }
  }
  return uplinks;
};
