import { describe, expect, it } from "vitest";
import { housemill } from "#devices/scoreboard/housemill.ts";
import { leabridge, troutcreek } from "#devices/scoreboard/streams.ts";
import { baseOf } from "#devices/scoreboard/survey.ts";
import { usgsQuiet, usgsTexas } from "#devices/scoreboard/usgs.ts";
import { at, csv, reasonOf, valuesOf } from "./recordings.ts";

/** Values as far apart as told, from a minute on. */
const series = (values: readonly number[], everyMin: number, fromMin = 0) =>
  values.map((value, index) => [at(fromMin + index * everyMin), value] as const);
const times = (count: number, value: number): readonly number[] => Array.from({ length: count }, () => value);
/** There and back in equal steps. */
const hump = (from: number, to: number, steps: number): readonly number[] => {
  const up = Array.from({ length: steps }, (_, index) => from + ((to - from) * (index + 1)) / steps);
  return [...up, ...up.toReversed(), from];
};

describe("the House Mill", () => {
  const LOW = 2_400;
  const tide = (nearest: number) => [...times(20, LOW), ...hump(LOW, nearest, 15), ...times(20, LOW)];
  // Each tide is 71 readings long and peaks at its 35th.
  const readings = [...tide(500), ...tide(780), ...tide(1_200)];
  const peak = (index: number) => at(10 * (71 * index + 34));
  const files = (labels: readonly (readonly [string, number, string])[], values = readings) => ({
    "flood/housemill_sonar_raw.csv": csv("t_utc,distance_mm", series(values, 10)),
    "flood/housemill_flood_labels.csv": csv("peak_utc,min_distance_mm,above_floor", labels),
  });

  it("finds the labelled tides", () => {
    const labels = [[peak(0), 500, "True"] as const, [peak(1), 780, "False"] as const];
    expect(valuesOf(housemill, files(labels))).toEqual({
      recall_touching: 1,
      recall_above_floor: 1,
      false_alarms: 0,
      tides_touching: 2,
      tides_above_floor: 1,
    });
  });

  it("calls an alarm false that no label knows, and a label missed that no alarm stood at", () => {
    const labels = [[peak(0), 500, "True"] as const, [peak(2), 800, "False"] as const];
    expect(valuesOf(housemill, files(labels))).toMatchObject({ recall_touching: 0.5, false_alarms: 1 });
  });

  it("leaves out labels of a time that was not recorded, and the three that are echoes", () => {
    const labels = [
      [peak(0), 500, "True"] as const,
      ["2023-10-02T03:20:12Z", 490, "True"] as const,
      ["2024-01-03T10:40:13Z", 830, "False"] as const,
    ];
    const long = [...tide(500), ...times(600, LOW)];
    expect(valuesOf(housemill, files(labels, long))).toMatchObject({
      tides_touching: 1,
      tides_above_floor: 1,
    });
  });

  it("says what it lacks", () => {
    expect(reasonOf(housemill, {})).toBe("absent: flood/housemill_sonar_raw.csv");
    const { "flood/housemill_sonar_raw.csv": raw } = files([]);
    expect(reasonOf(housemill, { "flood/housemill_sonar_raw.csv": raw })).toBe(
      "absent: flood/housemill_flood_labels.csv",
    );
  });
});

describe("streams", () => {
  it("Lea Bridge: one flood is one alarm, a glitch is none", () => {
    const levels = [...times(50, 5.85), ...hump(5.85, 6.5, 20), ...times(20, 5.85), 0.13, ...times(20, 5.85)];
    const text = csv("t_utc,level_m", series(levels, 15));
    expect(valuesOf(leabridge, { "flood/leabridge_level_2024.csv": text })).toEqual({ alarms: 1 });
    expect(reasonOf(leabridge, { "flood/leabridge_level_2024.csv": text.replace("level_m", "m") })).toBe(
      "flood/leabridge_level_2024.csv has no column level_m",
    );
  });

  it("Trout Creek: alarms at 15 cm and at 30 cm above where it stood in the first days", () => {
    const ranges = [...times(900, 370), ...hump(370, 345, 10), ...times(60, 370)];
    const text = csv("t_utc,range_cm", series(ranges, 5));
    expect(valuesOf(troutcreek, { "flood/troutcreek_lidar.csv": text })).toMatchObject({
      "15 cm alarms": 1,
      "30 cm alarms": 0,
    });
  });

  it("where the water stands is the median of the first three days", () => {
    const day = 86_400_000;
    const values = [1, 3, 2, 9, 9, 9].map((value, index) => ({ at: 7 * day + index * day, value }));
    expect(baseOf(values)).toBe(2);
  });
});

