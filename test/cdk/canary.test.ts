import { afterEach, describe, expect, it, vi } from "vitest";
import { canaryMetrics } from "#shared/adapters/canary-metrics.ts";
import { statusKey } from "#shared/domain/status.ts";
import { mentioned } from "./policies.ts";
import { configOf, ofType, type Resource, resourcesOf } from "./synthesised.ts";

const prod = resourcesOf(configOf("prod"));
const alarms = ofType(prod, "AWS::CloudWatch::Alarm");
const silent = alarms.find(({ properties }) => properties.MetricName === "CanaryDelivered");

const environmentOf = (name: string): Readonly<Record<string, string>> => {
  const lambda = ofType(prod, "AWS::Lambda::Function").find(({ properties }) =>
    String(properties.FunctionName).endsWith(name),
  );
  const environment = lambda?.properties.Environment as { Variables: Record<string, string> } | undefined;
  return environment?.Variables ?? {};
};

describe("the canary's silence", () => {
  it("is an alarm after a quarter of an hour, when nothing is told as when nothing was delivered", () => {
    expect(silent?.properties).toMatchObject({
      TreatMissingData: "breaching",
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      Statistic: "Sum",
      Period: 300,
      EvaluationPeriods: 3,
    });
  });

  it("is the one alarm that missing data sets off: everything else is quiet when nothing happens", () => {
    const breaching = alarms.filter(({ properties }) => properties.TreatMissingData !== "notBreaching");
    expect(breaching).toEqual([silent]);
  });

  it("is told by the operations topic, in the stack that no village alert goes through", () => {
    expect(silent?.stack).toBe("VillageWatch-prod-Operations");
    expect(mentioned(silent?.properties.AlarmActions)).toMatch(/:village-watch-prod-operations"\]\]\}\]$/);
    expect(mentioned(silent?.properties.AlarmDescription)).toContain("The canary is silent");
  });

  it("is told apart from its sender's own failure, which has alarms of its own", () => {
    const ofSender = alarms.filter(({ id }) => id.startsWith("CanarySendCanary"));
    expect(ofSender.map(({ properties }) => properties.MetricName).toSorted()).toEqual([
      "ApproximateNumberOfMessagesVisible",
      "Errors",
    ]);
  });
});

describe("what is counted of a canary", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  /** The lines that CloudWatch reads its metrics from (embedded metric format), as a function with its environment prints them. */
  const told = (name: string, count: (metrics: ReturnType<typeof canaryMetrics>) => void) => {
    for (const [variable, value] of Object.entries(environmentOf(name))) vi.stubEnv(variable, value);
    const lines: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    count(canaryMetrics());
    return lines.map((line) => JSON.parse(line));
  };

  const watched = ({ properties }: Resource) => ({
    namespace: properties.Namespace,
    dimensions: properties.Dimensions,
  });

  it.each([["send-canary", 0] as const, ["deliver-notification", 1] as const])(
    "by %s is what the alarm looks at, as %d",
    (name, value) => {
      const [line] = told(name, (metrics) => (value === 0 ? metrics.sent() : metrics.delivered(1_234)));
      const [{ Namespace, Dimensions }] = line._aws.CloudWatchMetrics;
      expect(line.CanaryDelivered).toBe(value);
      expect(silent && watched(silent)).toEqual({
        namespace: Namespace,
        dimensions: [{ Name: "service", Value: line.service }],
      });
      expect(Dimensions).toEqual([["service"]]);
    },
  );

  it("is how long it took, from its sending to the sink", () => {
    const [line] = told("deliver-notification", (metrics) => metrics.delivered(1_234));
    expect(line.CanaryLatency).toBe(1_234);
  });

  it("is another stage's no more than its own", () => {
    const [pilot] = ofType(resourcesOf(configOf("pilot")), "AWS::CloudWatch::Alarm").filter(
      ({ properties }) => properties.MetricName === "CanaryDelivered",
    );
    expect(pilot?.properties.Namespace).not.toBe(silent?.properties.Namespace);
  });
});

describe("what a canary leaves behind", () => {
  it("are boards that are removed after a day, with every older version", () => {
    const [bucket] = ofType(prod, "AWS::S3::Bucket").filter(({ id }) => id.includes("Board"));
    const { Rules } = (bucket?.properties.LifecycleConfiguration ?? {}) as Record<string, unknown>;
    const [rule, ...others] = Rules as readonly { readonly Prefix: string }[];
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      ExpirationInDays: 1,
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      Status: "Enabled",
    });
    const prefix = rule?.Prefix ?? "?";
    expect(statusKey("canary", "canary-202611211345")).toMatch(new RegExp(`^${prefix}`));
    expect(statusKey("canary")).not.toContain(prefix);
    expect(statusKey("lam-tsuen", "storm-1")).not.toContain(prefix);
  });
});
