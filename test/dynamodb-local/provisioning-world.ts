import { readFileSync } from "node:fs";
import { inject } from "vitest";
import { type ApplyOptions, applyFile, type Services } from "#devices/commands/provisioning/apply-file.ts";
import { parseVillageFile, type ReadVillageFile } from "#devices/commands/village-file.ts";
import { registration } from "#shared/adapters/dynamodb/registration.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { villageVersions } from "#shared/adapters/dynamodb/village-versions.ts";
import { type LocalTables, localTables } from "./tables.ts";

/** 2026-11-21 20:00 in Hong Kong. */
export const NOW = Date.UTC(2026, 10, 21, 12);

/** The pilot's file as people edit it. */
export const pilotFile = readFileSync(new URL("../../cdk/config/pilot.yaml", import.meta.url), "utf8");

export const fileOf = (text: string): ReadVillageFile => {
  const parsed = parseVillageFile(text);
  if ("faults" in parsed) throw new Error(parsed.faults.join("\n"));
  return parsed;
};

export const ORDINARY: ApplyOptions = { dryRun: false, remove: false, rewritePast: false, by: "chan" };

/** The real tables, a clock set by hand, and somebody who agrees. */
export const servicesOn = ({ tables }: LocalTables, time: { wall: number }) => {
  const shown: string[] = [];
  const services: Services = {
    clock: { now: () => time.wall },
    registration: registration(tables),
    states: siteStates(tables.state),
    show: (lines) => {
      shown.push(...lines);
    },
    agree: async () => true,
  };
  return { services, shown };
};

let number = 0;

/** Tables of their own, and provisioning on them. */
export const provisioningWorld = async () => {
  number += 1;
  const local = await localTables(inject("dynamoDbEndpoint"), `provisioning${number}`);
  const time = { wall: NOW };
  const { services, shown } = servicesOn(local, time);
  const apply = (text: string, options: Partial<ApplyOptions> = {}, its: Partial<Services> = {}) => {
    shown.length = 0;
    return applyFile(fileOf(text), { ...ORDINARY, ...options }, { ...services, ...its });
  };
  return {
    local,
    time,
    services,
    shown,
    apply,
    versions: villageVersions(local.tables.registry),
    /** What a function that starts now knows. */
    known: () => registry(local.tables.registry, { clock: { now: () => time.wall } }),
  };
};
