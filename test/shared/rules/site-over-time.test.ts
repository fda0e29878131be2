import { describe, expect, it } from "vitest";
import { QUALITY } from "#shared/domain/observation.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { observe } from "#shared/rules/observe.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { siteStatus } from "#shared/rules/status.ts";
import { drain, eachMinute, GAUGE, reading, road, START } from "./gauge.ts";
import { changes, emptySite, feed, floodTimeline, observeAll } from "./story.ts";

describe("silence", () => {
  it("makes a site blind after two reports and five minutes, and it keeps its alarm", () => {
    const state = feed(eachMinute([1.9]), drain());
    expect(floodTimeline(state, drain(), 5)).toMatchObject({ level: "danger", blind: false });
    expect(floodTimeline(state, drain(), 5.1)).toMatchObject({ level: "danger", blind: true });
  });

  it("is longer for a gauge that reports each half hour", () => {
    const context = drain({}, { reportIntervalS: 1800 });
    const state = feed([reading(0, 0.4)], context);
    expect(floodTimeline(state, context, 60)).toMatchObject({ blind: false });
    expect(floodTimeline(state, context, 61)).toMatchObject({ blind: true });
  });

  it("is not claimed of a site that was never heard", () => {
    const [timeline] = evaluateSite(emptySite(), drain(), START);
    expect(timeline).toMatchObject({
      level: "normal",
      blind: false,
      late: false,
      suspect: false,
      transitions: [],
    });
    expect(timeline?.head).toBeUndefined();
  });

  it("goes by ten-minute reports where no device is known to stand any more", () => {
    const state = feed([reading(0, 0.4)], drain());
    const abandoned: SiteContext = { ...drain(), devices: [] };
    expect(floodTimeline(state, abandoned, 19)).toMatchObject({ blind: true });
  });
});

describe("a reading that comes late", () => {
  const heldBack = (minutes: number) => reading(0, 1.9, { receivedAt: START + minutes * MINUTE_MS });

  it("by 200 seconds, held by a gateway, is like any other", () => {
    const { observations, state } = observe(emptySite(), [heldBack(200 / 60)], drain());
    expect(observations[0]).toMatchObject({ late: false });
    expect(floodTimeline(state, drain())).toMatchObject({ level: "danger", late: false });
  });

  it("by more than half an hour is marked, and the timeline says so", () => {
    const { observations, state } = observe(emptySite(), [heldBack(31)], drain());
    expect(observations[0]).toMatchObject({ late: true });
    expect(floodTimeline(state, drain())).toMatchObject({ level: "danger", late: true });
  });

  it("may take three reports where the gauge reports seldom", () => {
    const context = drain({}, { reportIntervalS: 3600 });
    expect(observe(emptySite(), [heldBack(179)], context).observations[0]).toMatchObject({ late: false });
    expect(observe(emptySite(), [heldBack(181)], context).observations[0]).toMatchObject({ late: true });
  });

  it("after a newer one finds its place and is marked", () => {
    const state = feed([reading(0, 0.4), reading(2, 0.4)], drain());
    const { observations, state: after } = observe(state, [reading(1, 0.41)], drain());
    expect(observations[0]).toMatchObject({ late: true, flags: { water_level: QUALITY.good } });
    expect(after.entries.map(({ observedAt }) => observedAt - START)).toEqual(
      [0, 1, 2].map((m) => m * MINUTE_MS),
    );
    expect(after.newest).toEqual(state.newest);
  });

  it("after the window has passed goes to the history, counted and not judged", () => {
    const state = feed(
      [0, 30, 61, 91, 122].map((minute) => reading(minute, 0.4)),
      drain(),
    );
    const result = observe(state, [reading(10, 1.9)], drain());
    expect(result).toMatchObject({ passed: 1, changed: [] });
    expect(result.state.passedCount).toBe(1);
    expect(result.passedBy[0]).toMatchObject({ late: true, flags: { distance: QUALITY.notEvaluated } });
  });
});

