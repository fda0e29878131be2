import { isDeepStrictEqual } from "node:util";
import type { GatewayRecord } from "#shared/domain/device-health.ts";
import type { GatewayDown, GatewayMember, HealthNotice } from "#shared/domain/finding.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import { changesBetween } from "#shared/rules/health/examine.ts";
import {
  DISCONNECTED_FOR_MS,
  judgeGateway,
  type ThroughGateway,
  verdictOn,
} from "#shared/rules/health/gateway.ts";
import { type GatewayVerdict, silenceLimitMs } from "#shared/rules/health/silence.ts";
import type { GatewayFound, Run } from "./run.ts";
import { intervalsOf } from "./stationed-device.ts";
import { tellPending } from "./tell.ts";

/** A gateway that is down is looked at again after this time. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;

/** Looks at a gateway whose deadline has come: one of which its network server has told something, or one that is down. */
export const watchGateway = async (gatewayId: string, run: Run): Promise<void> => {
  const { down } = await gatewayFound(gatewayId, run);
  if (down !== undefined) return;
  const connection = await run.services.events.latestConnection(gatewayId);
  const subject = { gatewayId };
  const settlesAt = Date.parse(connection?.at ?? "") + DISCONNECTED_FOR_MS;
  if (connection?.connected === false && settlesAt > run.now) {
    await run.services.watchList.move({ subject, dueAt: settlesAt, addedAt: run.now });
  } else {
    await run.services.watchList.remove(subject);
  }
};

/** What a device's only gateway has to do with its silence. */
export const gatewayVerdict = async (
  gatewayId: string,
  devEui: string,
  run: Run,
): Promise<GatewayVerdict> => {
  const { down, devices, backSince } = await gatewayFound(gatewayId, run);
  return down === undefined ? verdictOn(devEui, devices, backSince) : { kind: "down", gatewayId };
};

/** Judges a gateway, once in a run, and tells what changed. */
const gatewayFound = (gatewayId: string, run: Run): Promise<GatewayFound> => {
  const held = run.gateways.get(gatewayId) ?? judge(gatewayId, run);
  run.gateways.set(gatewayId, held);
  return held;
};

const judge = async (gatewayId: string, run: Run): Promise<GatewayFound> => {
  const { gateways, events, watchList } = run.services;
  const before = await gateways.read(gatewayId);
  if (before !== undefined) await tellPending(before.record.pending, run);
  const devices = await throughGateway(gatewayId, run);
  const connection = await events.latestConnection(gatewayId);
  const wasDown = before?.record.down;
  const down = judgeGateway(wasDown, {
    gatewayId,
    devices,
    connection: connection && { connected: connection.connected, at: Date.parse(connection.at) },
    now: run.now,
  });
  const isBack = wasDown !== undefined && down === undefined;
  const backSince = isBack ? run.now : before?.record.backSince;
  const record: GatewayRecord = {
    pending: noticesOf(wasDown, down, run),
    ...(down === undefined ? {} : { down }),
    ...(backSince === undefined ? {} : { backSince }),
  };
  await settle(gatewayId, record, before, run);
  if (down !== undefined) {
    const watch = { subject: { gatewayId }, dueAt: run.now + LOOK_AGAIN_MS, addedAt: down.since };
    await watchList.add(watch);
    await watchList.move(watch);
  }
  return { down, backSince, devices };
};

const noticesOf = (
  before: GatewayDown | undefined,
  now: GatewayDown | undefined,
  run: Run,
): readonly HealthNotice[] =>
  changesBetween(before === undefined ? [] : [before], now === undefined ? [] : [now], run.now).flatMap(
    (change) => {
      const { finding } = change;
      const villageIds = new Set(
        "devices" in finding ? finding.devices.map(({ villageId }) => villageId) : [],
      );
      return [...villageIds].map((villageId) => ({ ...change, villageId }));
    },
  );

type Held = Awaited<ReturnType<Run["services"]["gateways"]["read"]>>;

const settle = async (gatewayId: string, record: GatewayRecord, before: Held, run: Run): Promise<void> => {
  const { gateways } = run.services;
  if (before === undefined ? record.down === undefined : isDeepStrictEqual(record, before.record)) return;
  const conflict = new Error(`gateway ${gatewayId} is being watched by others`);
  if ((await gateways.write(gatewayId, record, before)) === "conflict") throw conflict;
  if (record.pending.length === 0) return;
  await tellPending(record.pending, run);
  const written = { record, version: (before?.version ?? 0) + 1 };
  if ((await gateways.write(gatewayId, { ...record, pending: [] }, written)) === "conflict") throw conflict;
};

const throughGateway = async (gatewayId: string, run: Run): Promise<readonly ThroughGateway[]> => {
  const members = await run.services.gateways.devices(gatewayId);
  const found = await Promise.all(members.map((member) => lastHeard(member, run)));
  return found.filter((device) => device !== undefined);
};

const lastHeard = async ({ devEui }: GatewayMember, run: Run): Promise<ThroughGateway | undefined> => {
  const registered = await run.services.registry.device(devEui);
  const siteId = validAt(registered?.device.assignments ?? [], run.now)?.siteId;
  if (registered === undefined || siteId === undefined) return undefined;
  // Where it stands now: it may have been moved since it was noted down here.
  const { villageId } = registered.village;
  const heardAt = (await run.stateOf({ villageId, siteId }))?.heard[devEui]?.at;
  if (heardAt === undefined) return undefined;
  const intervals = intervalsOf(registered.device);
  return { devEui, villageId, siteId, heardAt, limitMs: silenceLimitMs(intervals, undefined), ...intervals };
};
