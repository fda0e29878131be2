import { DAY_MS, type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { episodesAt, newAlarms } from "./alarm-counts.ts";
import { HOUSE_MILL } from "./flood-places.ts";
import { playAt, toMillimetre } from "./place.ts";
import { instant, isUnscored, number, reading, readRecording, yesNo } from "./recording.ts";
import { type Scoring, scoresOf } from "./score.ts";
import { shareOf } from "./statistics.ts";

/** Labelled by their authors and no floods: sonar echoes at low tide, each one reading long. */
const ECHOES: ReadonlySet<EpochMs> = new Set([
  Date.UTC(2024, 0, 3, 10, 40),
  Date.UTC(2024, 1, 2, 3, 40),
  Date.UTC(2024, 1, 2, 7, 20),
]);
/** The gauge reports every ten minutes: a reading and its label may lie that far apart. */
const NEAR_MS = 15 * MINUTE_MS;
/** From a tide's first touch to its last. */
const TIDE_MS = DAY_MS / 8;

interface Tide {
  readonly peakAt: EpochMs;
  readonly isAboveFloor: boolean;
}

/** The House Mill's tides, by the raw sonar with its echoes and gaps. Only labels that the raw series covers count. */
export const housemill: Scoring = {
  dataset: "housemill",
  score: ({ folder }) => {
    const rows = readRecording(folder, "flood/housemill_sonar_raw.csv", {
      t_utc: instant,
      distance_mm: reading,
    });
    if (isUnscored(rows)) return rows;
    const labels = readRecording(folder, "flood/housemill_flood_labels.csv", {
      peak_utc: instant,
      min_distance_mm: number,
      above_floor: yesNo,
    });
    if (isUnscored(labels)) return labels;
    const told = rows.flatMap(({ t_utc, distance_mm }) =>
      distance_mm === undefined
        ? []
        : [{ at: t_utc, values: { distance: toMillimetre(distance_mm / 1_000) } }],
    );
    const covered = labels
      .map(({ peak_utc, above_floor }): Tide => ({ peakAt: peak_utc, isAboveFloor: above_floor }))
      .filter(({ peakAt }) => told.some(({ at }) => Math.abs(at - peakAt) <= NEAR_MS));
    return scoresOf(
      "",
      valuesOf(
        playAt(HOUSE_MILL, told),
        covered.filter(({ peakAt }) => !isEcho(peakAt)),
      ),
    );
  },
};

const isEcho = (peakAt: EpochMs): boolean => [...ECHOES].some((echo) => Math.abs(echo - peakAt) < MINUTE_MS);

const valuesOf = (result: Parameters<typeof newAlarms>[0], tides: readonly Tide[]) => {
  const touching = episodesAt(result, "advisory");
  const above = episodesAt(result, "danger");
  const isNear = (at: EpochMs, { peakAt }: Tide) => Math.abs(at - peakAt) <= TIDE_MS;
  const recalled = (episodes: typeof touching) => (tide: Tide) =>
    episodes.some(({ from, to = from }) => from - NEAR_MS <= tide.peakAt && tide.peakAt <= to);
  return {
    recall_touching: shareOf(tides, recalled(touching), "labelled tide in the raw series"),
    recall_above_floor: shareOf(
      tides.filter(({ isAboveFloor }) => isAboveFloor),
      recalled(above),
      "tide above the floor in the raw series",
    ),
    false_alarms: newAlarms(result).filter(({ sent }) => !tides.some((tide) => isNear(sent, tide))).length,
    tides_touching: tides.length,
    tides_above_floor: tides.filter(({ isAboveFloor }) => isAboveFloor).length,
  };
};
