import { finished } from "node:stream/promises";
import type { Command } from "commander";
import { recordLine } from "#devices/replay/record-line.ts";
import { DAY_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import { brokerOf } from "./aws/broker.ts";
import { faultSentence } from "./aws/say-fault.ts";
import { durationOf } from "./duration.ts";
import { listen } from "./mqtt-listener.ts";
import { newFile } from "./new-file.ts";
import { failed, type Outcome } from "./outcome.ts";

export interface RecordOptions {
  readonly broker?: string;
  readonly topic: readonly string[];
  readonly for?: string;
  readonly out?: string;
}

/**
 * Keeps what a broker publishes, a line each, until it is stopped.
 *
 * @param stopAfter aborts after so long, or earlier when the person at the screen has had enough
 */
export const record = async (
  options: RecordOptions,
  stopAfter: (ms: number) => AbortSignal,
): Promise<Outcome> => {
  const forMs = options.for === undefined ? 7 * DAY_MS : durationOf(options.for, SECOND_MS, 7 * DAY_MS);
  if (forMs === undefined) return failed(`--for: "${options.for}" is no time from 1s to 7d, like 10m or 2h`);
  const broker = await brokerOf({ ...options, topics: options.topic }, process.env);
  if ("error" in broker) return failed(broker.error);
  const sink = options.out === undefined ? { stream: process.stdout } : await newFile(options.out);
  if ("error" in sink) return failed(`--out: ${sink.error}`);
  let kept = 0;
  const lost: string[] = [];
  try {
    const listener = await listen(broker, loginIn(process.env), {
      message: (topic, payload) => {
        kept += 1;
        sink.stream.write(`${recordLine(Date.now(), topic, payload)}\n`);
      },
      lost: () => lost.push(toIso(Date.now())),
    });
    console.error(`Listening to ${broker.topics.join(", ")} at ${broker.name}. Ctrl-C ends it.`);
    await aborted(stopAfter(forMs));
    await listener.close();
  } catch (error) {
    return failed(cannotListen(error, broker.name));
  } finally {
    if (options.out !== undefined) await finished(sink.stream.end());
  }
  return {
    lines: [],
    notes: [`${kept} messages${options.out === undefined ? "" : ` in ${options.out}`}`],
    troubles: lost.map(
      (at) => `${broker.name} was lost at ${at}; what it published until it was back is not kept`,
    ),
  };
};

const loginIn = ({ MQTT_USERNAME: username, MQTT_PASSWORD: password }: NodeJS.ProcessEnv) => ({
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
});

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

const cannotListen = (error: unknown, name: string): string =>
  faultSentence(error, name) ??
  `${name} does not let us listen: ${error instanceof Error ? error.message : String(error)}`;

const HELP = `
Each message is one line of JSON, {"receivedAt", "topic", "document"}, which \`village
replay\` and \`village normalise\` take; what is no JSON is kept in base64.

It listens to MQTT, and nothing is kept while nobody listens:
  the emulator   with AWS_ENDPOINT_URL=http://127.0.0.1:4566, as \`npm start\` tells it
  AWS IoT Core   --broker wss://HOST/mqtt, signed with the AWS credentials at hand, which
                 need iot:Connect, iot:Subscribe and iot:Receive; HOST is told by
                 \`aws iot describe-endpoint --endpoint-type iot:Data-ATS\`
  LocalStack     --broker mqtt://HOST:PORT, told by \`describe-endpoint\` as well
  one's own      --broker mqtts://chirpstack.example.hk:8883, of ChirpStack or The Things
                 Stack; MQTT_USERNAME and MQTT_PASSWORD name who listens

What comes by HTTPS goes into the queue and crosses no broker: it is not heard. The two
ways in carry the same documents; record those at their network server's own broker.`;

export const addRecord = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("record")
    .description("keep what network servers publish by MQTT, to be looked at and replayed")
    .option("--out <file>", "a new file (default: the standard output)")
    .option("--for <duration>", "end after so long, like 10m or 2h (default: after 7d)")
    .option("--broker <url>", "where to listen (default: the emulator at AWS_ENDPOINT_URL)")
    .option("--topic <filter...>", "what to listen to (default: all uplinks and events)", [])
    .addHelpText("after", HELP)
    .action(async (options: RecordOptions) => {
      const interrupted = new AbortController();
      process.once("SIGINT", () => interrupted.abort());
      const stopAfter = (ms: number) => AbortSignal.any([interrupted.signal, AbortSignal.timeout(ms)]);
      finish(await record(options, stopAfter));
    });
};
