import { floodnetPath, floodnetTrace } from "#devices/replay/floodnet.ts";
import { isRecording, type Recording, readRecording } from "#devices/replay/read-recording.ts";
import { readTrace } from "#devices/traces/read-trace.ts";
import type { Trace } from "#devices/traces/trace.ts";
import { type Truth, truthSchema } from "#devices/traces/truth.ts";
import { readText } from "./read-text.ts";

type Read<T> = T | { readonly errors: readonly string[] };

/** Where the readings of a replay come from. */
export type Source =
  | { readonly kind: "file"; readonly trace: Trace; readonly placeOf?: (index: number) => string }
  | { readonly kind: "recording"; readonly recording: Recording }
  /** Depths of water: they become distances only at a site, whose sensor's height is known. */
  | { readonly kind: "floodnet"; readonly eventId: string };

const REAL = /^floodnet:(\w+)$/;

/** Reads a trace or the documents of network servers, or takes note of a recorded flood. */
export const readSource = async (
  path: string | undefined,
  real: string | undefined,
): Promise<Read<Source>> => {
  if ((path === undefined) === (real === undefined)) {
    return { errors: ["give either a file or --real floodnet:EVENT_ID"] };
  }
  if (path === undefined) {
    const eventId = REAL.exec(real ?? "")?.[1];
    return eventId === undefined
      ? { errors: [`--real: "${real}" is no recorded flood; they are named like floodnet:FN00031`] }
      : { kind: "floodnet", eventId };
  }
  const read = await readText(path);
  if ("error" in read) return { errors: [read.error] };
  if (isRecording(read.text)) {
    const recording = readRecording(read.text);
    return "errors" in recording
      ? { errors: recording.errors.map((error) => `${path}: ${error}`) }
      : { kind: "recording", recording };
  }
  const parsed = readTrace(read.text);
  return "errors" in parsed
    ? { errors: parsed.errors.map((error) => `${path}: ${error}`) }
    : {
        kind: "file",
        trace: parsed.trace,
        placeOf: (index) => `${path}: line ${parsed.lines[index]}`,
      };
};

/** The readings of a source at a site whose sensor hangs so high. */
export const traceOf = async (
  source: Exclude<Source, { readonly kind: "recording" }>,
  sensorHeightM: number | undefined,
): Promise<Read<{ trace: Trace }>> => {
  if (source.kind === "file") return { trace: source.trace };
  if (sensorHeightM === undefined) {
    return { errors: ["a recorded flood needs a sensor with a height above the ground; this one has none"] };
  }
  const realData = process.env.REAL_DATA || "../shared/data";
  const read = await floodnetTrace(floodnetPath(realData), source.eventId, sensorHeightM);
  return "error" in read ? { errors: [read.error] } : read;
};

/** Reads the ground truth of a trace. */
export const readTruth = async (path: string): Promise<Read<{ truth: Truth }>> => {
  const read = await readText(path);
  if ("error" in read) return { errors: [read.error] };
  const document = jsonOf(read.text);
  if (document === undefined) return { errors: [`${path}: this is no JSON`] };
  const parsed = truthSchema.safeParse(document);
  return parsed.success
    ? { truth: parsed.data }
    : {
        errors: parsed.error.issues.map(
          ({ path: field, message }) => `${path}, ${field.map(String).join(".") || "the file"}: ${message}`,
        ),
      };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
