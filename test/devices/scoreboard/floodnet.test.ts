import { describe, expect, it } from "vitest";
import { everything, floodnet, worstOf } from "#devices/scoreboard/floodnet.ts";
import type { StreetOutcome } from "#devices/scoreboard/street-outcome.ts";
import { csv, reasonOf, valuesOf } from "./recordings.ts";

interface Flood {
  readonly id: string;
  readonly tidal?: boolean;
  readonly start?: string;
  /** Depths in mm, a minute apart. */
  readonly depths: readonly number[];
}

const files = (floods: readonly Flood[]) => ({
  "flood/floodnet_events.csv": csv(
    "event_id,sensor_id,tidal,start_utc",
    floods.map(({ id, tidal = false, start = "2023-09-29T12:00:00Z" }) => [
      id,
      "a-street",
      tidal ? "Yes" : "No",
      start,
    ]),
  ),
  "flood/floodnet_profiles.csv": csv(
    "event_id,t_s,depth_mm",
    floods.flatMap(({ id, depths }) => depths.map((depth, index) => [id, index * 60, depth])),
  ),
});

const rising = (toMm: number, perMinuteMm: number): readonly number[] =>
  Array.from({ length: Math.floor(toMm / perMinuteMm) + 1 }, (_, index) => index * perMinuteMm);
const falling = (fromMm: number): readonly number[] => rising(fromMm, 20).toReversed();
const flood = (toMm: number, perMinuteMm: number): readonly number[] => [
  ...rising(toMm, perMinuteMm),
  ...falling(toMm),
  ...Array.from({ length: 40 }, () => 0),
];

const MINUTE = 60_000;

/** A flood that crossed 305 mm after an hour, of which nobody was told; then as told. */
const outcome = (overrides: Partial<StreetOutcome> = {}): StreetOutcome => ({
  flood: { eventId: "R1", isTidal: false, from: 0, profile: [] },
  crossedAt: 60 * MINUTE,
  firstAlertAt: undefined,
  warnedAt: undefined,
  villagersWarnedAt: undefined,
  newAlarms: 0,
  levelsMissed: 0,
  intervals: { stated: 0, held: 0 },
  ...overrides,
});

describe("the arithmetic of street floods", () => {
  const shallow = outcome({ crossedAt: undefined });
  const told = (firstMin: number, warnedMin: number, newAlarms = 1) =>
    outcome({ firstAlertAt: firstMin * MINUTE, warnedAt: warnedMin * MINUTE, newAlarms });

  it("lead is from the alert to the crossing; what was never warned is later than all", () => {
    expect(everything([told(40, 50), told(50, 54), told(55, 61), outcome()])).toMatchObject({
      lead_ge_10_share: 0.5,
      warn_lead_ge_10_share: 0.25,
      lead_ge_5_share: 0.5,
      lead_median_min: 2.5,
      pod: 0.5,
      far: 0,
    });
  });

  it("villagers count by themselves: they may hear later", () => {
    const later = { ...told(40, 50), villagersWarnedAt: 52 * MINUTE };
    expect(everything([later, told(40, 50), later])).toMatchObject({
      villagers_pod: 2 / 3,
      villagers_lead_median_min: 8,
      lead_median_min: 10,
    });
  });

  it("a warning is in time at the very instant of the crossing", () => {
    expect(everything([told(50, 60)])).toMatchObject({ pod: 1, lead_median_min: 0 });
  });

  it("a warning is false whose flood never came to 305 mm; alerts count by flood that had one", () => {
    const cried = { ...shallow, firstAlertAt: 1, warnedAt: 2, newAlarms: 2 };
    expect(everything([cried, told(40, 50), told(40, 50), shallow])).toMatchObject({
      far: 1 / 3,
      alerts_per_event: 4 / 3,
      pod: 1,
    });
  });

  it("of the intervals stated for a level that was then reached, the share that held", () => {
    const values = everything([
      outcome({ intervals: { stated: 3, held: 3 } }),
      outcome({ intervals: { stated: 1, held: 0 }, levelsMissed: 2 }),
    ]);
    expect(values).toMatchObject({ interval_coverage: 0.75, levels_missed: 2 });
  });

  it("what holds in any case is the worst of them, never the mean", () => {
    const good = outcome({ intervals: { stated: 9, held: 9 } });
    const bad = outcome({ intervals: { stated: 2, held: 1 }, levelsMissed: 1 });
    expect(worstOf([everything([good]), everything([bad]), everything([outcome()])])).toEqual({
      interval_coverage: 0.5,
      levels_missed: 1,
    });
    expect(worstOf([everything([outcome()])])).toMatchObject({
      interval_coverage: { reason: expect.stringContaining("no interval") },
    });
  });

  it("says why where there is nothing to divide by", () => {
    expect(everything([shallow])).toMatchObject({
      pod: { reason: "there is no flood that reached 305 mm" },
      far: { reason: "there is no warning of 305 mm" },
      alerts_per_event: { reason: "there is no alert" },
      interval_coverage: { reason: "no interval was stated for a level that was then reached" },
    });
  });
});

describe("the street floods' scores", () => {
  it("count the first alert and the warning of 305 mm from the crossing back, tides and rain each by themselves", () => {
    // 5 mm a minute: 51 mm at minute 11, 305 mm at minute 61.
    const values = valuesOf(
      floodnet,
      files([
        { id: "T1", tidal: true, depths: flood(400, 5) },
        { id: "R1", depths: flood(120, 30) },
      ]),
    );
    expect(values).toMatchObject({
      "tidal 1m lead_ge_10_share": 1,
      "tidal 1m pod": 1,
      "tidal 1m far": 0,
      "tidal 1m alerts_per_event": 1,
      "tidal 1m levels_missed": 0,
      "rain 1m pod": { reason: "there is no flood that reached 305 mm" },
    });
    expect(values["tidal 1m lead_median_min"]).toBeGreaterThan(0);
  });

  it("hold the floods since November 2021 apart, which were recorded each minute", () => {
    const values = valuesOf(
      floodnet,
      files([
        { id: "R1", start: "2021-10-31T23:00:00Z", depths: flood(400, 40) },
        { id: "R2", start: "2021-11-01T00:00:00Z", depths: flood(120, 4) },
      ]),
    );
    expect(values["rain 1m pod"]).toBe(1);
    expect(values["rain since 2021-11 pod"]).toEqual({ reason: "there is no flood that reached 305 mm" });
  });

  it("say which file is absent or broken", () => {
    const both = files([{ id: "R1", depths: [0, 60, 0] }]);
    const { "flood/floodnet_events.csv": events, "flood/floodnet_profiles.csv": profiles } = both;
    expect(reasonOf(floodnet, {})).toBe("absent: flood/floodnet_events.csv");
    expect(reasonOf(floodnet, { "flood/floodnet_events.csv": events })).toBe(
      "absent: flood/floodnet_profiles.csv",
    );
    expect(
      reasonOf(floodnet, { ...both, "flood/floodnet_events.csv": events.replace("tidal", "tide") }),
    ).toBe("flood/floodnet_events.csv has no column tidal");
    expect(
      reasonOf(floodnet, { ...both, "flood/floodnet_profiles.csv": profiles.replace(",60", ",deep") }),
    ).toMatch(/^flood\/floodnet_profiles\.csv, row \d+, /);
  });

  it("take an event without a profile for one in which nothing was told", () => {
    const both = files([
      { id: "R1", depths: flood(400, 40) },
      { id: "R2", depths: [] },
    ]);
    expect(valuesOf(floodnet, both)).toMatchObject({ "rain 1m pod": 1, "rain 1m far": 0 });
  });
});
