import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { type DeviceMemory, type Sign, SMOKE_QUANTITIES, type SmokeQuantity } from "./fire-memory.ts";
import { STRONG_DEVIATIONS, THICK_DEVIATIONS } from "./lone-smoke.ts";

/** So long a sign counts after it was there last, and so far apart two of them still belong together. */
export const SIGN_LASTS_MS = 20 * MINUTE_MS;
/** What a device says within this time is one reading, in however many frames. */
const ONE_READING_MS = 2 * MINUTE_MS;

/** What a reading shows of one kind of signal. */
export interface Shown {
  readonly strength: number;
  readonly measured: number;
  /** A second sensor shows the same. */
  readonly isAgreed: boolean;
  /** Of smoke: how far each sensor stood out in this reading, in however many frames. */
  readonly deviations?: Deviations;
}

type Deviations = Readonly<Partial<Record<SmokeQuantity, number>>>;

const from = (deviations: Deviations, least: number): readonly SmokeQuantity[] =>
  SMOKE_QUANTITIES.filter((quantity) => (deviations[quantity] ?? 0) >= least);

/** Strong: by two sensors that agree, or by one sensor twice. One bad reading of each of two sensors is no smoke. */
const strongAfter = (run: Sign["strong"], at: EpochMs, { deviations = {}, isAgreed }: Shown) => {
  const by = from(deviations, STRONG_DEVIATIONS);
  if (by.length === 0) return run;
  const firstAt = run?.firstAt ?? at;
  const isAgain = by.some((quantity) => run?.by.includes(quantity)) && at - firstAt >= ONE_READING_MS;
  const isSure = run?.isSure === true || isAgreed || isAgain;
  return { firstAt, by: [...new Set([...(run?.by ?? []), ...by])], ...(isSure ? { isSure } : {}) };
};

/** Thick: by two sensors that agree, twice. */
const thickAfter = (run: Sign["thick"], at: EpochMs, { deviations = {}, isAgreed }: Shown) => {
  if (!isAgreed || from(deviations, THICK_DEVIATIONS).length === 0) return run;
  const firstAt = run?.firstAt ?? at;
  const isSure = run?.isSure === true || at - firstAt >= ONE_READING_MS;
  return { firstAt, ...(isSure ? { isSure } : {}) };
};

const lone = (run: Sign | undefined, at: EpochMs, shown: Shown): Pick<Sign, "strong" | "thick"> => {
  const strong = strongAfter(run?.strong, at, shown);
  const thick = thickAfter(run?.thick, at, shown);
  return { ...(strong === undefined ? {} : { strong }), ...(thick === undefined ? {} : { thick }) };
};

const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;

/** The sign after a reading that shows it. */
export const shownSign = (known: Sign | undefined, at: EpochMs, shown: Shown): Sign => {
  const isRun = known !== undefined && at - known.last <= SIGN_LASTS_MS;
  const first = isRun ? known.first : at;
  const isConfirmed = shown.isAgreed || at - first >= ONE_READING_MS;
  const isWeaker = isRun && known.strength > shown.strength;
  return {
    first,
    last: at,
    isConfirmed,
    strength: isWeaker ? known.strength : share(shown.strength),
    measured: isWeaker ? known.measured : shown.measured,
    ...lone(isRun ? known : undefined, at, shown),
  };
};

/** Whether a sign still counts. */
export const isActive = (sign: Sign | undefined, at: EpochMs): sign is Sign =>
  sign !== undefined && at - sign.last <= SIGN_LASTS_MS;

const GASES: readonly SmokeQuantity[] = ["carbon_monoxide", "volatile_organic_compounds"];

/** How far a smoke sensor stood out in the reading of an instant; 0 when it did not. */
const deviationsOf = (smoke: DeviceMemory["smoke"], quantity: SmokeQuantity, at: EpochMs): number => {
  const seen = smoke[quantity]?.standsOut;
  return seen !== undefined && at - seen.at < ONE_READING_MS ? seen.deviations : 0;
};

/** How far each smoke sensor of a device stood out in the reading of an instant. */
export const smokeDeviations = (smoke: DeviceMemory["smoke"], at: EpochMs): Deviations =>
  Object.fromEntries(SMOKE_QUANTITIES.map((quantity) => [quantity, deviationsOf(smoke, quantity, at)]));

/** Particles and a gas stand out in one reading: two sensors of different making see the same smoke. */
export const isSmokeAgreed = (smoke: DeviceMemory["smoke"], at: EpochMs): boolean =>
  deviationsOf(smoke, "pm2_5", at) > 0 && GASES.some((gas) => deviationsOf(smoke, gas, at) > 0);
