import type { DeviceHealth, Silence } from "#shared/domain/device-health.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { mergeLinks } from "./summarise.ts";

/** Heartbeats without a frame: at least two reports are missing. */
const SILENT_AFTER_HEARTBEATS = 1.5;
/** A silence that chance alone may make of a bad link: once a month. */
const MONTH_MS = 30 * DAY_MS;
const WEEK_DAYS = 7;
/** Fewer frames than these do not tell how bad a day was. */
const FRAMES_AT_LEAST = 24;
/** Of a link that loses more than this, a silence says nothing. */
const WORST_LOSS = 0.9;

/**
 * After how long without a frame a device is silent, ms: one and a half heartbeats; or, over a link that loses so many frames that
 * they would fail to come for as long by chance more than once a month, as long as makes that once a month, at the loss of the
 * worst day of the last seven. The site itself is blind much sooner, and says so.
 */
export const silenceLimitMs = (
  { heartbeatMs, reportIntervalMs }: { readonly heartbeatMs: number; readonly reportIntervalMs: number },
  health: Pick<DeviceHealth, "days" | "hours"> | undefined,
): number => {
  const today = mergeLinks((health?.hours ?? []).map(({ link }) => link));
  const losses = [...(health?.days ?? []).slice(-WEEK_DAYS).map(({ link }) => link), today]
    .filter(({ expected }) => expected >= FRAMES_AT_LEAST)
    .map(({ lost, expected }) => lost / expected);
  const loss = Math.min(WORST_LOSS, Math.max(0, ...losses));
  const framesInARow = loss === 0 ? 1 : Math.ceil(Math.log(MONTH_MS / reportIntervalMs) / -Math.log(loss));
  return Math.max(SILENT_AFTER_HEARTBEATS * heartbeatMs, framesInARow * reportIntervalMs);
};

/** What the device's only gateway has to do with it: `undecided`, others behind it may yet be heard or missed. */
export type GatewayVerdict =
  | { readonly kind: "innocent" }
  | { readonly kind: "undecided" }
  | { readonly kind: "down"; readonly gatewayId: string }
  | { readonly kind: "back"; readonly since: EpochMs };

export interface SilenceInput {
  readonly heardAt: EpochMs;
  readonly limitMs: number;
  readonly heartbeatMs: number;
  readonly underMaintenance: boolean;
  /** Of no weight for a device that is not overdue. */
  readonly gateway: GatewayVerdict;
  readonly now: EpochMs;
}

export interface SilenceJudged {
  readonly silence: Silence | undefined;
  /** When to look again. */
  readonly dueAt: EpochMs;
}

/** A silence is looked at again after an eighth of the time it has lasted, within these bounds. */
const LOOK_AGAIN_SHARE = 1 / 8;
const LOOK_AGAIN_AT_LEAST_MS = MINUTE_MS;
const LOOK_AGAIN_AT_MOST_MS = 15 * MINUTE_MS;
/** A silence is told within two heartbeats, whatever is undecided: as much earlier as the watcher may come late. */
const TOLD_WITHIN_HEARTBEATS = 2;
const WATCHER_LATE_MS = 90 * SECOND_MS;

/** Whether a device is silent at an instant, and whether that is to be told. It ends with a frame; what was told stays told. */
export const judgeSilence = (before: Silence | undefined, input: SilenceInput): SilenceJudged => {
  const { heardAt, limitMs, now } = input;
  const isBack = before === undefined || heardAt > before.since;
  if (isBack && now - heardAt < limitMs) return { silence: undefined, dueAt: heardAt + limitMs };
  const since = before?.since ?? heardAt;
  const lasted = (now - since) * LOOK_AGAIN_SHARE;
  const lookAgain = now + Math.min(LOOK_AGAIN_AT_MOST_MS, Math.max(LOOK_AGAIN_AT_LEAST_MS, lasted));
  if (before?.told === true) return { silence: before, dueAt: lookAgain };
  if (input.gateway.kind === "down") {
    const inhibitedBy = input.gateway.gatewayId;
    return { silence: { since, told: false, inhibitedBy }, dueAt: lookAgain };
  }
  const silence = untoldSilence(since, before, input);
  const waits = silence.told || input.underMaintenance;
  return { silence, dueAt: waits ? lookAgain : now + LOOK_AGAIN_AT_LEAST_MS };
};

/** A silence that no gateway explains: told once it has lasted, counted from the return of the gateway that did. */
const untoldSilence = (since: EpochMs, before: Silence | undefined, input: SilenceInput): Silence => {
  const { gateway, now, limitMs, heartbeatMs, underMaintenance } = input;
  const countsFrom = countedFrom(before, gateway, now);
  const lasts = now - Math.max(since, countsFrom ?? since);
  const toldAtLatestMs = Math.max(limitMs, TOLD_WITHIN_HEARTBEATS * heartbeatMs - WATCHER_LATE_MS);
  const decided = gateway.kind !== "undecided" || lasts >= toldAtLatestMs;
  return {
    since,
    told: !underMaintenance && lasts >= limitMs && decided,
    ...(countsFrom === undefined ? {} : { countsFrom }),
  };
};

const countedFrom = (
  before: Silence | undefined,
  gateway: GatewayVerdict,
  now: EpochMs,
): EpochMs | undefined => {
  if (gateway.kind === "back") return gateway.since;
  return before?.inhibitedBy === undefined ? before?.countsFrom : now;
};
