import * as z from "zod";
import { type Hazard, hazardSchema } from "./hazard.ts";

/** Government departments with a duty at some site, named as the roles of recipients are. */
export const DEPARTMENTS = [
  /** DSD */
  "drainage_services",
  /** FSD */
  "fire_services",
  /** AFCD */
  "agriculture_fisheries_conservation",
  /** FEHD */
  "food_environmental_hygiene",
  /** EPD */
  "environmental_protection",
] as const;
export const departmentSchema = z.enum(DEPARTMENTS);
export type Department = z.infer<typeof departmentSchema>;

/** Who has the duty for a hazard at a site: `{ illegal_dumping: [environmental_protection] }`. A hazard not named has its usual department. */
export const jurisdictionSchema = z.record(hazardSchema, z.array(departmentSchema).min(1));
export type Jurisdiction = z.infer<typeof jurisdictionSchema>;

interface Duty {
  /** Outside country parks, on ordinary ground. */
  readonly usually: readonly Department[];
  /** Every department whose duty it can be, by the kind of ground. */
  readonly possibly: readonly Department[];
}

/**
 * Floods: DSD. Hill fires: FSD, with AFCD in country parks. Wild pigs: AFCD. Dumping: FEHD in streets and public places, EPD for
 * construction waste, AFCD in country parks.
 */
const DUTIES: Readonly<Record<Hazard, Duty>> = {
  flood: { usually: ["drainage_services"], possibly: ["drainage_services"] },
  hill_fire: {
    usually: ["fire_services"],
    possibly: ["fire_services", "agriculture_fisheries_conservation"],
  },
  wild_pig: {
    usually: ["agriculture_fisheries_conservation"],
    possibly: ["agriculture_fisheries_conservation"],
  },
  illegal_dumping: {
    usually: ["food_environmental_hygiene"],
    possibly: [
      "food_environmental_hygiene",
      "environmental_protection",
      "agriculture_fisheries_conservation",
    ],
  },
};

/** The departments that a hazard at a site is for. None for a hazard that has no usual department and is not named. */
export const departmentsFor = (
  site: { readonly jurisdiction?: Jurisdiction | undefined },
  hazard: Hazard,
): readonly Department[] => site.jurisdiction?.[hazard] ?? DUTIES[hazard]?.usually ?? [];

/** Departments whose duty a hazard can be; any, for a hazard of which nothing is known here. */
export const possibleDepartments = (hazard: Hazard): readonly Department[] =>
  DUTIES[hazard]?.possibly ?? DEPARTMENTS;
