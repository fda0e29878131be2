import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startDynamoDbLocal } from "#test/dynamodb-local/start.ts";
import { localTables } from "#test/dynamodb-local/tables.ts";
import { backtestRate } from "./backtest-rate.ts";
import { bundles } from "./bundles.ts";
import { consumedUnits, type MeasuredUnits } from "./consumed-units.ts";
import { dollarsPerThousandSensors } from "./dollars.ts";
import { pipelineRate } from "./pipeline-rate.ts";
import { useOfAnUplink } from "./use-of-an-uplink.ts";

/** `npm run -s bench -- [--json]`: how fast, how many units and requests, how many dollars, how large. */
const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));

const hundredths = (value: number): number => Math.round(value * 100) / 100;

const LOADS = [
  { devices: 10, minutes: 30, instances: 1 },
  { devices: 1_000, minutes: 1, instances: 4 },
];

const units = async (): Promise<readonly MeasuredUnits[]> => {
  const database = await startDynamoDbLocal();
  try {
    const measured: MeasuredUnits[] = [];
    for (const load of LOADS) {
      const local = await localTables(database.endpoint, `bench-${load.devices}`);
      measured.push(await consumedUnits(local, load));
    }
    return measured;
  } finally {
    await database.stop();
  }
};

const pipeline = await pipelineRate();
const backtest = await backtestRate();
const perUplink = (await units()).map((measured) => ({
  devices: measured.devices,
  uplinks: measured.uplinks,
  ...useOfAnUplink({
    ...measured,
    readUnits: hundredths(measured.readUnits),
    requests: hundredths(measured.requests),
  }),
  coldReadUnits: measured.coldReadUnits,
}));
const [, thousand] = perUplink;
const usdPerThousandSensorsAndMonth = thousand === undefined ? {} : dollarsPerThousandSensors(thousand);
const result = {
  pipeline,
  backtest,
  perUplink,
  usdPerThousandSensorsAndMonth,
  bundles: await bundles(CHECKOUT),
};

if (values.json) {
  console.log(JSON.stringify(result, undefined, 2));
} else {
  console.log(
    `\nParse, decode, evaluate and plan in memory: ${pipeline.uplinksPerSecond} uplinks a second and core`,
  );
  console.log(
    `\nA back-test of ${backtest.rows} rows through the command line: ${backtest.cpuSeconds} s of one core, ${backtest.alerts} alerts`,
  );
  console.log("\nPer uplink, each alone, full windows, in a storm (units as DynamoDB Local counts them):");
  console.table(perUplink);
  console.log(
    "\nUS dollars for 1,000 sensors that report every ten minutes, a month, list prices of us-east-1:",
  );
  console.table(usdPerThousandSensorsAndMonth);
  console.log("\nBundles as they are deployed:");
  console.table(result.bundles);
}
