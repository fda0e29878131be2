import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { DeviceMemory, Sign, SmokeQuantity } from "./fire-memory.ts";

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
}

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
  };
};

/** Whether a sign still counts. */
export const isActive = (sign: Sign | undefined, at: EpochMs): sign is Sign =>
  sign !== undefined && at - sign.last <= SIGN_LASTS_MS;

const GASES: readonly SmokeQuantity[] = ["carbon_monoxide", "volatile_organic_compounds"];

/** Particles and a gas stand out in one reading: two sensors of different making see the same smoke. */
export const isSmokeAgreed = (smoke: DeviceMemory["smoke"], at: EpochMs): boolean => {
  const standsOut = (quantity: SmokeQuantity): boolean => {
    const seen = smoke[quantity]?.standsOut;
    return seen !== undefined && at - seen.at < ONE_READING_MS;
  };
  return standsOut("pm2_5") && GASES.some(standsOut);
};
