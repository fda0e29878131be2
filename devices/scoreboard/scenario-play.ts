import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import { USUAL_FAULTS } from "#devices/traces/scenarios/fault-rates.ts";
import {
  type Scenario,
  type ScenarioHazard,
  type ScenarioRequest,
  scenario,
} from "#devices/traces/scenarios/scenario.ts";
import type { ScenarioRow } from "#devices/traces/scenarios/scenario-row.ts";
import type { ScenarioTruth } from "#devices/traces/scenarios/scenario-truth.ts";
import { type Addressee, ROLES } from "#shared/domain/recipient.ts";
import type { Village } from "#shared/domain/village.ts";
import { SCENARIO_PLACES } from "./scenario-places.ts";

/** What the system made of a scenario. */
export interface PlayedScenario {
  readonly hazard: ScenarioHazard;
  readonly sensorDays: number;
  readonly truth: ScenarioTruth;
  /** Of each site: on a hill each sensor is one. */
  readonly results: readonly HazardResult[];
}

export type ScenarioPlan = Pick<
  ScenarioRequest,
  "hazard" | "kind" | "seed" | "days" | "events" | "quietDays"
> & {
  readonly place: string;
};

/** Plays a scenario with the usual faults to the sites that an installer would make of it. */
export const playScenario = (plan: ScenarioPlan): PlayedScenario => {
  const made = scenario({ ...plan, faults: USUAL_FAULTS, together: true });
  const village = villageOf(plan, made);
  const { sites } = runBacktest({ village, addressees: EVERYBODY }, seriesOf(made.rows));
  return {
    hazard: plan.hazard,
    sensorDays: made.devices.length * plan.days,
    truth: made.truth,
    results: sites.flatMap(({ hazards }) => hazards),
  };
};

/** One of each role, and all of them have agreed to be told. */
const EVERYBODY: readonly Addressee[] = ROLES.map((role) => ({
  recipientId: role,
  role,
  language: "en",
  channels: ["sms"],
  consented: true,
}));

/** What nobody can decode goes into quarantine, and not to a rule. */
function* seriesOf(rows: Iterable<ScenarioRow>): Generator<SeriesRow> {
  for (const { devEui, atMs, receivedAtMs, fCnt, values } of rows) {
    if (Object.keys(values).length === 0) continue;
    yield { devEui, observedAt: atMs, receivedAt: receivedAtMs, fCnt, values };
  }
}

const villageOf = ({ hazard, place }: ScenarioPlan, { devices, facts }: Scenario): Village => {
  const settings = SCENARIO_PLACES[hazard][place]?.(facts);
  if (settings === undefined) throw new Error(`there is no ${place} for ${hazard}`);
  const siteOf = (index: number) => (hazard === "hill_fire" ? `station-${index}` : "site");
  const name = { "zh-HK": "模擬", en: "Scenario" };
  const sites = new Map(devices.map(({ position }, index) => [siteOf(index), position]));
  return {
    villageId: "scenario",
    name,
    telephone: "+12025550140",
    sites: [...sites].map(([siteId, position]) => ({
      siteId,
      name,
      position: [...position],
      hazards: [{ hazard, settings, validFrom: 0 }],
    })),
    devices: devices.map(({ devEui, profileId, reportIntervalS, sensorHeightM }, index) => ({
      devEui,
      profileId,
      reportIntervalS,
      assignments: [
        {
          siteId: siteOf(index),
          validFrom: 0,
          ...(sensorHeightM === undefined ? {} : { sensorHeightM }),
        },
      ],
    })),
  };
};