describe("readings out of a device's memory", () => {
  it("are history at their own time and raise nothing", () => {
    const measuredAt = START - 5 * HOUR_MS;
    const measurements = [
      { quantity: "distance", value: 2.7 },
      { quantity: "battery_level", value: 92 },
      { quantity: "distance", value: 1.3, measuredAt },
    ] as const;
    const { observations, state } = observeAll([reading(0, 0.5, { measurements })], drain());
    expect(observations).toHaveLength(2);
    expect(observations[0]).toMatchObject({
      observedAt: START,
      values: { distance: 2.7, battery_level: 92, water_level: 0.5 },
      flags: { distance: QUALITY.good, battery_level: QUALITY.notEvaluated, water_level: QUALITY.good },
      late: false,
    });
    expect(observations[1]).toMatchObject({ observedAt: measuredAt, values: { distance: 1.3 }, late: true });
    expect(changes(floodTimeline(state, drain()))).toEqual([]);
  });

  it("alone move no alarm: the frame is heard, the reading is history", () => {
    const measurements = [{ quantity: "distance", value: 1.3, measuredAt: START - HOUR_MS }] as const;
    const { observations, state, changed } = observeAll([reading(0, 0, { measurements })], drain());
    expect(observations.map(({ observedAt, values, late }) => ({ observedAt, values, late }))).toEqual([
      { observedAt: START, values: {}, late: false },
      { observedAt: START - HOUR_MS, values: { distance: 1.3 }, late: true },
    ]);
    expect(changed).toEqual([]);
    expect(state.newest).toBeUndefined();
    expect(state.heard).toEqual({ [GAUGE]: { at: START, fCnt: 0 } });
  });

  it("of another site, where the device stood before, are rows there and nothing more", () => {
    const measurements = [{ quantity: "distance", value: 1.3, measuredAt: START - HOUR_MS }] as const;
    const elsewhere = reading(0, 0, { measurements, frameElsewhere: true });
    const { observations, state } = observeAll([elsewhere], drain());
    expect(observations.map(({ observedAt }) => observedAt)).toEqual([START - HOUR_MS]);
    expect(state).toEqual(emptySite());
  });

  it("with a time after the frame itself are kept, and marked as doubtful: the device's clock is wrong", () => {
    const measuredAt = START + 400 * DAY_MS;
    const measurements = [{ quantity: "distance", value: 0.1, measuredAt }] as const;
    const { observations, changed } = observeAll([reading(0, 0, { measurements })], drain());
    expect(observations[1]).toMatchObject({ observedAt: measuredAt, flags: { distance: 3 }, late: true });
    expect(changed).toEqual([]);
  });
});

describe("a device that somebody works at", () => {
  const maintenance = [
    { devEui: GAUGE, from: START + MINUTE_MS, to: START + 3 * MINUTE_MS, by: "technician" },
  ];
  const context = { ...drain(), maintenance };

  it("moves no alarm while it lasts, is marked in the history, and counts again by itself", () => {
    const lifted = eachMinute([0.4, 3.1, 3.1, 0.4, 0.4]);
    expect(changes(floodTimeline(feed(lifted, context), context))).toEqual([]);
    const flags = observeAll(lifted, context).observations.map((row) => row.flags.distance);
    expect(flags.map((flag) => flag === QUALITY.notEvaluated)).toEqual([false, true, true, false, false]);
    const flood = eachMinute([0.98, 3.1, 3.1, 1, 1]);
    expect(changes(floodTimeline(feed(flood, context), context))).toEqual(["3 normal>advisory"]);
  });

  it("keeps the alarm that stood when it began", () => {
    const state = feed(eachMinute([1.9, 0.2, 0.2]), context);
    expect(floodTimeline(state, context)).toMatchObject({ level: "danger", seenAt: START });
  });
});

describe("a frame that comes after newer ones", () => {
  const other = { devEui: "020000fffe000002" };
  const lateOf = (held: ReturnType<typeof reading>, arrival: ReturnType<typeof reading>) =>
    observe(feed([held], drain()), [arrival], drain()).observations.map(({ late }) => late);

  it("is late where another device has told the same quantity since", () => {
    expect(lateOf(reading(1, 0.5, other), reading(0, 0.5))).toEqual([true]);
  });

  it("is not late where another device has told something else since", () => {
    const battery = [{ quantity: "battery_level", value: 80 }] as const;
    expect(lateOf(reading(1, 0.5, other), reading(0, 0, { measurements: battery }))).toEqual([false]);
  });

  it("is late where its own device has been heard since, whatever it told", () => {
    expect(lateOf(reading(1, 0.5), reading(0, 0, { measurements: [] }))).toEqual([true]);
  });
});

describe("a frame's way through the air", () => {
  it("stands in its row", () => {
    const gateways = [{ id: "020000fffe0000a1", rssi: -92, snr: 7.5 }];
    const { observations } = observeAll([reading(0, 0.5, { gateways, dataRate: 3 })], drain());
    expect(observations[0]).toMatchObject({ gateways, dataRate: 3 });
  });
});

describe("a frame without a counter", () => {
  it("is taken like any other", () => {
    const { fCnt: _, ...arrival } = reading(0, 0.5);
    const { observations } = observeAll([arrival], drain());
    expect(observations[0]).not.toHaveProperty("fCnt");
    expect(observations[0]).toMatchObject({ values: { water_level: 0.5 } });
  });
});

