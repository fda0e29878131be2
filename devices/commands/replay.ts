import type { Command } from "commander";
import { compareAlerts } from "#devices/replay/compare-alerts.ts";
import { framesOf, replayClock } from "#devices/replay/frames.ts";
import { differenceLines } from "#devices/replay/replay-lines.ts";
import { type ReplayResult, runReplay } from "#devices/replay/run-replay.ts";
import { summaryLines, unfinished } from "#devices/replay/summary.ts";
import type { Trace } from "#devices/traces/trace.ts";
import type { Truth } from "#devices/traces/truth.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { replayWorld } from "./aws/replay-world.ts";
import { failed, type Outcome } from "./outcome.ts";
import { type ReplayOptions, replayOptions } from "./replay-options.ts";
import { readSource, readTruth, type Source, traceOf } from "./replay-source.ts";
import { chooseSpeakers } from "./replay-speakers.ts";
import { openScreen } from "./screen.ts";

/** Replays a trace or a recorded flood, as an exercise, through a deployed stage. */
export const replay = async (path: string | undefined, options: ReplayOptions): Promise<Outcome> => {
  const source = await readSource(path, options.real);
  if ("errors" in source) return failed(...source.errors);
  const expected = options.expect === undefined ? undefined : await readTruth(options.expect);
  if (expected !== undefined && "errors" in expected) return failed(...expected.errors);
  return atEndpoint(async (endpoint) =>
    endpoint.isLoopback || options.yes === true
      ? replayAt(endpoint, source, expected?.truth, options)
      : failed(
          `${endpoint.name} is not this machine. A replay there reaches nobody real, but it costs money; if you mean it, say so with --yes.`,
        ),
  );
};

const replayAt = async (
  endpoint: NamedEndpoint,
  source: Source,
  truth: Truth | undefined,
  options: ReplayOptions,
): Promise<Outcome> => {
  const world = await replayWorld(endpoint, options.stage, options.via);
  if ("error" in world) return failed(world.error);
  const speakers = await chooseSpeakers(source, options, world.villages, Date.now());
  if ("error" in speakers) return failed(speakers.error);
  const read = await traceOf(source, speakers.all[0].sensorHeightM);
  if ("errors" in read) return failed(...read.errors);
  const { trace } = read;
  const startedAt = Date.now();
  const exerciseId = options.exerciseId ?? `replay-${startedAt.toString(36)}`;
  const clock = replayClock(trace, { exerciseId, startedAt, speed: options.speed });
  const placeOf = source.kind === "file" ? source.placeOf : undefined;
  const frames = framesOf(trace, speakers.of, clock, placeOf);
  if ("error" in frames) return failed(frames.error);
  const differences = (alerts: ReplayResult["alerts"]) =>
    truth === undefined ? [] : compareAlerts(truth, alerts, trace, clock.traceStart);
  const screen = openScreen("uplinks", options.quiet ?? false);
  screen.line(introduction(trace, clock, endpoint));
  try {
    const isComplete = (alerts: ReplayResult["alerts"]) => differences(alerts).length === 0;
    const services = { ...world.services(clock, speakers.all), show: screen };
    const result = await runReplay({ ...frames, exerciseId, isComplete }, services);
    return conclusion(result, differenceLines(differences(result.alerts)), truth, options);
  } finally {
    screen.close();
  }
};

const introduction = (trace: Trace, clock: ExerciseClock, endpoint: NamedEndpoint): string =>
  `Exercise ${clock.exerciseId}: ${trace.length} readings at ${clock.speed} times their speed to ${endpoint.name}. Nobody real is told.`;

/** Success is every reading in the history, every message with its end, and the alerts that were expected. */
const conclusion = (
  result: ReplayResult,
  differences: readonly string[],
  truth: Truth | undefined,
  { quiet }: ReplayOptions,
): Outcome => {
  const asExpected =
    truth === undefined || differences.length > 0 ? [] : ["expected         as in the ground truth"];
  return {
    lines: quiet ? [] : ["", ...summaryLines(result.report), ...asExpected],
    troubles: [
      ...unfinished(result),
      ...(differences.length > 0 ? ["The alerts are not the expected ones:", ...differences] : []),
    ],
  };
};

export const addReplay = (program: Command, finish: (outcome: Outcome) => void): void => {
  const command = program
    .command("replay")
    .description("send a trace or a recorded flood through the whole chain, as an exercise");
  replayOptions(command).action(async (path: string | undefined, options: ReplayOptions) =>
    finish(await replay(path, options)),
  );
};
