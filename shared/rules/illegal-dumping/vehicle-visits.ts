import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { PlacedFrame } from "../hazard-rule.ts";
import type { DumpingMemory, Visit, WatcherMemory } from "./dumping-memory.ts";
import { withSensor } from "./dumping-memory.ts";
import type { DumpingSettings } from "./dumping-settings.ts";

const VISITS_CAPACITY = 6;
/** Sightings closer than this are one visit: the longest stay of one that dumps. */
const MERGED_MS = 20 * MINUTE_MS;
/** What a counter tells is of the time since it told last, and of no longer than this. */
const COUNTED_OVER_MS = 15 * MINUTE_MS;
/** A place taken for longer is no sign of a vehicle any more: the sensor hangs, or somebody lives there. */
const TAKEN_AT_MOST_MS = 24 * HOUR_MS;

/** One report missing and a half of those that parking sensors make when nothing happens: one a day. */
const BLIND_AFTER_MS = 36 * HOUR_MS;

/** Whether a vehicle stands there, as far as sensors tell. */
export const isTaken = ({ watchers }: DumpingMemory, at: EpochMs): boolean =>
  Object.values(watchers).some(
    ({ takenSince }) => takenSince !== undefined && at - takenSince <= TAKEN_AT_MOST_MS,
  );

/** Whether the sensors of vehicles that there are tell nothing any more. */
export const isBlind = ({ watchers }: DumpingMemory, at: EpochMs): boolean => {
  const heard = Object.values(watchers).map(({ heardAt }) => heardAt);
  return heard.length > 0 && at - Math.max(...heard) > BLIND_AFTER_MS;
};

/** What a frame tells of vehicles and people. */
export const watch = (
  memory: DumpingMemory,
  frame: PlacedFrame,
  settings: DumpingSettings,
): DumpingMemory => {
  const { devEui, observedAt } = frame;
  const before = memory.watchers[devEui];
  const visits = [...noticed(frame, before, settings), ...stayOf(frame, before)].reduce(
    withVisit,
    memory.visits,
  );
  const takenSince = takenSinceOf(frame, before);
  const watcher = { heardAt: observedAt, ...(takenSince === undefined ? {} : { takenSince }) };
  return {
    ...memory,
    visits,
    watchers: withSensor(memory.watchers, devEui, watcher, ({ heardAt }) => heardAt),
  };
};

const occupiedMs = ({ values }: PlacedFrame): number | undefined =>
  values.occupied_time === undefined || values.occupied_time === 0
    ? undefined
    : values.occupied_time * SECOND_MS;

const takenSinceOf = (frame: PlacedFrame, before: WatcherMemory | undefined): EpochMs | undefined => {
  const present = frame.values.vehicle_present;
  if (present === undefined) return before?.takenSince;
  if (present === 0) return undefined;
  return before?.takenSince ?? frame.observedAt - (occupiedMs(frame) ?? 0);
};

/** A stay that has come to its end with this frame. */
const stayOf = (frame: PlacedFrame, before: WatcherMemory | undefined): readonly Visit[] => {
  const { observedAt: to, values } = frame;
  if (values.vehicle_present !== 0) return [];
  const lasted = occupiedMs(frame);
  const from = before?.takenSince ?? (lasted === undefined ? undefined : to - lasted);
  return from === undefined ? [] : [{ kind: "stay", from, to }];
};

const noticed = (
  { observedAt, values }: PlacedFrame,
  before: WatcherMemory | undefined,
  settings: DumpingSettings,
): readonly Visit[] => {
  const visits: Visit[] = [];
  const passed = (values.passages_left_to_right ?? 0) + (values.passages_right_to_left ?? 0);
  if (passed > 0) {
    const from = Math.max(before?.heardAt ?? 0, observedAt - COUNTED_OVER_MS);
    visits.push({ kind: "passage", from, to: observedAt });
  }
  const seen = values.vision_class;
  if (seen !== undefined && (values.vision_confidence ?? 100) >= settings.surePercent) {
    const at = { from: observedAt, to: observedAt };
    if (settings.vehicleClasses.includes(seen)) visits.push({ kind: "vehicle_seen", ...at });
    else if (settings.personClasses.includes(seen)) visits.push({ kind: "person_seen", ...at });
  }
  return visits;
};

const withVisit = (visits: readonly Visit[], visit: Visit): readonly Visit[] => {
  const earlier = visits.find(
    ({ kind, to }) => kind === visit.kind && kind !== "stay" && visit.from - to <= MERGED_MS,
  );
  const merged = earlier === undefined ? visit : { ...visit, from: earlier.from };
  return [...visits.filter((other) => other !== earlier), merged].slice(-VISITS_CAPACITY);
};
