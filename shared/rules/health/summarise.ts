import { median } from "simple-statistics";
import type { LinkSummary, PeriodSummary, QuantitySummary } from "#shared/domain/device-health.ts";
import type { Quantity } from "#shared/domain/quantity.ts";

/** Values in the order of time. @param before the last value before them */
export const summariseValues = (values: readonly number[], before: number | undefined): QuantitySummary => {
  const changes = values.filter((value, index) => {
    const previous = index === 0 ? before : values[index - 1];
    return previous !== undefined && previous !== value;
  }).length;
  return {
    count: values.length,
    median: median([...values]),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    changes,
  };
};

/** Periods put together: a median of medians, which for periods of like length differs little from the median of all. */
export const mergePeriods = (periods: readonly PeriodSummary[]): PeriodSummary => {
  const told = new Set(periods.flatMap(({ quantities }) => Object.keys(quantities) as Quantity[]));
  const quantities = [...told].map((quantity): [Quantity, QuantitySummary] => [
    quantity,
    mergeQuantity(periods.flatMap((period) => period.quantities[quantity] ?? [])),
  ]);
  return { link: mergeLinks(periods.map(({ link }) => link)), quantities: Object.fromEntries(quantities) };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const mergeQuantity = (parts: readonly QuantitySummary[]): QuantitySummary => ({
  count: sum(parts.map(({ count }) => count)),
  median: median(parts.map((part) => part.median)),
  minimum: Math.min(...parts.map(({ minimum }) => minimum)),
  maximum: Math.max(...parts.map(({ maximum }) => maximum)),
  changes: sum(parts.map(({ changes }) => changes)),
});

export const mergeLinks = (links: readonly LinkSummary[]): LinkSummary => {
  const rssis = links.flatMap(({ rssi }) => rssi ?? []);
  const margins = links.flatMap(({ marginDb }) => marginDb ?? []);
  return {
    frames: sum(links.map(({ frames }) => frames)),
    expected: sum(links.map(({ expected }) => expected)),
    lost: sum(links.map(({ lost }) => lost)),
    ...(rssis.length === 0 ? {} : { rssi: median(rssis) }),
    ...(margins.length === 0 ? {} : { marginDb: median(margins) }),
  };
};
