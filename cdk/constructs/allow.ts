import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { VillageFunction } from "./village-function.ts";

type TableAction = "BatchWriteItem" | "DeleteItem" | "GetItem" | "PutItem" | "Query" | "Scan" | "UpdateItem";

/** Lets a function do exactly the named things to one table (and to its indexes only by `allowOnIndex`). */
export const allowOnTable = (who: VillageFunction, table: Table, actions: readonly TableAction[]): void => {
  who.role.addToPrincipalPolicy(
    new PolicyStatement({ actions: actions.map((name) => `dynamodb:${name}`), resources: [table.tableArn] }),
  );
  table.encryptionKey?.grant(who.role, "kms:Decrypt");
};

export const allowOnIndex = (who: VillageFunction, table: Table, index: string): void => {
  who.role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ["dynamodb:Query"], resources: [`${table.tableArn}/index/${index}`] }),
  );
};

/**
 * Lets a function query a table for the named attributes and for no other: DynamoDB refuses a request that does not say which
 * attributes it wants, or that wants another.
 */
export const allowAttributes = (who: VillageFunction, table: Table, attributes: readonly string[]): void => {
  who.role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ["dynamodb:Query"],
      resources: [table.tableArn],
      conditions: {
        "ForAllValues:StringEquals": { "dynamodb:Attributes": [...attributes] },
        StringEquals: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
      },
    }),
  );
  table.encryptionKey?.grant(who.role, "kms:Decrypt");
};
