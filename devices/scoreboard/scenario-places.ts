import * as z from "zod";
import type { Scenario, ScenarioHazard } from "#devices/traces/scenarios/scenario.ts";
import { WEEKDAYS } from "#shared/rules/illegal-dumping/dumping-hours.ts";

type Facts = Scenario["facts"];
type SettingsOf = (facts: Facts) => Readonly<Record<string, unknown>>;

/** Near a camera or a motion sensor, metres: what stands beside the path. */
const BESIDE_M = 40;
const pigClassOf = (facts: Facts): number =>
  z.object({ visionClasses: z.object({ pig: z.number() }) }).parse(facts).visionClasses.pig;

const clock = (hour: number): string => `${hour}`.padStart(2, "0");

/** The lorry comes a quarter of an hour early or late and stays some minutes: an hour on either side is written down. */
const collectionsOf: SettingsOf = (facts) => {
  const { weekday, hour } = z
    .object({ collections: z.object({ weekday: z.int().min(0).max(6), hour: z.int().min(1).max(22) }) })
    .parse(facts).collections;
  const name = WEEKDAYS[weekday];
  return { collections: [{ weekday: name, from: `${clock(hour - 1)}:00`, to: `${clock(hour + 1)}:00` }] };
};

/** What an installer would write down of each kind of place, by hazard. */
export const SCENARIO_PLACES: Readonly<Record<ScenarioHazard, Readonly<Record<string, SettingsOf>>>> = {
  flood: {
    road: () => ({ reference: "depth" }),
    drain: () => ({ reference: "drain", drainDepthM: 2 }),
    river: () => ({ reference: "depth", advisoryM: 2.2, warningM: 2.6, dangerM: 3, dryLevelM: 0.8 }),
    // The highest tide that sun and moon make is 2.6 m, the top of the quay 3 m.
    quay: () => ({ reference: "depth", advisoryM: 2.75, warningM: 2.9, dangerM: 3, dryLevelM: 2.6 }),
  },
  hill_fire: {
    hill: () => ({ hill: "hill", nearHouses: true }),
    graves: () => ({ hill: "hill", nearHouses: true, burning: "incense_and_paper" }),
  },
  wild_pig: {
    houses: (facts) => ({ pigClass: pigClassOf(facts), housesM: BESIDE_M }),
    school_path: (facts) => ({ pigClass: pigClassOf(facts), schoolPathM: BESIDE_M }),
    hillside: (facts) => ({ pigClass: pigClassOf(facts) }),
  },
  illegal_dumping: { lay_by: collectionsOf },
};
