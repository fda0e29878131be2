import { newAlarms } from "./alarm-counts.ts";
import { aboveBase, LEA_BRIDGE, TROUT_CREEK } from "./flood-places.ts";
import { playAt, type Told, toMillimetre } from "./place.ts";
import { instant, isUnscored, reading, readRecording } from "./recording.ts";
import { type Scoring, scoresOf } from "./score.ts";
import { baseOf } from "./survey.ts";

/** The Lea at Lea Bridge through a year, which held one flood and one glitch. */
export const leabridge: Scoring = {
  dataset: "leabridge",
  score: ({ folder }) => {
    const rows = readRecording(folder, "flood/leabridge_level_2024.csv", {
      t_utc: instant,
      level_m: reading,
    });
    if (isUnscored(rows)) return rows;
    const told = rows.flatMap(({ t_utc, level_m }) =>
      level_m === undefined ? [] : [{ at: t_utc, values: { water_depth: level_m } }],
    );
    return scoresOf("", { alarms: newAlarms(playAt(LEA_BRIDGE, told)).length });
  },
};

/** Trout Creek by lidar, which scatters by 8 cm: one flood, seen by a site that begins at 15 cm and by one that begins at 30 cm. */
export const troutcreek: Scoring = {
  dataset: "troutcreek",
  score: ({ folder }) => {
    const rows = readRecording(folder, "flood/troutcreek_lidar.csv", { t_utc: instant, range_cm: reading });
    if (isUnscored(rows)) return rows;
    const ranges = rows.flatMap(({ t_utc, range_cm }) =>
      range_cm === undefined ? [] : [{ at: t_utc, value: range_cm / 100 }],
    );
    const told = ranges.map(({ at, value }): Told => ({ at, values: { distance: toMillimetre(value) } }));
    const baseM = TROUT_CREEK.sensorHeightM - baseOf(ranges);
    const alarmsFrom = (lowestM: number) =>
      newAlarms(playAt(aboveBase(TROUT_CREEK, baseM, [lowestM, lowestM + 0.3, lowestM + 0.6]), told)).length;
    const [at15, at30] = [alarmsFrom(0.15), alarmsFrom(0.3)];
    return [
      ...scoresOf("15 cm", { alarms: at15 }),
      ...scoresOf("30 cm", { alarms: at30 }),
      ...scoresOf("", { alarms: Math.abs(at15 - 1) > Math.abs(at30 - 1) ? at15 : at30 }),
    ];
  },
};
