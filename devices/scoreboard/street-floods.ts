import * as z from "zod";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { instant, isUnscored, number, readRecording, yesNo } from "./recording.ts";
import type { Unscored } from "./score.ts";

/** A depth over a street at an instant, millimetres. */
export interface DepthAt {
  readonly at: EpochMs;
  readonly depthMm: number;
}

export interface StreetFlood {
  readonly eventId: string;
  readonly isTidal: boolean;
  readonly from: EpochMs;
  /** In the order of time; empty for none. */
  readonly profile: readonly DepthAt[];
}

/** FloodNet NYC's table of events with the profile of each. */
export const readStreetFloods = (folder: string): readonly StreetFlood[] | Unscored => {
  const events = readRecording(folder, "flood/floodnet_events.csv", {
    event_id: z.string(),
    tidal: yesNo,
    start_utc: instant,
  });
  if (isUnscored(events)) return events;
  const profiles = readRecording(folder, "flood/floodnet_profiles.csv", {
    event_id: z.string(),
    t_s: number,
    depth_mm: number,
  });
  if (isUnscored(profiles)) return profiles;
  const rowsOf = Map.groupBy(profiles, ({ event_id }) => event_id);
  return events.map(({ event_id, tidal, start_utc }) => ({
    eventId: event_id,
    isTidal: tidal,
    from: start_utc,
    profile: (rowsOf.get(event_id) ?? [])
      .map(({ t_s, depth_mm }) => ({ at: start_utc + Math.round(t_s * SECOND_MS), depthMm: depth_mm }))
      .sort((a, b) => a.at - b.at),
  }));
};
