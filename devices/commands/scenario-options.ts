import { parse, YAMLParseError } from "yaml";
import * as z from "zod";
import { FAULT_SETS, type FaultRates, faultRatesSchema } from "#devices/traces/scenarios/fault-rates.ts";
import {
  SCENARIO_HAZARDS,
  SCENARIO_KINDS,
  type ScenarioHazard,
  type ScenarioRequest,
} from "#devices/traces/scenarios/scenario.ts";
import { readText } from "./read-text.ts";

export interface ScenarioOptions {
  readonly hazard: string;
  readonly kind: string;
  readonly days: string;
  readonly seed: string;
  readonly out: string;
  readonly truth: string;
  readonly site?: string;
  readonly faults: string;
  readonly place?: string;
  readonly start?: string;
  readonly events?: string;
  readonly quietDays?: string;
  readonly together?: boolean;
}

type Errors = { readonly errors: readonly string[] };

/** Ten years of rows are held at once when they are written. */
const MOST_DAYS = 3_660;

const numberOf = (least: number, most: number, whole: boolean) =>
  z
    .string()
    .regex(/^\d{1,10}(\.\d{1,6})?$/, `a number from ${least} to ${most} is expected`)
    .transform(Number)
    .refine((value) => value >= least && value <= most && !(whole && value % 1 !== 0), {
      error: `a ${whole ? "whole " : ""}number from ${least} to ${most} is expected`,
    });

const hazards = Object.keys(SCENARIO_HAZARDS) as [ScenarioHazard, ...ScenarioHazard[]];

const optionsSchema = z
  .object({
    hazard: z.enum(hazards, { error: `one of ${hazards.join(", ")} is expected` }),
    kind: z.enum(SCENARIO_KINDS, { error: "quiet or event is expected" }),
    days: numberOf(0.1, MOST_DAYS, false),
    seed: numberOf(0, 0xffff_ffff, true),
    place: z.string().optional(),
    start: z.iso
      .datetime({ offset: true, error: "an instant like 2026-09-08T22:30:00+08:00 is expected" })
      .transform((text) => Date.parse(text))
      .optional(),
    events: numberOf(0, 1_000, true).optional(),
    quietDays: numberOf(0, MOST_DAYS, false).optional(),
    together: z.boolean().optional(),
  })
  .refine(({ hazard, place }) => place === undefined || placesOf(hazard).includes(place), {
    path: ["place"],
    error: ({ input }) =>
      `one of ${placesOf((input as { hazard: ScenarioHazard }).hazard).join(", ")} is expected`,
  });

const placesOf = (hazard: ScenarioHazard): readonly string[] => SCENARIO_HAZARDS[hazard].places;

/** What is asked for, or which option is wrong, in a sentence each. */
export const readScenarioOptions = async (
  options: ScenarioOptions,
): Promise<{ readonly request: ScenarioRequest } | Errors> => {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) {
    return {
      errors: parsed.error.issues.map(({ path, message }) => `--${dashed(String(path[0]))}: ${message}`),
    };
  }
  const faults = await readFaults(options.faults);
  if ("errors" in faults) return faults;
  const { quietDays = 0, days } = parsed.data;
  if (quietDays >= days) return { errors: [`--quiet-days: ${quietDays} leave nothing of the ${days} days`] };
  const told = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return { request: { ...(Object.fromEntries(told) as unknown as ScenarioRequest), faults: faults.rates } };
};

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const readFaults = async (faults: string): Promise<{ readonly rates: FaultRates } | Errors> => {
  if (Object.hasOwn(FAULT_SETS, faults)) return { rates: FAULT_SETS[faults as keyof typeof FAULT_SETS] };
  const read = await readText(faults);
  if ("error" in read) {
    return { errors: [`--faults: none, usual, harsh or a file is expected; ${read.error}`] };
  }
  const rates = faultRatesSchema.safeParse(documentOf(read.text));
  if (rates.success) {
    return { rates: Object.fromEntries(Object.entries(rates.data).filter(([, rate]) => rate !== undefined)) };
  }
  return {
    errors: rates.error.issues.map(
      ({ path, message }) =>
        `--faults: ${faults}${path.length === 0 ? "" : `, ${path.join(".")}`}: ${message}`,
    ),
  };
};

const documentOf = (text: string): unknown => {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
};
