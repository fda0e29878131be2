import { IoTDataPlaneClient } from "@aws-sdk/client-iot-data-plane";
import { SignatureV4 } from "@smithy/signature-v4";
import { EVERY_UPLINK_TOPIC } from "#devices/network-servers/uplink-topic.ts";
import { endpointOf } from "./endpoint.ts";

/** An MQTT broker, and what to listen to there. */
export interface Broker {
  readonly url: string;
  /** For sentences: without a password. */
  readonly name: string;
  readonly topics: readonly [string, ...string[]];
  /** For WebSockets. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface Wanted {
  readonly broker?: string;
  readonly topics: readonly string[];
}

const PROTOCOLS = ["mqtt:", "mqtts:", "ws:", "wss:"];
/** The address of an account at AWS IoT Core, of which the region is a part. */
const AWS_HOST = /\.iot\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;
/** Where the network servers that have a broker of their own publish: ChirpStack, and The Things Stack. */
const AT_HOME = ["application/#", "v3/#"] as const;

const NOWHERE =
  "--broker: say where AWS IoT Core listens, like wss://HOST/mqtt; `aws iot describe-endpoint --endpoint-type iot:Data-ATS` tells HOST";

/** The broker that was asked for; without one, the emulator's at AWS_ENDPOINT_URL. */
export const brokerOf = (
  { broker, topics }: Wanted,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Broker | { readonly error: string }> => {
  const [first, ...rest] = topics;
  const asked = first === undefined ? undefined : ([first, ...rest] as const);
  return broker === undefined
    ? Promise.resolve(emulated(environment, asked ?? [EVERY_UPLINK_TOPIC]))
    : named(broker, asked);
};

const emulated = (
  environment: Readonly<Record<string, string | undefined>>,
  topics: Broker["topics"],
): Broker | { readonly error: string } => {
  const endpoint = endpointOf(environment);
  if ("error" in endpoint) return endpoint;
  if (!endpoint.isLoopback) return { error: NOWHERE };
  const { protocol, host, port } = new URL(endpoint.name);
  return {
    url: `${protocol === "https:" ? "wss" : "ws"}://${host}/mqtt`,
    name: endpoint.name,
    topics,
    // One port serves everything: the name of the host says that this is for the broker.
    headers: { Host: `iot.${endpoint.client.region}.localhost:${port}` },
  };
};

const named = async (
  broker: string,
  asked: Broker["topics"] | undefined,
): Promise<Broker | { readonly error: string }> => {
  const url = URL.parse(broker);
  if (url === null || !PROTOCOLS.includes(url.protocol)) {
    return { error: `--broker: "${broker}" is no address like mqtts://chirpstack.example.hk:8883` };
  }
  const name = `${url.protocol}//${url.host}`;
  const region = AWS_HOST.exec(url.hostname)?.[1];
  if (region === undefined || url.protocol !== "wss:") return { url: broker, name, topics: asked ?? AT_HOME };
  return { url: await signedUrl(url.hostname, region), name, topics: asked ?? [EVERY_UPLINK_TOPIC] };
};

const A_DAY_S = 86_400;

/**
 * AWS IoT Core, "MQTT over the WebSocket protocol": signed with Signature Version 4 in the query, service `iotdevicegateway`; the
 * session token is added after the signing, not signed.
 */
export const signedUrl = async (
  hostname: string,
  region: string,
  client = new IoTDataPlaneClient({ region }),
  signingDate = new Date(),
): Promise<string> => {
  const { sessionToken, ...credentials } = await client.config.credentials();
  const signer = new SignatureV4({
    service: "iotdevicegateway",
    region,
    credentials,
    sha256: client.config.sha256,
    applyChecksum: false,
  });
  const { query = {} } = await signer.presign(
    { method: "GET", protocol: "wss:", hostname, path: "/mqtt", headers: { host: hostname } },
    { expiresIn: A_DAY_S, signingDate },
  );
  const parameters = {
    ...query,
    ...(sessionToken === undefined ? {} : { "X-Amz-Security-Token": sessionToken }),
  };
  const text = Object.entries(parameters).map(
    ([key, value]) => `${key}=${encodeURIComponent(String(value))}`,
  );
  return `wss://${hostname}/mqtt?${text.join("&")}`;
};
