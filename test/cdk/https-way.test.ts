import { describe, expect, it } from "vitest";
import { OUTSIDE_NETWORK_SERVERS } from "#cdk/config/network-servers.ts";
import { allowances, mentioned } from "./policies.ts";
import { application, configOf, ofType, type Resource, resourcesOf } from "./synthesised.ts";

const config = configOf("prod");
const prod = resourcesOf(config);

const properties = <T>(resources: readonly Resource[], type: string): readonly T[] =>
  ofType(resources, `AWS::ApiGateway::${type}`).map((resource) => resource.properties as T);

interface Method {
  readonly HttpMethod: string;
  readonly ApiKeyRequired: boolean;
  readonly RestApiId: unknown;
  readonly Integration: {
    readonly Type: string;
    readonly Uri: unknown;
    readonly PassthroughBehavior: string;
    readonly RequestTemplates: Readonly<Record<string, string>>;
    readonly IntegrationResponses: readonly { StatusCode: string; SelectionPattern?: string }[];
  };
}
interface Plan {
  readonly ApiStages: readonly { readonly ApiId: unknown }[];
  readonly Throttle: { readonly RateLimit: number; readonly BurstLimit: number };
}
interface Key {
  readonly Name: string;
}
interface Membership {
  readonly KeyId: unknown;
  readonly UsagePlanId: unknown;
}
interface Stage {
  readonly StageName: string;
  readonly AccessLogSetting: { readonly Format: string };
  readonly MethodSettings: unknown;
}

const distinct = (values: readonly unknown[]): readonly string[] => [...new Set(values.map(mentioned))];

