/** Where uplinks come from: AWS's own network server first, then those that stand outside of it. Ids as in `devices/network-servers`. */
export const OUTSIDE_NETWORK_SERVERS = [
  "the-things-stack-v3",
  "chirpstack-v4",
  "chirpstack-v3",
  "thingpark",
  "loriot",
  "helium",
  "milesight-gateway",
] as const;
export type OutsideNetworkServer = (typeof OUTSIDE_NETWORK_SERVERS)[number];

/** Under which everything of a network server is published; what stands below is the publisher's affair. */
export const uplinkTopicRoot = (server: OutsideNetworkServer): string => `lorawan/uplinks/${server}`;

/**
 * Topic filter of a network server's rule. AWS IoT Core lets `#` stand for one or more levels, so the root itself is not
 * meant; and a topic has at most 7 slashes, so a bridge leaves out what it can.
 */
export const uplinkTopicFilter = (server: OutsideNetworkServer): string => `${uplinkTopicRoot(server)}/#`;

/**
 * What AWS IoT Core for LoRaWAN tells besides uplinks, for all devices and for all gateways. Its reserved topics take `+` and
 * no `#`. The topics of single devices carry the same events again and are left alone.
 */
export const AWS_EVENT_TOPIC_FILTERS = {
  joins: "$aws/iotwireless/events/join/+/lorawan/wireless_devices",
  gateways: "$aws/iotwireless/events/connection_status/+/lorawan/wireless_gateways",
} as const;

/** CamelCase, as the names of constructs and outputs are written: `chirpstack-v4` is `ChirpstackV4`. */
export const constructName = (server: string): string =>
  server.replaceAll(/(^|-)([a-z0-9])/g, (_, _dash: string, letter: string) => letter.toUpperCase());
