import type { Moments } from "#devices/replay/compare-alerts.ts";
import { type Frames, framesOf, replayClock } from "#devices/replay/frames.ts";
import type { Recording } from "#devices/replay/read-recording.ts";
import { recordedFrames, recordingClock } from "#devices/replay/recorded-frames.ts";
import type { ReplayStart } from "#devices/replay/replay-clock.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { type Source, traceOf } from "./replay-source.ts";
import type { Speakers } from "./replay-speakers.ts";

/** A replay, ready to be sent. */
export interface PreparedReplay extends Frames {
  readonly clock: ExerciseClock;
  readonly moments: Moments;
  /** What it sends: `144 readings`. */
  readonly contents: string;
  /** What is left out or will not be read, in sentences. */
  readonly notes: readonly string[];
}

type Prepared = PreparedReplay | { readonly errors: readonly string[] };

/** Makes the frames of whatever is replayed, as the devices that speak would send them. */
export const prepareReplay = async (
  source: Source,
  speakers: Speakers,
  start: ReplayStart,
): Promise<Prepared> =>
  source.kind === "recording"
    ? prepareRecording(source.recording, speakers, start)
    : prepareTrace(source, speakers, start);

const prepareTrace = async (
  source: Exclude<Source, { readonly kind: "recording" }>,
  speakers: Speakers,
  start: ReplayStart,
): Promise<Prepared> => {
  const read = await traceOf(source, speakers.all[0].sensorHeightM);
  if ("errors" in read) return read;
  const { trace } = read;
  const clock = replayClock(trace, start);
  const placeOf = source.kind === "file" ? source.placeOf : undefined;
  const frames = framesOf(trace, speakers.of, clock, placeOf);
  return "error" in frames
    ? { errors: [frames.error] }
    : { ...frames, clock, moments: trace, contents: `${trace.length} readings`, notes: [] };
};

const SHOWN = 3;

const prepareRecording = (recording: Recording, speakers: Speakers, start: ReplayStart): Prepared => {
  const clock = recordingClock(recording, start);
  const frames = recordedFrames(recording, speakers.of, clock);
  if ("error" in frames) return { errors: [frames.error] };
  const { uplinks, events, unreadable } = recording;
  return {
    ...frames,
    clock,
    moments: uplinks,
    contents: `${uplinks.length} uplinks`,
    notes: [
      ...mixed(recording, speakers),
      ...(events === 0 ? [] : [`${events} documents are no uplinks and are left out.`]),
      ...counted(unreadable, "documents cannot be read and are left out"),
      ...counted(frames.unread, "payloads cannot be read and will go into the quarantine"),
    ],
  };
};

const mixed = ({ uplinks }: Recording, { all }: Speakers): readonly string[] => {
  const spoken = new Set(uplinks.map(({ devEui }) => devEui)).size;
  return spoken === all.length
    ? []
    : [`Uplinks of ${spoken} devices go out as those of ${all[0].devEui}: their frame counters mix.`];
};

const counted = (sentences: readonly string[], what: string): readonly string[] =>
  sentences.length === 0
    ? []
    : [
        `${sentences.length} ${what}:`,
        ...sentences.slice(0, SHOWN).map((sentence) => `  ${sentence}`),
        ...(sentences.length > SHOWN ? [`  and ${sentences.length - SHOWN} more`] : []),
      ];
