const AWS_ID = "aws-iot-core-for-lorawan";

/** Under which everything from network servers is published at AWS IoT Core; the stacks' rules listen there. */
const ROOT = "lorawan/uplinks";

/** Where a document of a network server is published to be heard: AWS's on one topic, every other's below one of its own. */
export const uplinkTopic = (networkServerId: string, publisher: string): string =>
  networkServerId === AWS_ID ? `${ROOT}/${AWS_ID}` : `${ROOT}/${networkServerId}/${publisher}`;

/** Everything that any network server publishes there. */
export const EVERY_UPLINK_TOPIC = `${ROOT}/#`;