describe("gauges of the USGS", () => {
  const DAYS = 3 * 96;
  const rows = (station: string, stages: readonly number[]) =>
    series(stages, 15).map(([time, stage]) => ["a_flood", station, time, stage] as const);
  // It begins to rise after three days and an hour, 0.5 m in 15 minutes, and peaks two and a half hours later.
  const complete = [...times(DAYS + 4, 2), ...hump(2, 7, 10), ...times(40, 2)];
  const PEAK = at(15 * (DAYS + 13));
  const files = (
    stations: readonly (readonly [string, readonly number[]])[],
    labels: readonly (readonly [string, string, string])[],
  ) => ({
    "flood/usgs_texas_flashfloods.csv": csv(
      "event,station_id,t_utc,stage_m",
      stations.flatMap(([station, stages]) => rows(station, stages)),
    ),
    "flood/usgs_texas_labels.csv": csv(
      "event,station_id,case,peak_utc",
      labels.map(([station, kind, peakAt]) => ["a_flood", station, kind, peakAt]),
    ),
  });

  it("lead counts from the start of the episode that holds the peak", () => {
    const values = valuesOf(usgsTexas, files([["1", complete]], [["1", "flash_complete", PEAK]]));
    expect(values).toMatchObject({
      lead_ge_60_share: 1,
      blind_in_alarm: { reason: "there is no gauge that was lost at the peak" },
      "a_flood 1 episodes": 1,
    });
    // 1 m above base is reached with the second step of ten.
    expect(values["a_flood 1 lead_min"]).toBeGreaterThanOrEqual(15 * 8);
  });

  it("a gauge lost at the peak leaves its site blind in alarm", () => {
    const gone = files([["1", complete]], [["1", "gauge_lost_at_peak", PEAK]]);
    const text = gone["flood/usgs_texas_flashfloods.csv"];
    const lost = text
      .split("\n")
      .filter((line) => {
        const time = line.split(",")[2] ?? "";
        return !(time > PEAK && time < at(15 * (DAYS + 30)));
      })
      .join("\n");
    expect(valuesOf(usgsTexas, { ...gone, "flood/usgs_texas_flashfloods.csv": lost })).toMatchObject({
      blind_in_alarm: 1,
    });
    expect(valuesOf(usgsTexas, gone)).toMatchObject({ blind_in_alarm: 0 });
  });

  it("cases that cannot be scored count for no lead, and a label without a series for nothing", () => {
    const values = valuesOf(
      usgsTexas,
      files(
        [
          ["1", complete],
          ["2", times(DAYS + 50, 2)],
        ],
        [
          ["1", "flash_complete", PEAK],
          ["2", "has_long_gap_do_not_score_lead", PEAK],
          ["3", "flash_complete", PEAK],
        ],
      ),
    );
    expect(values).toMatchObject({
      lead_ge_60_share: 1,
      "a_flood 2 episodes": 0,
      "a_flood 2 lead_min": { reason: "the peak lies in no episode" },
    });
    expect(values).not.toHaveProperty("a_flood 3 episodes");
  });

  it("a quiet month has no alarm", () => {
    const quiet = csv(
      "station_id,t_utc,stage_m",
      series([...times(500, 0.4), ...hump(0.4, 0.5, 20)], 15).map(([time, stage]) => [
        "08166200",
        time,
        stage,
      ]),
    );
    expect(valuesOf(usgsQuiet, { "flood/usgs_quiet_month.csv": quiet })).toEqual({ alarms: 0 });
    expect(
      reasonOf(usgsQuiet, {
        "flood/usgs_quiet_month.csv": quiet.replace("0.4,", "?,").replace(",0.4", ",?"),
      }),
    ).toMatch(/^flood\/usgs_quiet_month\.csv, row 1, stage_m: /);
  });
});
