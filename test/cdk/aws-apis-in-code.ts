import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDERS = ["cdk", "devices", "functions", "shared"];

/** Packages of the AWS SDK, and the service of LocalStack's list that each one speaks to. */
const SERVICES: Readonly<Record<string, string>> = {
  "@aws-sdk/client-cloudformation": "cloudformation",
  "@aws-sdk/client-dynamodb": "dynamodb",
  "@aws-sdk/lib-dynamodb": "dynamodb",
  "@aws-sdk/client-eventbridge": "events",
  "@aws-sdk/client-iot-data-plane": "iot-data",
  "@aws-sdk/client-iot-wireless": "iotwireless",
  "@aws-sdk/client-s3": "s3",
  "@aws-sdk/client-secrets-manager": "secretsmanager",
  "@aws-sdk/client-sesv2": "ses",
  "@aws-sdk/client-sns": "sns",
  "@aws-sdk/client-sqs": "sqs",
};

/** The document client's short names of DynamoDB's operations. */
const FULL_NAMES: Readonly<Record<string, string>> = {
  BatchGet: "BatchGetItem",
  BatchWrite: "BatchWriteItem",
  Delete: "DeleteItem",
  Get: "GetItem",
  Put: "PutItem",
  TransactWrite: "TransactWriteItems",
  Update: "UpdateItem",
};

/** `service operation` for every command that a text imports from the AWS SDK; the bare package where it is not known. */
export const apisIn = (text: string): readonly string[] =>
  [...text.matchAll(/import (?:type )?\{([^}]*)\} from "(@aws-sdk\/[^"]+)"/g)].flatMap(
    ([, names = "", library = ""]) => {
      const service = SERVICES[library];
      if (service === undefined) return [library];
      return [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)].map(([, command, paged]) => {
        const operation = command ?? paged ?? "";
        return `${service} ${library.includes("lib-dynamodb") ? (FULL_NAMES[operation] ?? operation) : operation}`;
      });
    },
  );

/** All that the project's own code asks of AWS, wherever it stands; tests are not the project. */
export const apisInCode = (): readonly string[] => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(CHECKOUT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return [...new Set(files.flatMap((file) => apisIn(readFileSync(file, "utf8"))))].toSorted();
};
