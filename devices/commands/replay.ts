import type { Command } from "commander";
import { uplinkEncoders } from "#devices/network-servers/encode-uplink.ts";
import { compareAlerts } from "#devices/replay/compare-alerts.ts";
import { differenceLines } from "#devices/replay/replay-lines.ts";
import { type ReplayResult, runReplay } from "#devices/replay/run-replay.ts";
import { summaryLines, unfinished } from "#devices/replay/summary.ts";
import type { Truth } from "#devices/traces/truth.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { replayWorld } from "./aws/replay-world.ts";
import { failed, type Outcome } from "./outcome.ts";
import { type ReplayOptions, replayOptions } from "./replay-options.ts";
import { type PreparedReplay, prepareReplay } from "./replay-plan.ts";
import { readSource, readTruth, type Source } from "./replay-source.ts";
import { chooseSpeakers } from "./replay-speakers.ts";
import { openScreen } from "./screen.ts";

/** Replays a trace, a recording or a recorded flood, as an exercise, through a deployed stage. */
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
  const startedAt = Date.now();
  const exerciseId = options.exerciseId ?? `replay-${startedAt.toString(36)}`;
  const plan = await prepareReplay(source, speakers, { exerciseId, startedAt, speed: options.speed });
  if ("errors" in plan) return failed(...plan.errors);
  const { clock, moments } = plan;
  const differences = (alerts: ReplayResult["alerts"]) =>
    truth === undefined ? [] : compareAlerts(truth, alerts, moments, clock.traceStart);
  const screen = openScreen("uplinks", options.quiet ?? false);
  for (const line of [...plan.notes, introduction(plan, endpoint)]) screen.line(line);
  try {
    const isComplete = (alerts: ReplayResult["alerts"]) => differences(alerts).length === 0;
    const services = { ...world.services(clock, speakers.all), show: screen };
    const result = await runReplay({ ...plan, exerciseId, isComplete }, services);
    const concluded = conclusion(result, differenceLines(differences(result.alerts)), truth, options);
    return options.quiet ? { ...concluded, notes: plan.notes } : concluded;
  } finally {
    screen.close();
  }
};

const introduction = ({ contents, clock }: PreparedReplay, endpoint: NamedEndpoint): string =>
  `Exercise ${clock.exerciseId}: ${contents} at ${clock.speed} times their speed to ${endpoint.name}. Nobody real is told.`;

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

const HELP = `
FILE is a CSV trace (devices/traces/README.md), or JSON: documents of network servers as
they were handed over, one a line or in a list, each also inside of {"document": ...} as
\`village record\` keeps them, or of {"payload": ...}.

Documents are recognised by their shape. Each uplink goes out as its own device, which
must be registered; with --device or --site, all go out as that one, payloads unchanged,
so that its model must be able to read them. They are moved in time so that the first is
now, with their spacing and copies; a time that a device tells inside of its payload stays
what it is. Each is written anew, with the exercise's clock beside it, in the shape of
  ${Object.keys(uplinkEncoders).join("\n  ")}
where it came from one of these, else in that of AWS. Joins, acknowledgements and other
events are left out and counted.`;

export const addReplay = (program: Command, finish: (outcome: Outcome) => void): void => {
  const command = program
    .command("replay")
    .description("send a trace or a recording through the whole chain, as an exercise");
  replayOptions(command)
    .addHelpText("after", HELP)
    .action(async (path: string | undefined, options: ReplayOptions) => finish(await replay(path, options)));
};
