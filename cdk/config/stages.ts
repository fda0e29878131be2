import * as z from "zod";
import { type StageConfig, stageConfigSchema } from "./config.ts";
import { OUTSIDE_NETWORK_SERVERS } from "./network-servers.ts";

/** Amazon's mailbox simulator takes every message and shows it to nobody, so an exercise cannot bounce. */
const MAILBOX_SIMULATOR = "success@simulator.amazonses.com";

/** Whichever a village brings. Leave out those that are not in use: a door without a user is one door less. */
const EVERY_NETWORK_SERVER: StageConfig["httpsUplinks"] = Object.fromEntries(
  OUTSIDE_NETWORK_SERVERS.map((server) => [server, 1]),
);

const STAGES: Readonly<Record<string, StageConfig>> = {
  /** The trial: what `npm start` builds on the emulator. Everything may be thrown away. */
  pilot: {
    stage: "pilot",
    region: "ap-east-1",
    data: "disposable",
    logRetentionDays: 7,
    httpsUplinks: EVERY_NETWORK_SERVER,
    ingestConcurrency: 2,
    deliverConcurrency: 2,
    alertSender: "village-watch@example.hk",
    sms: { region: "ap-southeast-1" },
    email: { region: "ap-southeast-1", from: "village-watch@example.hk", identity: "example.hk" },
    networkServers: {},
    exercise: { sms: "+12025550199", email: MAILBOX_SIMULATOR },
  },
  /** The real thing, to be edited for one's own domain. */
  prod: {
    stage: "prod",
    region: "ap-east-1",
    data: "keep",
    logRetentionDays: 90,
    httpsUplinks: EVERY_NETWORK_SERVER,
    ingestConcurrency: 20,
    deliverConcurrency: 10,
    alertSender: "village-watch@example.hk",
    sms: { region: "ap-southeast-1" },
    email: { region: "ap-southeast-1", from: "village-watch@example.hk", identity: "example.hk" },
    networkServers: { awsIotWireless: { region: "ap-northeast-1" } },
    weather: { url: "https://data.weather.gov.hk" },
    exercise: { email: MAILBOX_SIMULATOR },
    operationsEmail: "village-watch-operations@example.hk",
  },
};

/**
 * The configuration of a stage, checked; or one sentence saying what is wrong with it.
 *
 * @param weatherUrl in the place of the stage's own; a trial has none, so that it is quiet on a machine without a network
 */
export const stageConfig = (
  name: string,
  stages: Readonly<Record<string, unknown>> = STAGES,
  weatherUrl?: string,
): { config: StageConfig } | { error: string } => {
  if (!Object.hasOwn(stages, name)) {
    return { error: `There is no stage called "${name}"; known are ${Object.keys(stages).join(", ")}.` };
  }
  const wanted = stages[name];
  const checked = stageConfigSchema.safeParse(
    weatherUrl === undefined ? wanted : Object.assign({}, wanted, { weather: { url: weatherUrl } }),
  );
  return checked.success
    ? { config: checked.data }
    : { error: `The configuration of stage "${name}" is not usable:\n${z.prettifyError(checked.error)}` };
};
