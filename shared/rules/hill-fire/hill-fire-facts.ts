import type { Evidence } from "#shared/domain/evidence.ts";
import { FIRE_DANGER_SIGNALS } from "#shared/domain/weather.ts";
import { ALARM_OF, type AlarmOf } from "./alarm-of.ts";
import { SMOKE_QUANTITIES, type SmokeQuantity } from "./fire-memory.ts";
import { FACTORS } from "./sign-evidence.ts";

/** What stood out of one smoke sensor, and what is usual, in the unit of the catalogue. */
interface Smelt {
  readonly quantity: SmokeQuantity;
  readonly value: number;
  readonly median: number;
}

/** What a hill fire alert says, read off its evidence and nothing else. */
export interface HillFireFacts {
  /** Signs of a fire near by; or smoky air, wherever something burns. */
  readonly alarmOf: AlarmOf;
  /** Nothing when no smoke stands out; the strongest first. */
  readonly smoke: readonly Smelt[];
  /** Degrees above the last 40 minutes. */
  readonly heatC?: number;
  /** Percent below the last 40 minutes. */
  readonly humidityFallPercent?: number;
  /** Another sensor near by tells of signs too. */
  readonly isNear: boolean;
  /** Minutes since a sensor that smelt or felt something was heard last. */
  readonly silentMinutes?: number;
  /** Particles in smoky air, whole ug/m3. */
  readonly smokyUgPerM3?: number;
  /** The Observatory's fire danger warning. */
  readonly warning?: (typeof FIRE_DANGER_SIGNALS)[number];
}

type Factor = Extract<Evidence, { kind: "factor" }>;

const factor = (evidence: readonly Evidence[], name: string): Factor | undefined =>
  evidence.find((item): item is Factor => item.kind === "factor" && item.name === name);

const given = <Key extends string>(key: Key, value: number | undefined) =>
  (value === undefined ? {} : { [key]: Math.round(value) }) as Partial<Record<Key, number>>;

/** The evidence of a kind. */
const of = <Kind extends Evidence["kind"]>(evidence: readonly Evidence[], kind: Kind) =>
  evidence.filter((item): item is Extract<Evidence, { kind: Kind }> => item.kind === kind);

const smeltIn = (evidence: readonly Evidence[]): readonly Smelt[] =>
  of(evidence, "anomaly").flatMap(({ quantity, value, median }) =>
    SMOKE_QUANTITIES.filter((known) => known === quantity).map((known) => ({
      quantity: known,
      value,
      median,
    })),
  );

export const hillFireFacts = (evidence: readonly Evidence[]): HillFireFacts => {
  const [silence] = of(evidence, "silence");
  const [smoky] = of(evidence, "threshold_reached");
  const warning = FIRE_DANGER_SIGNALS.find(
    (signal) => signal === factor(evidence, "fire_danger_warning")?.text,
  );
  return {
    alarmOf: factor(evidence, ALARM_OF)?.text === "smoky_air" ? "smoky_air" : "fire",
    smoke: smeltIn(evidence),
    isNear: of(evidence, "neighbour").length > 0 || of(evidence, "count").length > 0,
    ...given("heatC", factor(evidence, FACTORS.heat)?.value),
    ...given("humidityFallPercent", factor(evidence, FACTORS.humidity)?.value),
    ...given("silentMinutes", silence?.minutes),
    ...given("smokyUgPerM3", smoky?.value),
    ...(warning === undefined ? {} : { warning }),
  };
};
