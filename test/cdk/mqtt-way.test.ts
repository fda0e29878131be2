import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { UPLINK_TOPIC } from "#cdk/config/names.ts";
import {
  AWS_EVENT_TOPIC_FILTERS,
  OUTSIDE_NETWORK_SERVERS,
  uplinkTopicFilter,
} from "#cdk/config/network-servers.ts";
import { networkServers } from "#devices/network-servers/recognise.ts";
import { allowances, mentioned } from "./policies.ts";
import { configOf, ofType, resourcesOf } from "./synthesised.ts";

/** Those of the home region: a region of AWS IoT Core for LoRaWAN hands on what it hears, see lorawan.test.ts. */
const prod = resourcesOf(configOf("prod")).filter(({ stack }) => !stack.endsWith("-Lorawan"));

interface Rule {
  readonly Sql: string;
  readonly Actions: readonly unknown[];
  readonly ErrorAction: unknown;
}
const rules = ofType(prod, "AWS::IoT::TopicRule").map(
  ({ properties }) => properties.TopicRulePayload as Rule,
);
const filterOf = ({ Sql }: Rule): string =>
  /^SELECT \* FROM '([^']+)'$/.exec(Sql)?.[1] ?? `not plain: ${Sql}`;
const filters = rules.map(filterOf);

/** As AWS IoT Core matches: `+` is one level, `#` one or more. */
const matches = (filter: string, topic: string): boolean =>
  new RegExp(`^${filter.replaceAll(/[.$]/g, "\\$&").replaceAll("+", "[^/]+").replace(/#$/, ".+")}$`).test(
    topic,
  );
const heardBy = (topic: string): readonly string[] => filters.filter((filter) => matches(filter, topic));

/** AWS IoT Core: "Maximum number of slashes in topic and topic filter". */
const MOST_SLASHES = 7;
const slashes = (topic: string): number => topic.split("/").length - 1;

/** Topics on which network servers publish at their own brokers. */
const AT_HOME = [
  "application/52f14cd4-c6f1-4fbd-8f87-4025e1d49242/device/020000fffe000001/event/up",
  "application/1/device/020000fffe000001/event/status",
  "v3/village-watch@example/devices/wai-tau-1/up",
  "v3/village-watch@example/devices/wai-tau-1/join",
];

/** The lines `topic <pattern> out 1 <local prefix> <remote prefix>` of the README's Mosquitto bridges. */
const BRIDGES = [
  ...readFileSync(new URL("../../README.md", import.meta.url), "utf8").matchAll(
    /^topic (\S+) out 1 (\S+) (\S+)$/gm,
  ),
].map(([, pattern = "", local = "", remote = ""]) => ({ pattern, local, remote }));

/** Where each of those topics arrives through the README's bridges. */
const bridged = AT_HOME.map((topic) => ({
  topic,
  arrives: BRIDGES.filter(({ pattern, local }) => matches(`${local}${pattern}`, topic)).map(
    ({ local, remote }) => `${remote}${topic.slice(local.length)}`,
  ),
}));

/** What else is published, and what AWS publishes of itself. */
const TOPICS: readonly (readonly [string, string])[] = [
  ["the Destination of AWS IoT Core for LoRaWAN", "lorawan/uplinks/aws-iot-core-for-lorawan"],
  ["a device that joins at AWS", "$aws/iotwireless/events/join/join_accepted/lorawan/wireless_devices"],
  [
    "a gateway that AWS has lost",
    "$aws/iotwireless/events/connection_status/disconnected/lorawan/wireless_gateways",
  ],
  ["LORIOT's own output to AWS IoT", "lorawan/uplinks/loriot/village-watch"],
  ["a Milesight gateway", "lorawan/uplinks/milesight-gateway/village-watch"],
];

describe("the MQTT way in", () => {
  it.each(TOPICS)("hears %s, once", (_, topic) => {
    expect(slashes(topic)).toBeLessThanOrEqual(MOST_SLASHES);
    expect(heardBy(topic)).toHaveLength(1);
  });

  it.each(bridged)("hears, once, what the README's bridge makes of $topic", ({ arrives }) => {
    expect(arrives).toHaveLength(1);
    for (const topic of arrives) {
      expect(slashes(topic)).toBeLessThanOrEqual(MOST_SLASHES);
      expect(heardBy(topic)).toHaveLength(1);
    }
  });

  it("has a rule for each network server, and for what AWS's own tells besides uplinks", () => {
    expect(filters.toSorted()).toEqual(
      [
        UPLINK_TOPIC,
        ...Object.values(AWS_EVENT_TOPIC_FILTERS),
        ...OUTSIDE_NETWORK_SERVERS.map(uplinkTopicFilter),
      ].toSorted(),
    );
  });

  it("calls network servers as the adapters that read their documents do", () => {
    const known: readonly string[] = [UPLINK_TOPIC.split("/").at(-1) ?? "", ...OUTSIDE_NETWORK_SERVERS];
    expect(networkServers.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
  });

  it("keeps to what AWS allows: few slashes, and no # on a reserved topic", () => {
    expect(filters.filter((filter) => slashes(filter) > MOST_SLASHES)).toEqual([]);
    expect(filters.filter((filter) => filter.startsWith("$aws/") && filter.includes("#"))).toEqual([]);
  });

  it("hands everything to the one queue as it came, and what it cannot hand over to the one queue for that", () => {
    const targets = (each: (rule: Rule) => unknown) => [
      ...new Set(rules.map((rule) => mentioned(each(rule)))),
    ];
    expect(targets(({ Actions }) => Actions)).toEqual([
      expect.stringMatching(/"UplinksQueue.*"UseBase64":false/),
    ]);
    expect(targets(({ ErrorAction }) => ErrorAction)).toEqual([
      expect.stringContaining('"UplinkRuleDeadLetters'),
    ]);
  });
});

describe("the certificate of a bridge", () => {
  const policies = ofType(prod, "AWS::IoT::Policy");
  const allowed = allowances(policies);

  it("has a policy for each network server outside of AWS", () => {
    expect(policies.map(({ properties }) => properties.PolicyName)).toEqual(
      OUTSIDE_NETWORK_SERVERS.map((server) => `village-watch-prod-bridge-${server}`),
    );
  });

  it.each(OUTSIDE_NETWORK_SERVERS)(
    "of %s connects under its own name, publishes its own uplinks, and no more",
    (server) => {
      const own = allowed.filter(
        ({ carrier }) => carrier.properties.PolicyName === `village-watch-prod-bridge-${server}`,
      );
      const may = own.flatMap(({ actions, resources }) =>
        actions.map((action) => [action, mentioned(resources)]),
      );
      expect(may).toEqual([
        ["iot:Connect", expect.stringContaining(`:client/village-watch-prod-bridge-${server}"`)],
        ["iot:Publish", expect.stringContaining(`:topic/lorawan/uplinks/${server}/*"`)],
      ]);
    },
  );
});
