import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { datasetsArgument, seedArgument, sensorDaysArgument } from "./arguments.ts";
import { peopleTable } from "./people-table.ts";
import { runScoreboard } from "./run-scoreboard.ts";
import { SCORINGS } from "./scorings.ts";
import { writeReadme } from "./write-readme.ts";

interface Options {
  readonly json?: true;
  readonly readme?: true;
  readonly seed: number;
  readonly sensorDays: number;
  readonly only?: readonly string[];
}

const DEFAULT_FOLDER = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const print = ({ json, readme, seed, sensorDays, only }: Options): void => {
  const folder = process.env.REAL_DATA ?? DEFAULT_FOLDER;
  const scorings = SCORINGS.filter(({ dataset }) => only?.includes(dataset) ?? true);
  const rows = runScoreboard(scorings, { folder, seed, sensorDays }, (dataset) => {
    process.stderr.write(`${dataset} ...\n`);
  });
  if (readme === true) writeReadme(rows, folder);
  console.log(json === true ? JSON.stringify(rows, undefined, 2) : peopleTable(rows));
};

new Command("scoreboard")
  .description("score the rules of the four hazards on every recording in the folder that REAL_DATA names")
  .option(
    "--json",
    "one JSON array of rows: dataset, case, metric, value, unit, and a reason where there is no value",
  )
  .option("--readme", "write the table and its plot into the README")
  .option("--seed <n>", "of what is drawn at random", seedArgument, 1)
  .option("--sensor-days <n>", "about how long the scenarios last", sensorDaysArgument, 10_000)
  .option("--only <datasets>", "some of the datasets, divided by commas", datasetsArgument)
  .action(print)
  .parse();
