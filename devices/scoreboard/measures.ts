/** What a value has to come to. */
export type Target =
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly exactly: number }
  | { readonly near: number; readonly within: number }
  /** An instant, ISO 8601 in UTC. */
  | { readonly by: string };

/** Another row of the same case: where it reaches this, that is as good. */
export interface Alternative {
  readonly metric: string;
  readonly target: Target;
}

/** A row of the scoreboard: what is measured, in which unit, and what it has to reach; without a target it is reported only. */
export interface Measure {
  readonly dataset: string;
  readonly case: string;
  readonly metric: string;
  /** UCUM; `1` for shares and counts, `utc` for an instant. */
  readonly unit: string;
  readonly target?: Target;
  readonly or?: Alternative;
}

const SHARE = "1";
const COUNT = "1";
const MINUTES = "min";

const of = (
  dataset: string,
  name: string,
  metrics: Readonly<Record<string, readonly [unit: string, target?: Target, or?: Alternative]>>,
): readonly Measure[] =>
  Object.entries(metrics).map(([metric, [unit, target, or]]) => ({
    dataset,
    case: name,
    metric,
    unit,
    ...(target === undefined ? {} : { target }),
    ...(or === undefined ? {} : { or }),
  }));

/** Every row that is always printed, in this order. Datasets may add rows of their own, which are reported only. */
export const MEASURES: readonly Measure[] = [
  ...of("floodnet", "tidal 1m", {
    lead_ge_10_share: [SHARE, { atLeast: 1 }],
    warn_lead_ge_10_share: [SHARE, { atLeast: 0.92 }],
    far: [SHARE, { atMost: 0.42 }],
    alerts_per_event: [COUNT, { atMost: 1.05 }],
  }),
  ...of("floodnet", "rain 1m", {
    lead_median_min: [MINUTES, { atLeast: 9 }],
    far: [SHARE, { atMost: 0.68 }],
    lead_ge_5_share: [SHARE, { atLeast: 0.75 }],
  }),
  ...of("floodnet", "rain 5m/1m", {
    pod: [SHARE, { atLeast: 0.93 }],
    lead_median_min: [MINUTES, { atLeast: 7 }],
    far: [SHARE, { atMost: 0.68 }],
  }),
  ...of("floodnet", "rain since 2021-11", {
    lead_median_min: [MINUTES],
    far: [SHARE],
    lead_ge_5_share: [SHARE],
  }),
  ...of("floodnet", "rain since 2021-11 5m/1m", {
    pod: [SHARE],
    lead_median_min: [MINUTES],
    far: [SHARE],
  }),
  ...of("floodnet", "any", {
    levels_missed: [COUNT, { exactly: 0 }],
    interval_coverage: [SHARE, { atLeast: 0.8 }],
  }),
  ...of("housemill", "", {
    recall_touching: [SHARE, { atLeast: 1 }],
    recall_above_floor: [SHARE, { atLeast: 1 }],
    false_alarms: [COUNT, { exactly: 0 }],
  }),
  ...of("leabridge", "", { alarms: [COUNT, { exactly: 1 }] }),
  ...of("troutcreek", "15 cm", { alarms: [COUNT, { exactly: 1 }] }),
  ...of("troutcreek", "30 cm", { alarms: [COUNT, { exactly: 1 }] }),
  ...of("usgs_texas", "", {
    lead_ge_60_share: [SHARE, { atLeast: 1 }],
    blind_in_alarm: [SHARE, { atLeast: 1 }],
  }),
  ...of("usgs_quiet", "", { alarms: [COUNT, { exactly: 0 }] }),
  ...["cffdrs", "FFWI", "FFDI"].flatMap((dataset) =>
    of(dataset, "", { max_abs_error: ["1", { atMost: 0.01 }] }),
  ),
  ...of("algerian", "", {
    auc_file_fwi: [SHARE, { near: 0.988, within: 0.002 }],
    auc_own_chain: [SHARE, { atLeast: 0.8 }],
  }),
  ...of("soberanes", "", {
    first_utc: ["utc", { by: "2016-07-26T08:00:00Z" }],
    fire_alarms: [COUNT, { exactly: 0 }],
  }),
  ...of("tourperret", "", { fire_alarms: [COUNT, { exactly: 0 }] }),
  ...of("gmu8", "vision with seeded confusion", {
    visit_recall: [SHARE, { atLeast: 0.95 }],
    alerts_per_visit: [COUNT, { atMost: 1.05 }],
    false_per_site_year: ["/a", { atMost: 1 }],
    public_false_per_site_year: ["/a"],
  }),
  ...of("gmu8", "perfect class", {
    visit_recall: [SHARE],
    alerts_per_visit: [COUNT],
    false_per_site_year: ["/a"],
    public_false_per_site_year: ["/a"],
  }),
  ...["vision, one look a sequence", "vision, errors last a sequence"].flatMap((name) =>
    of("gmu8", name, {
      visit_recall: [SHARE],
      alerts_per_visit: [COUNT],
      false_per_site_year: ["/a"],
      public_false_per_site_year: ["/a"],
    }),
  ),
  ...of("gmu8", "motion only", {
    told: [COUNT, { exactly: 0 }, { metric: "precision", target: { atLeast: 0.8 } }],
    precision: [SHARE],
  }),
  ...of("scenarios", "", { public_false_per_10000_sensor_days: ["1", { atMost: 1 }] }),
  ...of("scenarios", "dumping", {
    pod: [SHARE, { atLeast: 0.95 }],
    far: [SHARE, { atMost: 0.05 }],
  }),
  ...of("scenarios", "fire", {
    pod: [SHARE, { atLeast: 0.95 }],
    minutes_to_alert: [MINUTES, { atMost: 10 }],
  }),
];
