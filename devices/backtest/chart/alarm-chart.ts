import { axisX, axisY, dot, gridY, line, link, type Markish, rectX, ruleY, text } from "@observablehq/plot";
import type { Level, RaisedLevel } from "#shared/domain/level.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { clockFormat, shown } from "./hong-kong-axis.ts";
import { staticSvg } from "./static-svg.ts";
import { type Point, thinPoints } from "./thin-points.ts";

/** What is drawn of a quantity and of the alarms that hang on it. Colours are variables of the page: `--water`, `--danger`. */
export interface AlarmChart {
  readonly label: string;
  /** Of the vertical axis. */
  readonly unit: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly believed: readonly Point[];
  readonly suspect: readonly Point[];
  readonly failed: readonly Point[];
  readonly thresholds: readonly { readonly level: RaisedLevel; readonly value: number }[];
  readonly bands: readonly { readonly level: RaisedLevel; readonly from: EpochMs; readonly to: EpochMs }[];
  readonly alerts: readonly { readonly level: Level; readonly at: EpochMs }[];
  /** From the reading that foretold to when, between, the threshold should be reached. */
  readonly forecasts: readonly {
    readonly at: EpochMs;
    readonly value: number;
    readonly earliest: EpochMs;
    readonly latest: EpochMs;
    readonly threshold: number;
  }[];
  readonly gapMs: number;
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

const MARGINS = { marginTop: 24, marginRight: 14, marginBottom: 34, marginLeft: 48 };
const MOST_MARKS = 400;

/** The chart as SVG. The horizontal axis shows Hong Kong's clocks. */
export const alarmChart = (whole: AlarmChart, size: ChartSize): string => {
  const chart = { ...whole, believed: whole.believed.filter(({ at }) => within(whole, at)) };
  return staticSvg(
    {
      ...size,
      ...MARGINS,
      style: { fontSize: "12px", overflow: "visible" },
      x: { type: "utc", domain: [shown(chart.from), shown(chart.to)], label: null },
      y: { domain: heightsOf(chart), label: null, nice: true, zero: false },
      marks: [...backdrop(chart, size), ...water(chart, size), ...signs(chart)],
    },
    chart.label,
  );
};

/** From the lowest to the highest that is believed, thresholds within sight: an echo of a spider does not shrink the rest. */
const heightsOf = ({ believed, thresholds }: AlarmChart): [number, number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { value } of [...believed, ...thresholds]) {
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  return low === high ? [low - 1, high + 1] : [low, high + (high - low) * 0.05];
};

const within = ({ from, to }: AlarmChart, at: EpochMs): boolean => at >= from && at <= to;

const backdrop = (chart: AlarmChart, { width }: ChartSize): readonly Markish[] => [
  rectX(
    chart.bands.filter((band) => band.to >= chart.from && band.from <= chart.to),
    {
      x1: (band) => shown(Math.max(band.from, chart.from)),
      x2: (band) => shown(Math.min(band.to, chart.to)),
      fill: (band) => `var(--${band.level})`,
      fillOpacity: 0.25,
    },
  ),
  gridY({ stroke: "var(--card-line)", strokeOpacity: 1 }),
  axisX({ ticks: Math.max(2, Math.round(width / 130)), tickSize: 4, tickFormat: clockFormat(chart) }),
  axisY({ ticks: 5, tickSize: 0 }),
  text([chart.unit], { frameAnchor: "top-left", dx: -40, dy: -16, fill: "currentColor" }),
  ruleY(chart.thresholds, {
    y: "value",
    stroke: (threshold) => `var(--${threshold.level}-line)`,
    strokeWidth: 1.5,
    strokeDasharray: "6 3",
  }),
];

const water = (chart: AlarmChart, { width }: ChartSize): readonly Markish[] => {
  const thin = thinPoints(chart.believed, { columns: width, gapMs: chart.gapMs });
  const x = (point: Point) => shown(point.at);
  return [
    line(thin, { x, y: "value", stroke: "var(--water)", strokeWidth: 1.75, clip: true }),
    // A reading between two gaps is a line of no length.
    dot(thin.length <= 60 ? thin : [], { x, y: "value", r: 2.2, fill: "var(--water)", clip: true }),
  ];
};

const signs = (chart: AlarmChart): readonly Markish[] => {
  const some = <T extends { readonly at: EpochMs }>(all: readonly T[]): readonly T[] => {
    const seen = all.filter(({ at }) => within(chart, at));
    const every = Math.ceil(seen.length / MOST_MARKS);
    return seen.filter((_, index) => index % every === 0);
  };
  const x = ({ at }: { readonly at: EpochMs }) => shown(at);
  return [
    link(some(chart.forecasts), {
      x1: x,
      y1: "value",
      x2: ({ earliest, latest }) => shown((earliest + latest) / 2),
      y2: "threshold",
      stroke: "var(--ink)",
      strokeOpacity: 0.45,
      strokeDasharray: "2 3",
      clip: true,
    }),
    dot(some(chart.suspect), { x, y: "value", r: 3.5, stroke: "var(--ink)", strokeWidth: 1.2, clip: true }),
    dot(some(chart.failed), {
      x,
      y: "value",
      r: 4,
      symbol: "times",
      stroke: "var(--ink)",
      strokeWidth: 1.2,
      clip: true,
    }),
    dot(some(chart.alerts), {
      x,
      frameAnchor: "top",
      dy: -9,
      r: 5,
      symbol: "triangle2",
      rotate: 180,
      fill: ({ level }) => `var(--${level === "normal" ? "calm" : level})`,
      stroke: "var(--ink)",
      strokeWidth: 0.75,
    }),
  ];
};
