import type { Evidence } from "#shared/domain/evidence.ts";
import { type DeviceMemory, type Sign, type SignKind, SMOKE_QUANTITIES } from "./fire-memory.ts";

/** What each smoke sensor smelt while the sign lasted, the strongest first. */
const smokeEvidence = ({ smoke }: DeviceMemory, { first }: Sign): readonly Evidence[] =>
  SMOKE_QUANTITIES.flatMap((quantity): readonly Extract<Evidence, { kind: "anomaly" }>[] => {
    const seen = smoke[quantity]?.standsOut;
    if (seen === undefined || seen.at < first) return [];
    const { value, median, deviations } = seen;
    return [{ kind: "anomaly", quantity, value, median, deviations, contribution: 0 }];
  }).sort((a, b) => b.deviations - a.deviations);

/** What heat is called as evidence. */
export const FACTORS = { heat: "temperature_rise_c", humidity: "humidity_fall_percent" } as const;

/** A sign as data that texts are made from; what it adds to the score is filled in where all are weighed. */
export const signEvidence = (kind: SignKind, sign: Sign, device: DeviceMemory): readonly Evidence[] =>
  kind === "smoke"
    ? smokeEvidence(device, sign)
    : [{ kind: "factor", name: FACTORS[kind], value: sign.measured, contribution: 0 }];
