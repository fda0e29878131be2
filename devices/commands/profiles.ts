import type { Command } from "commander";
import { profiles } from "#devices/registry.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import { done, type Outcome } from "./outcome.ts";

/** Lists the models that are understood. */
export const listProfiles = ({ json }: { readonly json?: boolean }): Outcome => {
  const listed = profiles.map(({ decodeUplink: _, encodeUplink: __, ...profile }) => profile);
  if (json) return done(JSON.stringify(listed, null, 2));
  return done(
    ...listed.flatMap(({ id, vendor, model, name, hazards, quantities, heartbeatS, defaultFPort }) => [
      id,
      `  ${vendor} ${model}: ${name}`,
      `  for ${hazards.join(", ")}; tells ${quantities.map((one) => `${one} (${QUANTITIES[one].unit})`).join(", ")}`,
      `  reports every ${heartbeatS} s on port ${defaultFPort} as delivered`,
    ]),
  );
};

export const addProfiles = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("profiles")
    .description("list the sensor models that are understood")
    .option("--json", "as JSON, for programs")
    .action((options: { readonly json?: boolean }) => finish(listProfiles(options)));
};
