import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { uplinkTopic } from "#devices/network-servers/uplink-topic.ts";
import type { Frame } from "#devices/replay/frames.ts";
import type { NamedEndpoint } from "./endpoint.ts";

/** How an uplink enters: by MQTT as from a network server, or into the queue as the IoT rule would put it there. */
export const WAYS = ["iot", "queue"] as const;
export type Way = (typeof WAYS)[number];

export type Publish = (sent: Pick<Frame, "document" | "networkServer">) => Promise<void>;

const AT_LEAST_ONCE = 1;

export const publishUplink = async (endpoint: NamedEndpoint, way: Way, stage: string): Promise<Publish> =>
  way === "iot" ? byIot(endpoint) : byQueue(endpoint, stage);

const byIot = (endpoint: NamedEndpoint): Publish => {
  const client = new IoTDataPlaneClient(endpoint.client);
  return async ({ document, networkServer }) => {
    const topic = uplinkTopic(networkServer, "replay");
    const payload = Buffer.from(JSON.stringify(document));
    await client.send(new PublishCommand({ topic, qos: AT_LEAST_ONCE, payload }));
  };
};

const byQueue = async (endpoint: NamedEndpoint, stage: string): Promise<Publish> => {
  const client = new SQSClient(endpoint.client);
  const QueueName = `village-watch-${stage}-uplinks`;
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return async ({ document }) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(document) }));
  };
};
