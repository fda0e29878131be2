import type { EpochMs } from "#shared/domain/time.ts";
import type { PlacedFrame } from "../hazard-rule.ts";
import { breathe } from "./ambient-smoke.ts";
import { type DeviceMemory, HEAT_QUANTITIES, type SignKind, SMOKE_QUANTITIES } from "./fire-memory.ts";
import { feel, humidityAt } from "./heat-sensor.ts";
import { isActive, isSmokeAgreed, type Shown, SIGN_LASTS_MS, shownSign, smokeDeviations } from "./signs.ts";
import { DEVIATIONS_ABOVE_HOUR, smell } from "./smoke-sensor.ts";

/** Smoke counts in full from eight times the threshold on: what a fire near by brings is hundreds of times what is usual. */
const FULL_SMOKE_TIMES = 8;

const NOTHING_HEARD = { smoke: {}, heat: {}, signs: {} };

type Known = Omit<DeviceMemory, "at" | "silentAfterMs">;

const withShown = (known: Known, kind: SignKind, at: EpochMs, shown: Shown | undefined): Known =>
  shown === undefined
    ? known
    : { ...known, signs: { ...known.signs, [kind]: shownSign(known.signs[kind], at, shown) } };

const smelt = (known: Known, { observedAt: at, values }: PlacedFrame): Known => {
  let { smoke } = known;
  let deviations = 0;
  for (const quantity of SMOKE_QUANTITIES) {
    const value = values[quantity];
    if (value === undefined) continue;
    const memory = smell(smoke[quantity], quantity, at, value);
    smoke = { ...smoke, [quantity]: memory };
    if (memory.standsOut?.at === at) deviations = Math.max(deviations, memory.standsOut.deviations);
  }
  const strength = Math.log(deviations / DEVIATIONS_ABOVE_HOUR) / Math.log(FULL_SMOKE_TIMES);
  const shown = {
    strength,
    measured: deviations,
    isAgreed: isSmokeAgreed(smoke, at),
    deviations: smokeDeviations(smoke, at),
  };
  return withShown({ ...known, smoke }, "smoke", at, deviations === 0 ? undefined : shown);
};

const SIGN_OF = { air_temperature: "heat", relative_humidity: "humidity" } as const;

const felt = (known: Known, { observedAt: at, values }: PlacedFrame): Known => {
  let result = known;
  for (const quantity of HEAT_QUANTITIES) {
    const value = values[quantity];
    if (value === undefined) continue;
    const { memory, change, ofLimit } = feel(known.heat[quantity], quantity, at, value);
    const shown = { strength: ofLimit - 1, measured: change, isAgreed: false };
    const heat = { ...result.heat, [quantity]: memory };
    result = withShown({ ...result, heat }, SIGN_OF[quantity], at, ofLimit >= 1 ? shown : undefined);
  }
  return result;
};

/**
 * What light-scattering sensors take swollen particles for: 1 + 0.25 h2 / (1 - h), with h the relative humidity (Chakrabarti and others,
 * Atmospheric Environment 38, 2004). Beyond 95 % it is fog, and the formula has no end.
 */
const swellingAt = (humidityPercent: number): number => {
  const h = Math.min(0.95, humidityPercent / 100);
  return 1 + (0.25 * h ** 2) / (1 - h);
};

/** The particles without the water in them, where the device knows how moist the air is. */
const dried = (known: Known, { values, ...frame }: PlacedFrame): PlacedFrame => {
  const { pm2_5, relative_humidity } = values;
  const hygrometer = known.heat.relative_humidity;
  const told = hygrometer === undefined ? undefined : humidityAt(hygrometer, frame.observedAt);
  const humidity = relative_humidity ?? told;
  return pm2_5 === undefined || humidity === undefined
    ? { ...frame, values }
    : { ...frame, values: { ...values, pm2_5: Math.round((10 * pm2_5) / swellingAt(humidity)) / 10 } };
};

/** Signs that count no more, and what stood out then, are let go: most sensors have nothing to say, and little room to say it in. */
const withoutOld = (known: Known, at: EpochMs): Known => {
  const signs = Object.entries(known.signs).filter(([, sign]) => isActive(sign, at));
  const smoke = Object.entries(known.smoke).map(([quantity, { standsOut, ...calm }]) => [
    quantity,
    standsOut === undefined || at - standsOut.at > SIGN_LASTS_MS ? calm : { ...calm, standsOut },
  ]);
  return { ...known, signs: Object.fromEntries(signs), smoke: Object.fromEntries(smoke) };
};

/** What is remembered of a device after one more frame of it. */
export const readDevice = (known: DeviceMemory | undefined, told: PlacedFrame): DeviceMemory => {
  const { silentAfterMs: _, ...before }: DeviceMemory = known ?? { ...NOTHING_HEARD, at: told.observedAt };
  const frame = dried(before, told);
  const after = felt(smelt(before, frame), frame);
  const { pm2_5: particles } = frame.values;
  const { smokyUgPerM3: __, ...others } = after;
  const air =
    particles === undefined
      ? after
      : { ...others, ...breathe(after, frame.observedAt, particles, frame.silentAfterMs / 2) };
  const { deviceSilentAfterMs: silentAfterMs } = frame;
  return {
    ...withoutOld(air, frame.observedAt),
    at: frame.observedAt,
    ...(silentAfterMs === undefined ? {} : { silentAfterMs }),
  };
};
