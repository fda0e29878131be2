import { isDeepStrictEqual } from "node:util";
import type { Device } from "#shared/domain/device.ts";
import type { DeviceRecord } from "#shared/domain/device-health.ts";
import { isUnderMaintenance } from "#shared/domain/maintenance.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { Watch } from "#shared/domain/watch.ts";
import { changesBetween, nextExamination } from "#shared/rules/health/examine.ts";
import { newHealth } from "#shared/rules/health/examine-hour.ts";
import { type GatewayVerdict, judgeSilence, silenceLimitMs } from "#shared/rules/health/silence.ts";
import { examineDevice, moveBetweenGateways } from "./examine-device.ts";
import type { Run } from "./run.ts";
import { blindSite, standingFindings } from "./standing-findings.ts";
import { intervalsOf, type Stationed, stationedDevice } from "./stationed-device.ts";
import { takeBack } from "./take-back.ts";
import { tellPending } from "./tell.ts";
import { gatewayVerdict } from "./watch-gateway.ts";

/** An hour that has settled waits so long for the next look that there would be anyway: each look costs three write units. */
const EXAMINED_WITHIN_MS = 30 * MINUTE_MS;

/** By then a site has been blind for one report, however short its interval. */
const BLIND_AFTER_INTERVALS = 3;
const BLIND_AFTER_AT_LEAST_MS = 6 * MINUTE_MS;

/** Looks at a device whose deadline has come. One that was heard meanwhile, and is in no trouble, costs one read and one move. */
export const watchDevice = async (devEui: string, watch: Watch, run: Run): Promise<void> => {
  const stationed = await stationedDevice(devEui, watch, run);
  if (stationed === undefined) {
    // Not registered any more, or standing nowhere: nothing is wrong with it. Looked for again in an hour.
    await takeBack(devEui, run);
    await run.services.watchList.move({ ...watch, dueAt: run.now + HOUR_MS });
    return;
  }
  const { examineAt, troubled = false, limitMs = baseLimitMs(stationed.device) } = watch;
  const overdueAt = stationed.heardAt + limitMs;
  const mayRest = !troubled && examineAt !== undefined && run.now < Math.min(examineAt, overdueAt);
  if (mayRest && (await blindSite(stationed, [], run)).length === 0) {
    const dueAt = Math.min(examineAt + EXAMINED_WITHIN_MS, overdueAt, blindLookAt(stationed, run.now));
    await run.services.watchList.move({ ...watch, dueAt });
    return;
  }
  await examineWhole(stationed, watch, run);
};

const baseLimitMs = (device: Device): number => silenceLimitMs(intervalsOf(device), undefined);

/** A site in alarm is blind long before a device over a bad link, or with a long heartbeat, counts as silent: then it is looked at too. */
const blindLookAt = ({ device, heardAt }: Stationed, now: EpochMs): EpochMs => {
  const { reportIntervalMs } = intervalsOf(device);
  const lookAt = heardAt + Math.max(BLIND_AFTER_INTERVALS * reportIntervalMs, BLIND_AFTER_AT_LEAST_MS);
  return lookAt > now ? lookAt : Number.POSITIVE_INFINITY;
};

const examineWhole = async (stationed: Stationed, watch: Watch, run: Run): Promise<void> => {
  const { device, village } = stationed;
  const { devEui } = device;
  const before = await recordIn(village.villageId, devEui, run);
  if (before !== undefined) await tellPending(before.record.pending, run);
  const held = before?.record ?? newRecord(watch, village.villageId);
  const examined = await examineDevice(stationed, held.health, run);
  const onlyGateway = await moveBetweenGateways(stationed, examined.health, held.onlyGateway, run);
  const limitMs = silenceLimitMs(intervalsOf(device), examined.health);
  const { silence, dueAt } = judgeSilence(held.silence, {
    heardAt: stationed.heardAt,
    limitMs,
    ...intervalsOf(device),
    underMaintenance: isUnderMaintenance(village, devEui, run.now),
    gateway: await verdict(stationed, limitMs, onlyGateway, run),
    now: run.now,
  });
  const standing = await standingFindings(stationed, silence, limitMs, held.standing, run);
  const changes = [...examined.changes, ...changesBetween(held.standing, standing, run.now)];
  const record: DeviceRecord = {
    villageId: village.villageId,
    health: examined.health,
    standing,
    pending: changes.map((change) => ({ ...change, villageId: village.villageId })),
    ...(silence === undefined ? {} : { silence }),
    ...(onlyGateway === undefined ? {} : { onlyGateway }),
  };
  if ((await settle(devEui, record, before, run)) === "conflict") return;
  const examineAt = nextExamination(record.health);
  const examinedBy = Math.max(examineAt + (examineAt > run.now ? EXAMINED_WITHIN_MS : 0), run.now);
  const troubled = silence !== undefined || standing.length > 0;
  await run.services.watchList.move({
    subject: { devEui },
    addedAt: watch.addedAt,
    examineAt,
    limitMs,
    dueAt: Math.min(dueAt, examinedBy, blindLookAt(stationed, run.now)),
    ...(troubled ? { troubled } : {}),
  });
};

const verdict = (
  { device, heardAt }: Stationed,
  limitMs: number,
  onlyGateway: string | undefined,
  run: Run,
): Promise<GatewayVerdict> | GatewayVerdict =>
  onlyGateway === undefined || run.now - heardAt < limitMs
    ? { kind: "innocent" }
    : gatewayVerdict(onlyGateway, device.devEui, run);

const newRecord = ({ addedAt }: Watch, villageId: string): DeviceRecord => ({
  villageId,
  health: newHealth(addedAt),
  standing: [],
  pending: [],
});

type Held = Awaited<ReturnType<Run["services"]["devices"]["read"]>>;

/** What was found of it while it belonged to another village ends there, and its watching begins anew. */
const recordIn = async (villageId: string, devEui: string, run: Run): Promise<Held> => {
  const { devices } = run.services;
  const before = await devices.read(devEui);
  if (before === undefined || before.record.villageId === villageId) return before;
  await takeBack(devEui, run);
  await devices.remove(devEui);
  return undefined;
};

/**
 * Writes what is known, then does what is pending, then writes that it is done: a crash between does it again. `conflict`: another
 * watcher has the device in hand, as when a run is repeated while the next one has begun; it is left to that one.
 */
const settle = async (
  devEui: string,
  record: DeviceRecord,
  before: Held,
  run: Run,
): Promise<"written" | "conflict"> => {
  const { devices } = run.services;
  if (isDeepStrictEqual(record, before?.record)) return "written";
  if ((await devices.write(devEui, record, before)) === "conflict") return "conflict";
  if (record.pending.length === 0) return "written";
  await tellPending(record.pending, run);
  const done = { ...record, pending: [] };
  return devices.write(devEui, done, { record, version: (before?.version ?? 0) + 1 });
};
