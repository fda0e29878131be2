import tiers from "#cdk/config/localstack-tiers.json" with { type: "json" };

/** Prints the README's table of what the project uses of AWS and which LocalStack plan brings it: `node cdk/local/tiers-table.ts`. */
export const tiersTable = (): string =>
  [
    "| service | for | LocalStack plan | |",
    "|---|---|---|---|",
    ...tiers.services.map(
      ({ name, use, plan, ...rest }) => `| ${name} | ${use} | ${plan} | ${"note" in rest ? rest.note : ""} |`,
    ),
    "",
    `Source: ${tiers.source}.`,
  ].join("\n");

if (import.meta.main) console.log(tiersTable());
