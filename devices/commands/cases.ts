import { type Command, Option } from "commander";
import { announcements } from "#shared/adapters/dynamodb/announced.ts";
import { cases } from "#shared/adapters/dynamodb/cases.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { CASE_OUTCOMES, type CaseOutcome } from "#shared/domain/case.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { type CaseFilter, caseLines } from "./cases/case-lines.ts";
import { closeOneCase } from "./cases/close-case.ts";
import { operatorName } from "./operator-name.ts";
import { done, failed, type Outcome } from "./outcome.ts";

interface ListOptions extends CaseFilter {
  readonly exercise?: string;
  readonly stage: string;
}

interface CloseOptions {
  readonly outcome: CaseOutcome;
  readonly by: string;
  readonly stage: string;
}

const storeAt = async (endpoint: NamedEndpoint, stage: string) => {
  const tables = await findOutputs(endpoint, stage, ["AlertsTable"]);
  if ("error" in tables) return tables;
  return cases({ client: documentClient(endpoint.client), tableName: tables.AlertsTable });
};

/** Shows the cases of a village, with their clocks. */
export const listCases = (villageId: string, { stage, exercise, ...filter }: ListOptions): Promise<Outcome> =>
  atEndpoint(async (endpoint) => {
    const store = await storeAt(endpoint, stage);
    if ("error" in store) return failed(store.error);
    return done(...caseLines(await store.list(villageId, exercise), filter, Date.now()));
  });

/** Writes down how a case ended, and who says so, and ends the alarm at its site. */
export const closeCaseBy = (caseId: string, { outcome, by, stage }: CloseOptions): Promise<Outcome> =>
  atEndpoint(async (endpoint) => {
    const tables = await findOutputs(endpoint, stage, ["AlertsTable", "StateTable"]);
    if ("error" in tables) return failed(tables.error);
    const client = documentClient(endpoint.client);
    const alerts = { client, tableName: tables.AlertsTable };
    const clock = { now: Date.now };
    const closing = { outcome, by, at: clock.now() };
    return closeOneCase(caseId, closing, {
      clock,
      cases: cases(alerts),
      announcements: announcements(alerts),
      states: siteStates({ client, tableName: tables.StateTable }),
    });
  });

export const addCases = (program: Command, finish: (outcome: Outcome) => void): void => {
  const list = program
    .command("cases")
    .description("show the cases of a village, or close one")
    .argument("<village>", "its id")
    .option("--open", "only what is open")
    .option("--overdue", "only what is open beyond its time")
    .option("--exercise <id>", "of an exercise")
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .action(async (village: string, options: ListOptions) => finish(await listCases(village, options)));
  list
    .command("close")
    .description("write down how a case ended, and end the alarm at its site")
    .argument("<case>", "its id, as the list shows it")
    .addOption(new Option("--outcome <outcome>", "how it ended").choices(CASE_OUTCOMES).makeOptionMandatory())
    .option("--by <name>", "who says so", operatorName())
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .action(async (caseId: string, options: CloseOptions) => finish(await closeCaseBy(caseId, options)));
};
