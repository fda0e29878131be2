import { IoTWirelessClient } from "@aws-sdk/client-iot-wireless";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { awsIotWirelessSender } from "#shared/adapters/downlink/aws-iot-wireless.ts";
import { chirpStackSender } from "#shared/adapters/downlink/chirpstack.ts";
import type { DownlinkSender, NetworkServerName } from "#shared/adapters/downlink/downlink-sender.ts";
import { theThingsStackSender } from "#shared/adapters/downlink/the-things-stack.ts";
import { secretToken, type Token } from "#shared/adapters/downlink/token.ts";
import { downlinkQueue } from "#shared/adapters/downlink-queue.ts";
import { deliveryEvidence } from "#shared/adapters/dynamodb/delivery-evidence.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { downlinks } from "#shared/adapters/dynamodb/downlinks.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { environment } from "#shared/adapters/environment.ts";
import { SEND_ONCE } from "#shared/adapters/notify/send-outcome.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Services } from "./downlink-services.ts";

const clock = { now: Date.now };
/** Well within the function's own time. */
const TIME_LIMITS = { connectionTimeout: 3_000, requestTimeout: 10_000 };

/** The real ones, as the function's environment names them. */
export const awsServices = (): Services => {
  const client = documentClient();
  const table = (variable: string) => ({ client, tableName: environment(variable) });
  return {
    clock,
    registry: registry(table("REGISTRY_TABLE"), { clock, lookEveryMs: MINUTE_MS }),
    weather: heardWeather(table("REGISTRY_TABLE"), { clock }),
    states: siteStates(table("STATE_TABLE")),
    downlinks: downlinks(table("DOWNLINKS_TABLE")),
    evidence: deliveryEvidence(table("HISTORY_TABLE"), table("HEALTH_TABLE")),
    queue: downlinkQueue({ client: new SQSClient(), queueUrl: environment("DOWNLINKS_QUEUE_URL") }),
    senders: networkServers(),
  };
};

/** Only those that this installation has: a downlink for another one fails by name. */
const networkServers = (): Readonly<Partial<Record<NetworkServerName, DownlinkSender>>> => {
  const { LORAWAN_REGION: region } = process.env;
  const { CHIRPSTACK_URL: chirpStackUrl, CHIRPSTACK_CREDENTIAL_NAME: chirpStackSecret } = process.env;
  const { THE_THINGS_STACK_URL: stackUrl, THE_THINGS_STACK_CREDENTIAL_NAME: stackSecret } = process.env;
  const secrets = new SecretsManagerClient({ requestHandler: TIME_LIMITS });
  const token = (name: string): Token => secretToken(secrets, name, clock);
  return {
    ...(region
      ? {
          "aws-iot-wireless": awsIotWirelessSender(
            new IoTWirelessClient({ ...SEND_ONCE, region, requestHandler: TIME_LIMITS }),
          ),
        }
      : {}),
    ...(chirpStackUrl && chirpStackSecret
      ? { chirpstack: chirpStackSender({ baseUrl: chirpStackUrl, token: token(chirpStackSecret) }) }
      : {}),
    ...(stackUrl && stackSecret
      ? { "the-things-stack": theThingsStackSender({ baseUrl: stackUrl, token: token(stackSecret) }) }
      : {}),
  };
};
