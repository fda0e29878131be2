import * as z from "zod";
import { DAY_MS, type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { instant, isUnscored, readRecording, yesNo } from "./recording.ts";
import type { Unscored } from "./score.ts";

/** What went by a camera trap, as people saw it later in its pictures. */
export interface Encounter {
  readonly site: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** How many there were of whatever it was; 0: leaves in the wind. */
  readonly heads: number;
  /** 0: no pig was there. */
  readonly pigs: number;
  readonly youngPigs: number;
}

/** Pigs at a site, with no more than 30 minutes between them. */
export interface Visit {
  readonly site: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface CameraTraps {
  /** Of each site by itself, in the order of time. */
  readonly encounters: readonly Encounter[];
  /** The pictures that a trap takes twice a day to show that it lives. */
  readonly heartbeats: readonly { readonly site: string; readonly at: EpochMs }[];
  readonly visits: readonly Visit[];
}

const VISIT_GAP_MS = 30 * MINUTE_MS;
const YEAR_MS = 365.25 * DAY_MS;
const PIG = "Sus scrofa";
const YOUNG = "juvenile";
const BLANK = "blank";

const columns = {
  eventID: z.string(),
  location: z.string(),
  eventStart: instant,
  eventEnd: instant,
  observationType: z.string(),
  scientificName: z.string(),
  count: z.string(),
  lifeStage: z.string(),
  is_heartbeat: yesNo,
};
type Row = z.output<z.ZodObject<typeof columns>>;

/** The camera traps of Leuven. What was seen in one sequence of pictures has a row for each species and age: they are one encounter. */
export const readCameraTraps = (folder: string): CameraTraps | Unscored => {
  const rows = readRecording(folder, "boar/gmu8_leuven_events.csv", columns);
  if (isUnscored(rows)) return rows;
  const sequences = Map.groupBy(
    rows.filter((row) => !row.is_heartbeat),
    ({ eventID }) => eventID,
  );
  const encounters = [...sequences.values()].map(encounterOf).toSorted(bySiteAndTime);
  return {
    encounters,
    heartbeats: rows
      .filter((row) => row.is_heartbeat)
      .map(({ location, eventStart }) => ({ site: location, at: eventStart })),
    visits: visitsOf(encounters),
  };
};

const encounterOf = (rows: readonly Row[]): Encounter => {
  const pigs = rows.filter(({ scientificName }) => scientificName === PIG);
  return {
    site: rows[0]?.location ?? "",
    from: Math.min(...rows.map(({ eventStart }) => eventStart)),
    to: Math.max(...rows.map(({ eventEnd }) => eventEnd)),
    heads: headsOf(rows.filter(({ observationType }) => observationType !== BLANK)),
    pigs: headsOf(pigs),
    youngPigs: headsOf(pigs.filter(({ lifeStage }) => lifeStage === YOUNG)),
  };
};

/** A row without a count is of one at least. */
const headsOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, { count }) => sum + Math.max(1, Math.round(Number(count)) || 1), 0);

const bySiteAndTime = (a: Encounter, b: Encounter): number => a.site.localeCompare(b.site) || a.from - b.from;

const visitsOf = (encounters: readonly Encounter[]): readonly Visit[] => {
  const visits: { readonly site: string; readonly from: EpochMs; to: EpochMs }[] = [];
  for (const { site, from, to, pigs } of encounters) {
    if (pigs === 0) continue;
    const last = visits.at(-1);
    if (last !== undefined && last.site === site && from - last.to <= VISIT_GAP_MS) {
      last.to = Math.max(last.to, to);
    } else visits.push({ site, from, to });
  }
  return visits;
};

/** For how long the traps stood there, all of them together, in years; a reason where nobody wrote it down. */
export const readTrapYears = (folder: string): number | Unscored => {
  const rows = readRecording(folder, "boar/gmu8_leuven_deployments.csv", {
    deploymentStart: instant,
    deploymentEnd: instant,
  });
  if (isUnscored(rows)) return rows;
  const totalMs = rows.reduce((sum, row) => sum + row.deploymentEnd - row.deploymentStart, 0);
  return totalMs / YEAR_MS;
};