describe("the HTTPS way in", () => {
  const methods = properties<Method>(prod, "Method");

  it("is POST /uplinks/{network-server} for each network server, and nothing else", () => {
    expect(methods.map(({ HttpMethod }) => HttpMethod)).toEqual(OUTSIDE_NETWORK_SERVERS.map(() => "POST"));
    const paths = properties<{ PathPart: string }>(prod, "Resource").map(({ PathPart }) => PathPart);
    expect(paths).toEqual(OUTSIDE_NETWORK_SERVERS);
    expect(distinct(properties<Stage>(prod, "Stage").map(({ StageName }) => StageName))).toEqual([
      '"uplinks"',
    ]);
  });

  it("goes straight into the queue: no function is on the way, and only text is taken", () => {
    for (const { Integration } of methods) {
      expect(Integration.Type).toBe("AWS");
      expect(mentioned(Integration.Uri)).toMatch(/:sqs:path\/.*"UplinksQueue/);
      expect(Object.keys(Integration.RequestTemplates)).toEqual(["application/json"]);
      expect(Integration.PassthroughBehavior).toBe("NEVER");
    }
  });

  it("says it was taken only when the queue took it", () => {
    const replies = methods[0]?.Integration.IntegrationResponses ?? [];
    const replyTo = (status: number) =>
      (
        replies.find(
          ({ SelectionPattern: pattern }) => pattern && new RegExp(`^(?:${pattern})$`).test(String(status)),
        ) ?? replies.find(({ SelectionPattern }) => SelectionPattern === undefined)
      )?.StatusCode;
    expect([200, 400, 403, 404, 500, 503].map(replyTo)).toEqual(["202", "400", "503", "503", "503", "503"]);
  });

  it("lets API Gateway send to the queue of uplinks, and do nothing else", () => {
    const own = allowances(prod).filter(
      ({ carrier }) => carrier.type === "AWS::IAM::Policy" && carrier.id.startsWith("UplinkApis"),
    );
    expect(own.flatMap(({ actions }) => actions)).toEqual(["sqs:SendMessage"]);
    expect(distinct(own.flatMap(({ resources }) => resources))).toEqual([
      expect.stringContaining('"UplinksQueue'),
    ]);
  });

  it("writes down who came and what became of it, but no body and no token", () => {
    for (const { AccessLogSetting } of properties<Stage>(prod, "Stage")) {
      const variables = [...AccessLogSetting.Format.matchAll(/\$[\w.]+/g)].map(([variable]) => variable);
      expect(variables).toEqual(expect.arrayContaining(["$context.status", "$context.identity.apiKeyId"]));
      expect(variables).not.toContain("$context.identity.apiKey");
      expect(variables.filter((variable) => !variable.startsWith("$context."))).toEqual([]);
    }
  });
});

describe("the access log", () => {
  it("can be written from the first deployment on: first the API, then the account's setting, then the API's stage", () => {
    const ingest = application(config).stage.synth().getStackByName("VillageWatch-prod-Ingest");
    const template = ingest.template as {
      Resources: Record<string, { Type: string; DependsOn?: readonly string[] }>;
    };
    const needs = (type: string): readonly string[] =>
      Object.values(template.Resources)
        .filter((resource) => resource.Type === `AWS::ApiGateway::${type}`)
        .flatMap(({ DependsOn = [] }) => DependsOn.map((id) => template.Resources[id]?.Type ?? ""));
    expect(needs("Account")).toEqual(OUTSIDE_NETWORK_SERVERS.map(() => "AWS::ApiGateway::RestApi"));
    expect(needs("Stage")).toEqual(OUTSIDE_NETWORK_SERVERS.map(() => "AWS::ApiGateway::Account"));
  });
});

describe("the token of a network server", () => {
  it("is asked for at every door", () => {
    expect(distinct(properties<Method>(prod, "Method").map(({ ApiKeyRequired }) => ApiKeyRequired))).toEqual([
      "true",
    ]);
  });

  it("opens one API and no other: every usage plan holds one API and one key", () => {
    const plans = ofType(prod, "AWS::ApiGateway::UsagePlan");
    const apis = plans.flatMap((plan) =>
      (plan.properties as unknown as Plan).ApiStages.map(({ ApiId }) => ApiId),
    );
    expect(apis).toHaveLength(OUTSIDE_NETWORK_SERVERS.length);
    expect(distinct(apis)).toHaveLength(OUTSIDE_NETWORK_SERVERS.length);
    const memberships = properties<Membership>(prod, "UsagePlanKey");
    for (const each of ["KeyId", "UsagePlanId"] as const) {
      expect(memberships).toHaveLength(OUTSIDE_NETWORK_SERVERS.length);
      expect(distinct(memberships.map((membership) => membership[each]))).toHaveLength(
        OUTSIDE_NETWORK_SERVERS.length,
      );
    }
    // Plan, key and API are of the same network server.
    for (const { KeyId, UsagePlanId } of memberships) {
      const plan = plans.filter(({ id }) => mentioned(UsagePlanId).includes(`"${id}"`));
      const of = (value: unknown) =>
        /UplinkApis([A-Z]\w+?)(?:Token|Plan|Api)[0-9A-F]{8}/.exec(mentioned(value))?.[1];
      expect(of(KeyId)).toBeDefined();
      expect(of(KeyId)).toBe(of(plan.map(({ properties: { ApiStages } }) => ApiStages)));
      expect(of(KeyId)).toBe(of(UsagePlanId));
    }
  });

  it("is throttled on its own", () => {
    for (const { Throttle } of properties<Plan>(prod, "UsagePlan")) {
      expect(Throttle.RateLimit).toBeGreaterThan(0);
      expect(Throttle.BurstLimit).toBeGreaterThan(0);
    }
  });

  it("is made by API Gateway and stands in no template", () => {
    expect(properties<Key>(prod, "ApiKey").filter((key) => "Value" in key)).toEqual([]);
  });

  it("is a new one when its edition is raised, and only its own", () => {
    const names = (of: typeof config) => properties<Key>(resourcesOf(of), "ApiKey").map(({ Name }) => Name);
    const raised = names({ ...config, httpsUplinks: { ...config.httpsUplinks, loriot: 2 } });
    expect(raised.filter((name) => !names(config).includes(name))).toEqual([
      "village-watch-prod-uplinks-loriot-2",
    ]);
  });

  it("is not made for a network server that is not let in", () => {
    const few = resourcesOf({ ...config, httpsUplinks: { "chirpstack-v4": 1 } });
    expect(properties<Key>(few, "ApiKey").map(({ Name }) => Name)).toEqual([
      "village-watch-prod-uplinks-chirpstack-v4-1",
    ]);
    expect(ofType(few, "AWS::ApiGateway::RestApi")).toHaveLength(1);
  });
});
