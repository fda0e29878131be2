import { type Command, InvalidArgumentError, Option } from "commander";
import { exerciseClockSchema } from "#shared/domain/exercise.ts";
import { DEFAULT_STAGE } from "./aws/deployment.ts";
import { WAYS, type Way } from "./aws/publish-uplink.ts";
import { devEuiArgument } from "./dev-eui-argument.ts";

export interface ReplayOptions {
  readonly speed: number;
  readonly site?: string;
  readonly device?: string;
  readonly village: string;
  readonly real?: string;
  readonly via: Way;
  readonly expect?: string;
  readonly exerciseId?: string;
  readonly stage: string;
  readonly yes?: boolean;
  readonly quiet?: boolean;
}

/** A trace with a reading a minute goes out at one uplink a second. */
const DEFAULT_SPEED = 60;

const speed = (text: string): number => {
  const parsed = exerciseClockSchema.shape.speed.safeParse(Number(text));
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("A number above 0 and up to 100000 is expected.");
};

const exerciseId = (text: string): string => {
  const parsed = exerciseClockSchema.shape.exerciseId.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("An exercise id is 1-40 of a-z, 0-9 and -.");
};

export const replayOptions = (command: Command): Command =>
  command
    .argument("[file]", "a CSV trace, or NDJSON of network servers' documents")
    .option("--real <floodnet:EVENT_ID>", "a recorded flood instead of a trace, from the folder REAL_DATA")
    .option("--speed <n>", "exercise seconds per second", speed, DEFAULT_SPEED)
    .option("--site <id>", "send as the device of this site, whatever the file says")
    .option("--device <eui>", "send as this device, whatever the file says", devEuiArgument)
    .option("--village <id>", "the village of --site", "lam-tsuen")
    .addOption(
      new Option("--via <way>", "by MQTT, or into the queue where there is no IoT")
        .choices(WAYS)
        .default("iot"),
    )
    .option("--expect <truth.json>", "the alerts that must come: exit 1 when others came")
    .option("--exercise-id <id>", "name of the exercise (default: made from the time)", exerciseId)
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .option("--yes", "agree to an endpoint that is not this machine")
    .option("--quiet", "only the differences from --expect");
