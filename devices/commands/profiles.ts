import type { Command } from "commander";
import { lowestDataRate } from "#devices/lib/as923.ts";
import type { DeviceProfile } from "#devices/lib/device-profile.ts";
import { profiles } from "#devices/registry.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import { done, type Outcome } from "./outcome.ts";

/** Lists the models that are understood. */
export const listProfiles = ({ json }: { readonly json?: boolean }): Outcome => {
  if (json) return done(JSON.stringify(profiles.map(forPrograms), null, 2));
  return done(...profiles.flatMap(forPeople));
};

/** All that is data; `quantities` with their units, `lowestDataRate` null where no data rate carries a report in one frame. */
const forPrograms = (profile: DeviceProfile) => {
  const { decodeUplink: _, encodeUplink: __, encodeDownlink, quantities, ...identity } = profile;
  return {
    ...identity,
    quantities: quantities.map((quantity) => ({ quantity, unit: QUANTITIES[quantity].unit })),
    lowestDataRate: lowestDataRate(profile.reportBytes) ?? null,
    downlink: encodeDownlink !== undefined,
  };
};

const forPeople = (profile: DeviceProfile): readonly string[] => {
  const { id, vendor, model, name, hazards, quantities, heartbeatS, defaultFPort, reportBytes } = profile;
  const rate = lowestDataRate(reportBytes);
  return [
    id,
    `  ${vendor} ${model}: ${name}`,
    `  for ${hazards.join(", ") || "no hazard"}; tells ${quantities.map((one) => `${one} (${QUANTITIES[one].unit})`).join(", ") || "nothing of its payload"}`,
    `  reports every ${heartbeatS} s on port ${defaultFPort} as delivered, ${reportBytes} B: ${rate === undefined ? "too long for one frame" : `from DR${rate} on`} (AS923-1, 400 ms)`,
    `  report interval by downlink: ${profile.encodeDownlink === undefined ? "no" : "yes"}`,
  ];
};

export const addProfiles = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("profiles")
    .description("list the sensor models that are understood")
    .option("--json", "as JSON, for programs")
    .action((options: { readonly json?: boolean }) => finish(listProfiles(options)));
};
