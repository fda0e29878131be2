import type { Evidence } from "#shared/domain/evidence.ts";
import { isAtLeast, type RaisedLevel } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Surroundings } from "../hazard-rule.ts";
import { fireCalendarAt } from "./fire-calendar.ts";
import { type DeviceMemory, type FireMemory, SIGN_KINDS, type Sign, type SignKind } from "./fire-memory.ts";
import type { HillFireSettings } from "./hill-fire-settings.ts";
import { carriedBy, smokeNeeds } from "./lone-smoke.ts";
import { SCORE_NEEDED } from "./score-needed.ts";
import { signEvidence } from "./sign-evidence.ts";
import { isActive, SIGN_LASTS_MS } from "./signs.ts";

/** One reason to believe in a fire, by itself. */
export interface Support {
  readonly kind: SignKind | "near" | "silence";
  /** How far it convinces by itself, 0 to 1. */
  readonly weight: number;
  /** Unconfirmed signs are told and count a little, but they carry no level. */
  readonly isConfirmed: boolean;
  /** The level that it carries without another reason, once it is confirmed. */
  readonly carries?: RaisedLevel;
  readonly evidence: readonly Evidence[];
  /** What it waits for to carry one. */
  readonly needs?: readonly Evidence[];
}

/** At the threshold and at full strength. Humidity falls with any heat, so it says less. */
const WEIGHTS: Readonly<Record<SignKind, readonly [number, number]>> = {
  smoke: [0.4, 0.6],
  heat: [0.4, 0.6],
  humidity: [0.3, 0.4],
};
/** One reading may be an insect in the chamber. */
const UNCONFIRMED_SHARE = 0.5;
const NEAR_WEIGHT = 0.3;
const NEAR_IN_ALARM_WEIGHT = 0.4;
const SILENCE_WEIGHT = 0.3;
/** Where paper and incense are burnt, smoke counts for less; within a week of the festivals for still less. */
const INCENSE_SHARE = 0.85;
const INCENSE_FESTIVAL_SHARE = 0.4;

/** How much smoke counts at a place. */
export const smokeShare = ({ burning }: HillFireSettings, at: EpochMs): number => {
  if (burning === "nothing") return 1;
  return fireCalendarAt(at).festival === undefined ? INCENSE_SHARE : INCENSE_FESTIVAL_SHARE;
};

interface Strongest {
  readonly device: DeviceMemory;
  readonly devEui: string;
  readonly sign: Sign;
}

const devicesOf = ({ devices }: FireMemory): readonly (readonly [string, DeviceMemory])[] =>
  Object.entries(devices);

const strongest = (memory: FireMemory, kind: SignKind, at: EpochMs): Strongest | undefined =>
  devicesOf(memory)
    .flatMap(([devEui, device]) => {
      const sign = device.signs[kind];
      return isActive(sign, at) ? [{ devEui, device, sign }] : [];
    })
    .sort((a, b) => sureness(b.sign) - sureness(a.sign))[0];

/** A confirmed sign before any that is not, one that needs no other before one that does, then the stronger one. */
const sureness = (sign: Sign): number =>
  sign.strength + (sign.isConfirmed ? (carriedBy(sign) === undefined ? 1 : 2) : 0);

const signSupport = (kind: SignKind, found: Strongest, share: number): Support => {
  const [least, most] = WEIGHTS[kind];
  const { isConfirmed, strength } = found.sign;
  const weight = (least + (most - least) * strength) * share * (isConfirmed ? 1 : UNCONFIRMED_SHARE);
  const support = { kind, weight, isConfirmed, evidence: signEvidence(kind, found.sign, found.device) };
  if (!isConfirmed || kind === "humidity") return support;
  const carries = kind === "heat" ? "advisory" : carriedBy(found.sign);
  return carries === undefined ? { ...support, needs: smokeNeeds(found.sign) } : { ...support, carries };
};

/** Dry air comes to all sensors of a hill at once, so a fall of humidity at two of them says nothing. */
const hasConfirmed = ({ signs: { smoke, heat } }: DeviceMemory, at: EpochMs): boolean =>
  [smoke, heat].some((sign) => isActive(sign, at) && sign.isConfirmed);

/** What sensors near by say: another of the same site, or a near site within 20 minutes. */
const nearSupport = (
  memory: FireMemory,
  { neighbours }: Surroundings,
  at: EpochMs,
  share: number,
): readonly Support[] => {
  const mates = devicesOf(memory).filter(([, device]) => hasConfirmed(device, at));
  const near = neighbours.filter(
    ({ observedAt, score }) => at - observedAt <= SIGN_LASTS_MS && score >= SCORE_NEEDED.advisory,
  );
  const newest = near.at(-1);
  if (newest === undefined && mates.length < 2) return [];
  const inAlarm = newest !== undefined && isAtLeast(newest.level, "warning");
  const weight = (inAlarm ? NEAR_IN_ALARM_WEIGHT : NEAR_WEIGHT) * share;
  const told: Evidence =
    newest === undefined
      ? { kind: "count", of: "sensors_of_the_site", count: mates.length, contribution: 0 }
      : {
          kind: "neighbour",
          siteId: newest.siteId,
          relation: "near",
          level: newest.level,
          minutesAgo: Math.round((at - newest.observedAt) / MINUTE_MS),
          contribution: 0,
        };
  return [{ kind: "near", weight, isConfirmed: true, evidence: [told] }];
};

/** A sensor that smelt or felt something and then fell silent: perhaps it burnt. */
const silenceSupport = (memory: FireMemory, at: EpochMs, silentAfterMs: number): readonly Support[] => {
  const fallen = devicesOf(memory).find(
    ([, { at: heardAt, silentAfterMs: ofDevice = 0, signs }]) =>
      at - heardAt >= Math.max(silentAfterMs, ofDevice) &&
      [signs.smoke, signs.heat].some((sign) => isActive(sign, at)),
  );
  if (fallen === undefined) return [];
  const minutes = Math.round((at - fallen[1].at) / MINUTE_MS);
  const evidence: Evidence = { kind: "silence", minutes, contribution: 0 };
  return [{ kind: "silence", weight: SILENCE_WEIGHT, isConfirmed: true, evidence: [evidence] }];
};

/** Everything that speaks for a fire at the site, the signs first. */
export const supportsOf = (
  memory: FireMemory,
  settings: HillFireSettings,
  surroundings: Surroundings,
  at: EpochMs,
  silentAfterMs: number,
): readonly Support[] => {
  const share = smokeShare(settings, at);
  const signs = SIGN_KINDS.flatMap((kind) => {
    const found = strongest(memory, kind, at);
    return found === undefined ? [] : [signSupport(kind, found, kind === "smoke" ? share : 1)];
  });
  if (signs.length === 0) return [];
  const hasHeat = signs.some(({ kind, isConfirmed }) => kind !== "smoke" && isConfirmed);
  return [
    ...signs,
    ...nearSupport(memory, surroundings, at, hasHeat ? 1 : share),
    ...silenceSupport(memory, at, silentAfterMs),
  ];
};
