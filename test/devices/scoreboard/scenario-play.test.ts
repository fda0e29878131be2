import { expect, it } from "vitest";
import { SCENARIO_PLACES } from "#devices/scoreboard/scenario-places.ts";
import { playScenario } from "#devices/scoreboard/scenario-play.ts";
import { SCENARIO_HAZARDS, type ScenarioHazard } from "#devices/traces/scenarios/scenario.ts";

const HAZARDS = Object.keys(SCENARIO_HAZARDS) as readonly ScenarioHazard[];
const places = HAZARDS.flatMap((hazard) =>
  SCENARIO_HAZARDS[hazard].places.map((place) => [hazard, place] as const),
);

it.each(places)("%s at a %s is played to the site that an installer would make of it", (hazard, place) => {
  const { results, sensorDays, truth } = playScenario({ hazard, place, kind: "quiet", days: 2, seed: 3 });
  expect(results.map((result) => result.hazard)).toEqual(results.map(() => hazard));
  expect(sensorDays).toBe(2 * (hazard === "hill_fire" ? results.length : sensorDays / 2));
  expect(truth.events).toEqual([]);
});

it("knows every place that there is, and no other", () => {
  const known = HAZARDS.flatMap((hazard) =>
    Object.keys(SCENARIO_PLACES[hazard]).map((place) => `${hazard} ${place}`),
  );
  expect(known.sort()).toEqual(places.map((place) => place.join(" ")).sort());
});

it("the same seed gives the same alarms", () => {
  const flood = { hazard: "flood", place: "road", kind: "event", days: 4, events: 2, seed: 5 } as const;
  const [once, again] = [playScenario(flood), playScenario(flood)];
  expect(once.results).toEqual(again.results);
  expect(once.results[0]?.alarms.length).toBeGreaterThan(0);
});
