import type { Alert } from "#shared/domain/alert.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { capTime } from "./hong-kong-time.ts";

export interface CapParameter {
  readonly valueName: string;
  readonly value: string;
}

/**
 * The alert's evidence for machines: level and previous level, time of the reading (`observedAt`), quantities as
 * `<quantity>_<unit>` (like `water_level_m`), the threshold reached, `percent_full`, change in 10 minutes, forecast level and the instant it is forecast for.
 */
export const capParameters = ({ level, previousLevel, assessment }: Alert): readonly CapParameter[] => [
  { valueName: "level", value: level },
  { valueName: "previous_level", value: previousLevel },
  { valueName: "observed_at", value: capTime(assessment.observedAt) },
  ...assessment.evidence.flatMap((item) => parametersOf(item, assessment.observedAt)),
];

const parametersOf = (item: Evidence, observedAt: EpochMs): readonly CapParameter[] => {
  switch (item.kind) {
    case "value":
      return [{ valueName: withUnit(item.quantity), value: String(item.value) }];
    case "threshold_reached":
      return [
        { valueName: withUnit(item.quantity), value: String(item.value) },
        { valueName: `threshold_${withUnit(item.quantity)}`, value: String(item.threshold) },
      ];
    case "percent_full":
      return [{ valueName: "percent_full", value: String(item.percent) }];
    case "rate":
      return [{ valueName: `${withUnit(item.quantity)}_per_10_min`, value: String(item.per10Min) }];
    case "forecast":
      return [
        { valueName: "forecast_level", value: item.level },
        { valueName: "forecast_at", value: capTime(observedAt + item.inMinutes * MINUTE_MS) },
        ...bound("forecast_earliest", item.earliestMinutes, observedAt),
        ...bound("forecast_latest", item.latestMinutes, observedAt),
      ];
    case "neighbour":
      return [{ valueName: `${item.relation}_${item.siteId}`, value: item.level }];
    case "anomaly":
      return [
        { valueName: withUnit(item.quantity), value: String(item.value) },
        { valueName: `usual_${withUnit(item.quantity)}`, value: String(item.median) },
      ];
    case "count":
      return [{ valueName: item.of, value: String(item.count) }];
    case "silence":
      return [{ valueName: "silent_min", value: String(item.minutes) }];
    case "factor":
      return [{ valueName: item.name, value: String(item.value ?? item.text ?? "yes") }];
    case "suspect_jump":
    case "held":
    case "ended":
    case "needs":
      return [];
  }
};

const bound = (
  valueName: string,
  minutes: number | undefined,
  observedAt: EpochMs,
): readonly CapParameter[] =>
  minutes === undefined ? [] : [{ valueName, value: capTime(observedAt + minutes * MINUTE_MS) }];

const withUnit = (quantity: Quantity): string => `${quantity}_${QUANTITIES[quantity].unit}`;