describe("what held when", () => {
  const swapAt = START + 10 * MINUTE_MS;

  it("a re-surveyed height counts from its day on and rewrites nothing", () => {
    const context = drain(
      {},
      {
        assignments: [
          { siteId: "wai-tau-bridge", sensorHeightM: 3.2, validFrom: 0, validTo: swapAt },
          { siteId: "wai-tau-bridge", sensorHeightM: 3.7, validFrom: swapAt },
        ],
      },
    );
    const { observations } = observeAll([reading(9, 0.5), reading(10, 0.5)], context);
    expect(observations.map(({ values }) => values.water_level)).toEqual([0.5, 1]);
  });

  it("a threshold counts from its day on", () => {
    const base = drain();
    const settings = { reference: "drain", drainDepthM: 2 };
    const hazards = [
      { hazard: "flood", settings, validFrom: 0, validTo: swapAt },
      { hazard: "flood", settings: { ...settings, drainDepthM: 1 }, validFrom: swapAt },
    ];
    const context: SiteContext = { ...base, site: { ...base.site, hazards } };
    const story = Array.from({ length: 12 }, (_, minute) => reading(minute, 0.8));
    expect(changes(floodTimeline(feed(story, context), context))).toEqual(["10 normal>warning"]);
  });

  it("a reading of a device that stood elsewhere, or from before the site was watched, is kept and not judged", () => {
    const elsewhere = drain(
      {},
      { assignments: [{ siteId: "lam-kam-road", sensorHeightM: 3, validFrom: 0 }] },
    );
    expect(observeAll([reading(0, 1.9)], elsewhere).observations[0]).toMatchObject({
      flags: { distance: QUALITY.notEvaluated },
    });
    const base = drain();
    const [hazard] = base.site.hazards;
    const later = {
      ...base,
      site: { ...base.site, hazards: [{ ...hazard, validFrom: swapAt }] },
    } as SiteContext;
    expect(observeAll([reading(0, 1.9)], later).changed).toEqual([]);
  });
});

describe("what a board is told", () => {
  it("of a rising drain: level, score, water, trend, forecast, thresholds", () => {
    const state = feed(eachMinute([1.5, 1.55, 1.6, 1.65]), drain());
    expect(siteStatus(state, drain(), START + 3 * MINUTE_MS)).toMatchObject({
      siteId: "wai-tau-bridge",
      hazard: "flood",
      level: "warning",
      since: START,
      observedAt: START + 3 * MINUTE_MS,
      staleAfterS: 300,
      suspect: false,
      flood: {
        waterLevelM: 1.65,
        percentFull: 83,
        fullM: 2,
        thresholdsM: { advisory: 1, warning: 1.5, danger: 1.8 },
        ratePer10MinM: 0.5,
        trend: "rising",
        forecast: { level: "danger", inMinutes: 3, earliestMinutes: 1, latestMinutes: 16 },
      },
    });
  });

  it("of a falling and of a steady road", () => {
    const trend = (levels: readonly number[]) =>
      siteStatus(feed(eachMinute(levels), road()), road(), START).flood?.trend;
    expect(trend([0.3, 0.28, 0.26])).toBe("falling");
    expect(trend([0.3, 0.3, 0.3])).toBe("steady");
    expect(siteStatus(feed(eachMinute([0.1]), road()), road(), START).flood).not.toHaveProperty(
      "percentFull",
    );
  });

  it("of a site not heard yet: no reading, and no all-clear invented", () => {
    const status = siteStatus(emptySite(), drain(), START);
    expect(status).toMatchObject({ level: "normal", score: 0 });
    expect(status).not.toHaveProperty("observedAt");
    expect(status).not.toHaveProperty("flood");
  });

  it("the time of the last believed reading while a jump waits for its second", () => {
    const state = feed(eachMinute([0.4, 0.4, 1.9]), drain());
    expect(siteStatus(state, drain(), START)).toMatchObject({
      suspect: true,
      observedAt: START + MINUTE_MS,
      flood: { waterLevelM: 0.4 },
    });
  });

  it("nothing of a site that is watched for nothing: that is a fault", () => {
    const context = { ...drain(), site: { ...drain().site, hazards: [] } };
    expect(() => siteStatus(emptySite(), context, START)).toThrow("not watched for any hazard");
  });
});

