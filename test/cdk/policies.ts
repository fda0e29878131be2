import type { Resource } from "./synthesised.ts";

/** One statement that allows something, with everything in lists. */
export interface Allowed {
  /** Resource that carries the policy. */
  readonly carrier: Resource;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly notResources: readonly unknown[];
  readonly conditions: Readonly<Record<string, Record<string, unknown>>>;
  readonly principal: unknown;
}

const listed = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

interface Statement {
  readonly Effect: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
  readonly Principal?: unknown;
}

const isStatement = (value: unknown): value is Statement =>
  typeof value === "object" && value !== null && "Effect" in value && "Action" in value;

const statementsIn = (value: unknown): readonly Statement[] => {
  if (isStatement(value)) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(statementsIn);
};

/** Everything that any policy in the templates allows: roles', queues', keys', buckets', topics'. */
export const allowances = (resources: readonly Resource[]): readonly Allowed[] =>
  resources.flatMap((carrier) =>
    statementsIn(carrier.properties)
      .filter(({ Effect }) => Effect === "Allow")
      .map((statement) => ({
        carrier,
        actions: listed(statement.Action).map(String),
        resources: listed(statement.Resource),
        notResources: listed(statement.NotResource),
        conditions: statement.Condition ?? {},
        principal: statement.Principal,
      })),
  );

/** Every logical id mentioned anywhere within a value: by Ref, GetAtt, Sub or an import of another stack's export. */
export const mentioned = (value: unknown): string => JSON.stringify(value) ?? "";

/** The role of a function, by the function's folder name. */
export const roleOf = (resources: readonly Resource[], stage: string, name: string): string => {
  const lambda = resources.find(
    ({ type, properties }) =>
      type === "AWS::Lambda::Function" && properties.FunctionName === `village-watch-${stage}-${name}`,
  );
  const found = /"Fn::GetAtt":\["(\w+)"/.exec(mentioned(lambda?.properties.Role))?.[1];
  if (found === undefined) throw new Error(`no function is called ${name}`);
  return found;
};

/** What a function may do: its role's own policies and those attached to it. */
export const allowedTo = (
  resources: readonly Resource[],
  stage: string,
  name: string,
): readonly Allowed[] => {
  const role = roleOf(resources, stage, name);
  return allowances(resources).filter(
    ({ carrier }) =>
      (carrier.type === "AWS::IAM::Role" && carrier.id === role) ||
      (carrier.type === "AWS::IAM::Policy" && mentioned(carrier.properties.Roles).includes(`"${role}"`)),
  );
};

/** `action on table` for everything a function may do to tables, tables by the name of their construct. */
export const tableAccess = (allowed: readonly Allowed[]): readonly string[] =>
  allowed
    .flatMap(({ actions, resources }) =>
      actions
        .filter((action) => action.startsWith("dynamodb:"))
        .flatMap((action) => resources.map((resource) => `${action.slice(9)} ${tableIn(resource)}`)),
    )
    .toSorted();

const TABLE = /(Registry|State|History|Quarantine|Alerts|Health|Downlinks|Recipients)[0-9A-F]{8}/;

const tableIn = (resource: unknown): string => {
  const text = mentioned(resource);
  const table = TABLE.exec(text)?.[1] ?? text;
  if (text.includes("/index/")) return `${table} index`;
  return text.includes("StreamArn") ? `${table} stream` : table;
};
