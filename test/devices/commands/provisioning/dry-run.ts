import { readFile } from "node:fs/promises";
import { applyFile, type Services } from "#devices/commands/provisioning/apply-file.ts";
import { parseVillageFile, type ReadVillageFile } from "#devices/commands/village-file.ts";
import { minute } from "#test/devices/backtest/lam-kam-road.ts";

/** The pilot's file, as somebody changed it. */
export const read = async (change: (text: string) => string = (text) => text): Promise<ReadVillageFile> => {
  const text = await readFile(new URL("../../../../cdk/config/pilot.yaml", import.meta.url), "utf8");
  const file = parseVillageFile(change(text));
  if ("faults" in file) throw new Error(file.faults.join("\n"));
  return file;
};

/** What the registry holds: the pilot as it is. */
export const standing = async () => {
  const { recipients, ...village } = (await read()).village;
  return { village, recipients };
};

/** Runs the provisioning of a file as a dry run against what stands; everything that it said. */
export const dryRun = async (file: ReadVillageFile, tryOn?: Services["tryOn"]) => {
  const said: string[] = [];
  const registered = { ...(await standing()), version: 1, replan: [], by: "wong", at: minute(0) };
  const services: Services = {
    clock: { now: () => minute(0) },
    registration: {
      read: () => Promise.resolve(registered),
      ownerOf: () => Promise.resolve(undefined),
      apply: () => Promise.reject(new Error("a dry run writes nothing")),
      settleReplan: () => Promise.resolve("written"),
    } as unknown as Services["registration"],
    states: { read: () => Promise.resolve(undefined) } as unknown as Services["states"],
    show: (lines) => said.push(...lines),
    agree: () => Promise.resolve(undefined),
    tryOn,
  };
  const options = { dryRun: true, by: "wong", remove: false, rewritePast: true, reason: "a test" };
  const outcome = await applyFile(file, options, services);
  return { said: said.join("\n"), outcome };
};