describe("a gauge that reports every twenty seconds", () => {
  it("keeps the last 72 readings in the window, and the alarm of those before", () => {
    const story = Array.from({ length: 120 }, (_, index) => reading(index / 3, 1.2));
    const state = feed(story, drain());
    expect(state.entries).toHaveLength(72);
    expect(floodTimeline(state, drain())).toMatchObject({
      level: "advisory",
      since: START,
      transitionCount: 1,
    });
  });
});

describe("a site in an exercise", () => {
  it("carries the exercise's clock", () => {
    const exercise = { exerciseId: "drill-1", traceStart: START, startedAt: START, speed: 60 };
    const state = newSiteState({ villageId: "lam-tsuen", siteId: "wai-tau-bridge", exercise });
    expect(observe(state, [reading(0, 1.9)], drain()).state).toMatchObject({ exercise, schemaVersion: 2 });
  });
});

describe("a reading of something else in the window", () => {
  it("is none of the flood rule's business", () => {
    const state = feed([reading(0, 1.2)], drain());
    const [entry] = state.entries;
    if (entry === undefined) throw new Error("the window is empty");
    const battery = [{ quantity: "battery_level" as const, steps: 80 }];
    const entries = [entry, { ...entry, identity: 1, readings: battery }];
    expect(floodTimeline({ ...state, entries }, drain())).toEqual(floodTimeline(state, drain()));
  });
});

describe("two gauges at one site", () => {
  const spare = "020000fffe000009";
  const context = { ...drain(), devices: [...drain().devices, ...drain({}, { devEui: spare }).devices] };
  const both = (mainM: readonly number[], spareM: readonly (number | undefined)[]) =>
    mainM.flatMap((level, minute) => {
      const other = spareM[minute];
      return [
        reading(minute, level),
        ...(other === undefined ? [] : [reading(minute + 0.5, other, { devEui: spare })]),
      ];
    });
  const rising = Array.from({ length: 30 }, (_, minute) => 0.3 + 0.055 * minute);

  it("are both heard", () => {
    const story = [reading(0, 0.5), reading(0, 0.5, { devEui: spare }), reading(1, 0.5, { devEui: GAUGE })];
    expect(feed(story, context).entries).toHaveLength(3);
  });

  it("are judged each by itself: a spare that is stuck low talks no flood away", () => {
    const stuck = rising.map(() => 0.3);
    const levels = changes(floodTimeline(feed(both(rising, stuck), context), context));
    expect(levels.map((change) => change.split(" ")[1])).toEqual([
      "normal>advisory",
      "advisory>warning",
      "warning>danger",
    ]);
  });

  it("one falling silent leaves the other to speak, and a day later it is forgotten", () => {
    const spoken = both([1.2, 1.2, 1.2], [0.3, undefined, undefined]);
    const alone = Array.from({ length: 40 }, (_, minute) => reading(10 + minute, 0.4, { devEui: spare }));
    const state = feed([...spoken, ...alone], context);
    expect(changes(floodTimeline(state, context)).at(-1)).toMatch(/advisory>normal$/);
    const nextDay = Array.from({ length: 80 }, (_, minute) =>
      reading(25 * 60 + minute, 0.4, { devEui: spare }),
    );
    const { memory } = feed(nextDay, context, state).checkpoints.flood ?? {};
    expect(JSON.stringify(memory)).not.toContain(GAUGE);
  });

  it("show the higher one on the board while the other is doubted", () => {
    const story = [
      reading(0, 1.2),
      reading(0.2, 0.3, { devEui: spare }),
      reading(0.5, 2.9, { devEui: spare }),
    ];
    expect(siteStatus(feed(story, context), context, START)).toMatchObject({
      suspect: true,
      flood: { waterLevelM: 1.2 },
    });
  });
});

describe("an alarm and a long silence", () => {
  it("ends by readings only: what happened in the silence counts for nothing", () => {
    const story = [reading(0, 1.9), reading(1, 1.75), reading(5, 0.8), reading(240, 0.8)];
    const after = Array.from({ length: 15 }, (_, minute) => reading(241 + minute, 0.8));
    expect(floodTimeline(feed(story, drain()), drain())).toMatchObject({ level: "danger" });
    expect(changes(floodTimeline(feed([...story, ...after], drain()), drain())).at(-1)).toBe(
      "255 danger>normal",
    );
  });
});

describe("a copy of the newest reading under an earlier time, long after", () => {
  it("makes the site no later than it was", () => {
    const held = feed([reading(0, 1.9)], drain());
    const copy = reading(0, 1.9, { observedAt: START - MINUTE_MS, receivedAt: START + HOUR_MS });
    expect(floodTimeline(observe(held, [copy], drain()).state, drain())).toMatchObject({ late: false });
  });
});
