import { describe, expect, it, vi } from "vitest";

/** A rule made for this file: every car counts, an alarm lasts 30 minutes, silence after a warning raises. */
vi.mock("#shared/rules/hazard-list.ts", async () => {
  const { cars } = await import("./car-definition.ts");
  return { HAZARDS: [cars] };
});

const { evaluateHazard } = await import("#shared/rules/evaluate.ts");
const { neighbourSites, signalsOf } = await import("#shared/rules/neighbours.ts");
const { observe } = await import("#shared/rules/observe.ts");
const { newSiteState } = await import("#shared/rules/site-state.ts");
const { fold } = await import("#shared/rules/fold.ts");
const { letTimePass } = await import("#shared/rules/fold-memory.ts");
const { quantitiesWatchedAt, ruleFor } = await import("#shared/rules/hazards.ts");
const { surroundingsAt } = await import("#shared/rules/site-context.ts");
const { nothingHeard } = await import("#shared/domain/weather.ts");
const { packState, unpackState } = await import("#shared/adapters/dynamodb/packed-state.ts");
const { car, gate, gateSite, MINUTE, START } = await import("./car-rule.ts");

const empty = newSiteState({ villageId: "lam-tsuen", siteId: "north-gate" });
const feed = (minutes: readonly (readonly [minute: number, cars: number])[], state = empty) =>
  minutes.reduce((sofar, [minute, cars]) => observe(sofar, [car(minute, cars)], gate()).state, state);
const storyAt = (state: typeof empty, minute: number): readonly string[] =>
  evaluateHazard(state, "cars", gate(), START + minute * MINUTE).transitions.map(
    ({ at, from, to }) => `${(at - START) / MINUTE} ${from}>${to}`,
  );

describe("an alarm that ends by itself", () => {
  const seen = feed([
    [0, 0],
    [5, 2],
  ]);

  it("stands until its time has come, and ends then, though nothing more is heard", () => {
    expect(storyAt(seen, 34)).toEqual(["5 normal>warning"]);
    expect(storyAt(seen, 35)).toEqual(["5 normal>warning", "35 warning>normal"]);
  });

  it("says for how long nothing more was seen", () => {
    expect(evaluateHazard(seen, "cars", gate(), START + 60 * MINUTE).head?.evidence).toEqual([
      { kind: "ended", afterMinutes: 30, contribution: 0 },
    ]);
  });

  it("ended at the same time for whoever looks only after the next car", () => {
    expect(storyAt(feed([[50, 1]], seen), 51)).toEqual([
      "5 normal>warning",
      "35 warning>normal",
      "50 normal>warning",
    ]);
  });

  it("ends nothing where nothing is", () => {
    expect(storyAt(feed([[0, 0]]), 90)).toEqual([]);
  });
});

describe("silence", () => {
  const warned = feed([
    [0, 0],
    [5, 9],
  ]);

  it("has its say once the site is blind, at the instant it went blind", () => {
    expect(storyAt(warned, 25)).toEqual(["5 normal>warning"]);
    expect(storyAt(warned, 26)).toEqual(["5 normal>warning", "25 warning>danger"]);
  });

  it("has it once, though frames that cannot be used come in between", () => {
    const broken = feed(
      [
        [28, 255],
        [31, 255],
      ],
      warned,
    );
    expect(storyAt(broken, 32)).toEqual(["5 normal>warning", "25 warning>danger"]);
  });

  it("raises nothing where nothing was wrong, and nothing twice", () => {
    expect(storyAt(feed([[0, 0]]), 90)).toEqual([]);
    expect(storyAt(feed([[0, 1]]), 29)).toEqual(["0 normal>warning"]);
  });

  it("means nothing at a site that is no longer watched", () => {
    const until = {
      ...gate().site.hazards[0],
      hazard: "cars",
      settings: {},
      validFrom: 0,
      validTo: START + 8 * MINUTE,
    };
    const context = { ...gate(), site: { ...gate().site, hazards: [until] } };
    expect(evaluateHazard(warned, "cars", context, START + 28 * MINUTE).level).toBe("warning");
  });
});

