import { describe, expect, it } from "vitest";
import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import {
  dumpsFound,
  falseAlarms,
  isForDepartment,
  isForVillagers,
  isPublic,
  minutesToAlert,
} from "#devices/scoreboard/scenario-counts.ts";
import type { PlayedScenario } from "#devices/scoreboard/scenario-play.ts";
import type { ScenarioEvent } from "#devices/traces/scenarios/scenario-truth.ts";
import type { AlertPlan } from "#shared/domain/alert.ts";
import type { Level } from "#shared/domain/level.ts";
import type { Role } from "#shared/domain/recipient.ts";

const HOUR = 60;
const at = (minutes: number): number => minutes * 60_000;

interface Told {
  readonly alarmOf?: string;
  readonly minute: number;
  readonly level: Level;
  readonly from?: Level;
  readonly roles: readonly Role[];
}

const planOf = ({ minute, level, from = "normal", roles, alarmOf = "fire" }: Told): AlertPlan => {
  const alert = {
    identifier: `alert-${minute}`,
    sent: at(minute),
    level,
    previousLevel: from,
    assessment: { evidence: [{ kind: "factor", name: "alarm_of", text: alarmOf, contribution: 0 }] },
  } as unknown as AlertPlan["alert"];
  return {
    alert,
    notifications: roles.map((role) => ({ role }) as AlertPlan["notifications"][number]),
    withheld: [],
  };
};

/** Alarms, each with what was told of it. */
const played = (
  alarms: readonly (readonly Told[])[],
  events: readonly ScenarioEvent[] = [],
): PlayedScenario => {
  const result: HazardResult = {
    hazard: "hill_fire",
    transitions: [],
    alarms: alarms.map((told) => ({
      from: at(told[0]?.minute ?? 0),
      highest: "danger",
      alerts: told.map(({ minute }) => `alert-${minute}`),
      leadTimes: [],
    })),
    alerts: alarms.flat().map(planOf),
    forecasts: [],
    blind: [],
  };
  return {
    hazard: "hill_fire",
    sensorDays: 1,
    truth: { events, nuisances: [], faults: [] },
    results: [result],
  };
};

const VILLAGE: readonly Role[] = ["fire_services", "village_office", "subscriber"];
const DUTY: readonly Role[] = ["fire_services", "village_office"];

describe("what a quiet time was told", () => {
  const alarms = [
    [
      { minute: 1, level: "advisory", roles: DUTY },
      { minute: 2, level: "danger", from: "advisory", roles: VILLAGE },
      { minute: 9, level: "normal", from: "danger", roles: VILLAGE },
    ],
    [
      { minute: 20, level: "advisory", roles: DUTY },
      { minute: 30, level: "normal", from: "advisory", roles: DUTY },
    ],
    [{ minute: 40, level: "advisory", roles: ["village_office"] }],
  ] as const satisfies readonly (readonly Told[])[];

  it("is one false alarm for each alarm that villagers heard of, however many messages it had", () => {
    expect(falseAlarms(played(alarms), isForVillagers)).toBe(1);
    expect(falseAlarms(played(alarms), isForDepartment)).toBe(2);
  });

  it("is public where villagers hear it; of dumping where a department has a case", () => {
    expect(falseAlarms(played(alarms), isPublic("hill_fire"))).toBe(1);
    expect(falseAlarms(played(alarms), isPublic("illegal_dumping"))).toBe(2);
  });
});

describe("dumping", () => {
  const dump = (hour: number, clearedAfterH: number): ScenarioEvent => ({
    kind: "dumping",
    from: at(hour * HOUR),
    to: at(hour * HOUR + 10),
    heapM: 0.5,
    clearedAt: at((hour + clearedAfterH) * HOUR),
  });
  const caseAt = (hour: number): readonly Told[] => [
    { minute: hour * HOUR, level: "warning", roles: ["food_environmental_hygiene"] },
  ];

  it("is found by a case while the heap lies there, within a day; any other case is false", () => {
    const found = dumpsFound(
      played([caseAt(3), caseAt(90), caseAt(131), caseAt(200)], [dump(2, 40), dump(60, 96), dump(130, 20)]),
    );
    expect(found).toEqual({ events: 3, found: 2, alarms: 4, matched: 2 });
  });

  it("is not found by a case that began before it, nor after it was cleared", () => {
    expect(dumpsFound(played([caseAt(1), caseAt(9)], [dump(2, 5)]))).toMatchObject({ found: 0, matched: 0 });
  });
});

describe("minutes to the alert of a fire", () => {
  const fire = (minute: number, reachedAfterMin?: number): ScenarioEvent => ({
    kind: "fire",
    position: [114.1, 22.4],
    from: at(minute),
    to: at(minute + 60),
    sensors: [],
    ...(reachedAfterMin === undefined ? {} : { reachedAt: at(minute + reachedAfterMin) }),
  });

  it("count from when a sensor could smell it, and never below zero", () => {
    const told: readonly Told[] = [{ minute: 112, level: "warning", roles: VILLAGE }];
    expect(minutesToAlert(played([told], [fire(100, 5)]), isForVillagers)).toEqual([7]);
    expect(minutesToAlert(played([told], [fire(100, 20)]), isForVillagers)).toEqual([0]);
  });

  it("are infinite where nobody was told, and are not counted where nobody could smell it", () => {
    const told: readonly Told[] = [{ minute: 112, level: "advisory", roles: DUTY }];
    expect(minutesToAlert(played([told], [fire(100, 5), fire(300, 5), fire(500)]), isForVillagers)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("do not count a notice that the air is smoky", () => {
    const told: readonly Told[] = [{ minute: 112, level: "advisory", roles: DUTY, alarmOf: "smoky_air" }];
    expect(minutesToAlert(played([told], [fire(100, 5)]), isForDepartment)).toEqual([
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("count what raises an alarm that ran before; an alarm that falls tells of no fire", () => {
    const told: readonly Told[] = [
      { minute: 90, level: "advisory", roles: DUTY },
      { minute: 110, level: "warning", from: "advisory", roles: VILLAGE },
      { minute: 302, level: "advisory", from: "warning", roles: VILLAGE },
    ];
    expect(minutesToAlert(played([told], [fire(100, 5), fire(300, 1)]), isForDepartment)).toEqual([
      5,
      Number.POSITIVE_INFINITY,
    ]);
  });
});