describe("what near sites say", () => {
  const south = { ...empty, siteId: "south-gate" };
  const signal = {
    siteId: "south-gate",
    hazard: "cars",
    observedAt: START,
    level: "warning",
    score: 20,
  } as const;

  it("is asked for only when the rule would heed it", () => {
    expect(observe(empty, [car(0, 0)], gate()).asksNeighbours).toEqual([]);
    expect(observe(empty, [car(0, 1)], gate()).asksNeighbours).toEqual(["cars"]);
  });

  it("comes from the sites that the rule names, never from the site itself", () => {
    const village = { sites: [gateSite("north-gate"), gateSite("south-gate")] };
    expect(neighbourSites(village, gate(), ["cars"], START)).toEqual(["south-gate"]);
    expect(neighbourSites(village, gate(), ["cars"], -1)).toEqual([]);
  });

  it("is what they say by themselves", () => {
    const state = observe(south, [car(0, 2)], gate("south-gate")).state;
    expect(signalsOf(state, gate("south-gate"))).toEqual([signal]);
  });

  it("raises, is kept with the state, and is the same for everyone who reads it", () => {
    const seen = observe(empty, [car(1, 1)], gate(), { signals: [signal] });
    expect(storyAt(seen.state, 2)).toEqual(["1 normal>danger"]);
    expect(seen.changed).toHaveLength(1);
    const stored = unpackState(packState(seen.state), seen.state);
    expect(storyAt(stored, 2)).toEqual(["1 normal>danger"]);
    expect(observe(stored, [], gate(), { signals: [signal] }).state).toBe(stored);
  });

  it("changes the timeline also for frames that were there before", () => {
    const alone = feed([[1, 1]]);
    const { changed } = observe(alone, [], gate(), { signals: [signal] });
    expect(changed.map(({ transition }) => transition?.to)).toEqual(["danger"]);
  });

  it("counts from its own time on, and is let go of with the window", () => {
    const later = { ...signal, observedAt: START + 5 * MINUTE };
    const other = { ...signal, observedAt: START + 130 * MINUTE, hazard: "cars_again" };
    const seen = observe(empty, [car(1, 1)], gate(), { signals: [later, other, signal] }).state;
    expect(storyAt(seen, 2)).toEqual(["1 normal>danger"]);
    expect(feed([[55, 0]], seen).signals).toHaveLength(3);
    const hours: readonly (readonly [number, number])[] = [
      [90, 0],
      [140, 0],
      [240, 0],
    ];
    expect(feed(hours, seen).signals).toEqual([other]);
    const alone = observe(empty, [car(1, 1)], gate(), { signals: [signal] }).state;
    expect(
      feed(
        [
          [90, 0],
          [140, 0],
          [240, 0],
        ],
        alone,
      ).signals,
    ).toBeUndefined();
  });

  it("has an order of its own at one instant", () => {
    const east = { ...signal, siteId: "east-gate" };
    const otherHazard = { ...signal, hazard: "boats" };
    const { state } = observe(empty, [car(1, 1)], gate(), { signals: [signal, otherHazard, east] });
    expect(state.signals).toEqual([east, otherHazard, signal]);
    expect(observe(state, [], gate(), { signals: [{ ...signal, score: 30 }] }).state.signals).toHaveLength(4);
  });
});

describe("the engine", () => {
  it("keeps of a frame what the site's rules read, and no more", () => {
    expect([...quantitiesWatchedAt(gateSite("north-gate"))]).toEqual(["passages_left_to_right"]);
    const { state } = observe(
      empty,
      [{ ...car(0, 1), measurements: [{ quantity: "distance", value: 1 }] }],
      gate(),
    );
    expect(state.entries[0]?.readings).toEqual([]);
  });

  it("marks an earlier frame of the same device that a later one shows to be wrong", () => {
    const { observations } = observe(empty, [car(0, 7), car(1, 0, { reflag: true })], gate());
    expect(observations.map(({ flags }) => flags.passages_left_to_right)).toEqual([3, 1]);
  });

  it("marks one of which nothing was derived as well", () => {
    const { observations } = observe(empty, [car(0, 0), car(1, 0, { reflag: true })], gate());
    expect(observations.map(({ flags }) => flags.passages_left_to_right)).toEqual([3, 1]);
  });

  it("lets silence speak for an alarm of which no uplink is remembered", () => {
    const warned = feed([[0, 9]]);
    const { memory } = fold("cars", undefined, { entries: warned.entries }, gate());
    const { uplinkId: _, ...older } = memory;
    const { transitions } = letTimePass(ruleFor("cars"), older, START + 60 * MINUTE, gate(), undefined);
    expect(transitions.map(({ uplinkId }) => uplinkId)).toEqual(["unknown/0"]);
  });

  it("has nothing to raise at a site that was at its worst already", () => {
    const south = {
      siteId: "south-gate",
      hazard: "cars",
      observedAt: START,
      level: "warning",
      score: 20,
    } as const;
    const { state } = observe(empty, [car(1, 9)], gate(), { signals: [south] });
    expect(storyAt(state, 60)).toEqual(["1 normal>danger"]);
  });

  it("forgets an end that never had to come", () => {
    const { memory } = fold("cars", undefined, { entries: feed([[0, 0]]).entries }, gate());
    const passed = letTimePass(
      ruleFor("cars"),
      { ...memory, endsAt: START },
      START + MINUTE,
      gate(),
      undefined,
    );
    expect(passed).toEqual({ memory, transitions: [] });
  });

  it("leaves a frame alone that has left the window before it was shown to be wrong", () => {
    const { observations } = observe(empty, [car(1, 0, { reflag: true })], gate());
    expect(observations.map(({ flags }) => flags.passages_left_to_right)).toEqual([1]);
  });
});

describe("the weather", () => {
  it("is what was known at the time of the reading, for every rule", () => {
    const fetchedAt = START - 5 * MINUTE;
    const nowcast = { issuedAt: fetchedAt, fetchedAt, halfHours: [] };
    const weather = { ...nothingHeard, nowcasts: [nowcast] };
    const around = surroundingsAt({ ...gate(), weather }, "cars", undefined, START);
    expect(around).toMatchObject({ siteId: "north-gate", weather: { nowcast }, neighbours: [] });
    expect(surroundingsAt(gate(), "cars", undefined, START)).not.toHaveProperty("weather");
  });
});
