import { describe, expect, it } from "vitest";
import { routeAlert } from "#shared/alerting/route.ts";
import type { Position } from "#shared/domain/geometry.ts";
import type { Site } from "#shared/domain/site.ts";
import type { SiteSignal } from "#shared/domain/site-state.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { withAround } from "#shared/rules/around.ts";
import type { Surroundings } from "#shared/rules/hazard-rule.ts";
import { checkSettings } from "#shared/rules/hazards.ts";
import { sitesNear } from "#shared/rules/hill-fire/hill.ts";
import { hillFire } from "#shared/rules/hill-fire/hill-fire-definition.ts";
import { hillFireRule } from "#shared/rules/hill-fire/hill-fire-rule.ts";
import { hillFireSettingsSchema } from "#shared/rules/hill-fire/hill-fire-settings.ts";
import { neighbourSites, signalsOf } from "#shared/rules/neighbours.ts";
import { observe } from "#shared/rules/observe.ts";
import {
  afterDays,
  CALM,
  changes,
  emptyHillside,
  every,
  FIRE,
  factorsOf,
  feed,
  fireTimeline,
  HEAT,
  hillside,
  needsOf,
  report,
  SMOKE,
  START,
  storyOf,
  THICK_SMOKE,
  WEAK_SMOKE,
} from "./hillside.ts";

const signal = (minute: number, overrides: Partial<SiteSignal> = {}): SiteSignal => ({
  siteId: "chuen-lung",
  hazard: "hill_fire",
  observedAt: START + minute * MINUTE_MS,
  level: "advisory",
  score: 50,
  ...overrides,
});

const withNeighbour = (neighbour: SiteSignal) => {
  const context = hillside();
  const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
  const state = observe(calm, [report(65, SMOKE)], context, { signals: [neighbour] }).state;
  return fireTimeline(state, context);
};

describe("a near site", () => {
  it("that told of signs within 20 minutes makes one's own smoke a warning", () => {
    const timeline = withNeighbour(signal(50));
    expect(changes(timeline)).toEqual(["65 normal>warning"]);
    expect(timeline.head?.evidence).toContainEqual(
      expect.objectContaining({ kind: "neighbour", siteId: "chuen-lung", level: "advisory", minutesAgo: 15 }),
    );
    const alarmed = withNeighbour(signal(50, { level: "warning" }));
    expect(alarmed.head?.score).toBeGreaterThan(timeline.head?.score ?? 0);
  });

  it("says nothing when that was longer ago, or when it saw nothing of its own", () => {
    expect(changes(withNeighbour(signal(44)))).toEqual(["65 normal>advisory"]);
    expect(changes(withNeighbour(signal(60, { level: "normal", score: 34 })))).toEqual([
      "65 normal>advisory",
    ]);
  });

  it("that smells weak smoke as this one does makes a warning: two grills at once are rare", () => {
    const context = hillside();
    const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
    const { state, asksNeighbours } = observe(calm, [report(65, WEAK_SMOKE)], context);
    expect(asksNeighbours).toEqual(["hill_fire"]);
    const [told] = signalsOf(state, context);
    if (told === undefined) throw new Error("it told its neighbours nothing");
    expect(told.level).toBe("normal");
    const heard = { ...told, siteId: "chuen-lung", observedAt: START + 60 * MINUTE_MS };
    const both = observe(calm, [report(65, WEAK_SMOKE)], context, { signals: [heard] }).state;
    expect(changes(fireTimeline(both, context))).toEqual(["65 normal>warning"]);
  });

  it("tells of weak smoke only while it smells it, of what raised it as long as that counts", () => {
    const context = hillside();
    const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
    const told = (values: typeof CALM) =>
      signalsOf(feed([report(65, values), ...every(70, 85, CALM)], context, calm), context).map(
        ({ observedAt }) => (observedAt - START) / MINUTE_MS,
      );
    expect(told(WEAK_SMOKE)).toEqual([65]);
    expect(told(SMOKE)).toEqual([65, 70, 75, 80, 85]);
  });

  it("raises nothing at a site without a sign of its own", () => {
    const context = hillside();
    const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
    const state = observe(calm, [report(65, CALM)], context, { signals: [signal(60)] }).state;
    expect(changes(fireTimeline(state, context))).toEqual([]);
  });

  it("is asked only when there is a sign, and hears of it", () => {
    const context = hillside();
    const calm = afterDays(16, context);
    const before = observe(calm, every(0, 60, CALM), context);
    expect(before.asksNeighbours).toEqual([]);
    expect(signalsOf(before.state, context)).toEqual([]);
    const smelt = observe(before.state, [report(65, SMOKE)], context);
    expect(smelt.asksNeighbours).toEqual(["hill_fire"]);
    expect(signalsOf(smelt.state, context)).toMatchObject([{ siteId: "tsuen-kam-au", level: "advisory" }]);
  });

  it("is one of the same hill that watches for fires; where no hill is named, one within two kilometres", () => {
    const site = (
      siteId: string,
      position: Position,
      settings: unknown,
      hazard: string = "hill_fire",
    ): Site => ({
      siteId,
      name: { "zh-HK": siteId, en: siteId },
      position,
      hazards: [{ hazard, settings, validFrom: 0 }] as Site["hazards"],
    });
    const here = site("here", [114.1098, 22.4086], { hill: "tai-mo-shan" });
    const village = {
      sites: [
        here,
        site("near", [114.1198, 22.4186], {}),
        site("far", [114.2098, 22.4086], {}),
        site("far-same-hill", [114.1398, 22.4286], { hill: "tai-mo-shan" }),
        site("near-flood", [114.1098, 22.4087], { reference: "depth" }, "flood"),
      ],
    };
    expect(neighbourSites(village, { site: here, devices: [] }, ["hill_fire"], START)).toEqual([
      "far-same-hill",
    ]);
    expect(sitesNear(hillFireSettingsSchema.parse({}), here, village.sites)).toEqual(["here", "near"]);
  });
});

/** Sensors of two kinds say the same. */
const SMOKY_AND_DRY = { ...SMOKE, relative_humidity: 32 };

describe("another site of the same hill in alarm", () => {
  const context = hillside({ hill: "tai-mo-shan", nearHouses: true });
  const hear = (
    state: ReturnType<typeof afterDays>,
    minute: number,
    values: typeof CALM,
    signals: SiteSignal[],
  ) => observe(state, [report(minute, values)], context, { signals }).state;
  const burning = (level: SiteSignal["level"], minute = 60) => {
    const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
    return hear(hear(calm, 65, FIRE, []), 70, FIRE, [signal(minute, { level, tellsVillagers: true })]);
  };
  const told = (state: ReturnType<typeof burning>) => {
    const { head, level } = fireTimeline(state, context);
    const villager = {
      recipientId: "villager",
      role: "subscriber",
      language: "zh-HK",
      channels: ["sms"],
      consented: true,
    } as const;
    const office = { ...villager, recipientId: "office", role: "village_office" } as const;
    const { routed, withheld } = routeAlert({
      routes: hillFire.routes,
      departments: ["fire_services"],
      level,
      evidence: head?.evidence ?? [],
      isUnconfirmed: false,
      endsQuietly: false,
      addressees: [villager, office],
      told: [],
    });
    return { routed: routed.map(({ addressee }) => addressee.recipientId), withheld };
  };

  it("has told the villagers already, and they are not told twice; the village office is", () => {
    expect(told(burning("danger"))).toEqual({
      routed: ["office"],
      withheld: [{ recipientId: "villager", reason: "told_elsewhere" }],
    });
  });

  it("has not told them where no houses are near it, so that they hear from the site that has houses near", () => {
    const ridge = hillside({ hill: "tai-mo-shan" });
    const calm = feed(every(0, 60, CALM), ridge, afterDays(16, ridge));
    const dry = { ...SMOKE, relative_humidity: 32 };
    const onRidge = observe(calm, [report(61, dry), report(64, dry)], ridge).state;
    const [first] = signalsOf(onRidge, ridge).filter(({ level }) => level === "warning");
    if (first === undefined) throw new Error("the ridge gave no warning");
    const below = feed(every(0, 60, CALM), context, afterDays(16, context));
    const near = hear(below, 65, SMOKY_AND_DRY, []);
    expect(told(hear(near, 68, SMOKY_AND_DRY, [{ ...first, siteId: "ridge" }])).routed).toEqual([
      "villager",
      "office",
    ]);
  });

  it("and this one do not leave it to one another: the first to tell goes on telling", () => {
    const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
    const first = hear(hear(calm, 61, SMOKY_AND_DRY, []), 64, SMOKY_AND_DRY, [signal(50)]);
    expect(told(first).routed).toEqual(["villager", "office"]);
    // It is planned only after its next reading, when the second site is in alarm as well.
    const later = hear(first, 70, SMOKY_AND_DRY, [signal(67, { level: "warning", tellsVillagers: true })]);
    expect(told(later).routed).toEqual(["villager", "office"]);
  });

  it("has told them less when it is at a lower level, or an hour ago, so that they hear", () => {
    expect(told(burning("warning")).routed).toEqual(["villager", "office"]);
    const alone = hear(feed(every(0, 60, CALM), context, afterDays(16, context)), 65, FIRE, []);
    const both = hear(alone, 70, FIRE, [signal(20, { level: "danger" })]);
    expect(told(both).routed).toEqual(["villager", "office"]);
  });

  it("keeps it up however often it tells: what it says each minute does not push out what it said before", () => {
    const told = (minute: number) =>
      Array.from({ length: 5 }, (_, ago) => signal(minute - 5 + ago, { level: "warning" }));
    const minutes = Array.from({ length: 18 }, (_, index) => 65 + index * 5);
    const state = minutes.reduce(
      (sofar, minute) => hear(sofar, minute, minute <= 75 ? SMOKE : CALM, told(minute)),
      feed(every(0, 60, CALM), context, afterDays(16, context)),
    );
    expect(changes(fireTimeline(state, context))).toEqual(["65 normal>warning"]);
  });

  it("is remembered by its first and its last word of a quarter of an hour, which what comes between changes nothing of", () => {
    const [first, between, last] = [signal(1), signal(5), signal(9)];
    const state = withAround(emptyHillside(), { signals: [first, between, last] });
    expect(state.signals).toEqual([first, last]);
    expect(withAround(state, { signals: [between] })).toBe(state);
    expect(withAround(state, { signals: [signal(5, { level: "danger" })] }).signals).toHaveLength(3);
  });

  it("keeps this site's alarm up until it ends itself: nobody hears that a burning hill is safe", () => {
    const minutes = Array.from({ length: 30 }, (_, index) => 70 + index * 5);
    const until = (last: number) =>
      minutes.reduce(
        (state, minute) =>
          hear(state, minute, CALM, minute <= last ? [signal(minute - 1, { level: "warning" })] : []),
        burning("advisory"),
      );
    const ends = (last: number) => changes(fireTimeline(until(last), context)).at(-1);
    const alone = Number.parseInt(ends(0) ?? "", 10);
    expect(alone).toBeLessThan(140);
    expect(Number.parseInt(ends(150) ?? "", 10)).toBeGreaterThan(150 + 25);
    expect(observe(burning("advisory"), [report(110, CALM)], context).asksNeighbours).toEqual(["hill_fire"]);
  });
});

const FESTIVAL_MIN = (Date.parse("2026-04-05T10:00:00+08:00") - START) / MINUTE_MS;

describe("a place of incense and paper burning", () => {
  const graves = hillside({ burning: "incense_and_paper" });
  // Four and a half months before the start: the same fortnight, shifted.
  const atFestival = (values: typeof SMOKE, context = graves) => {
    const from = FESTIVAL_MIN - 16 * 24 * 60;
    const days = Array.from({ length: 16 * 12 }, (_, index) => report(from + index * 120, CALM));
    const arrivals = [
      ...days,
      ...every(FESTIVAL_MIN, FESTIVAL_MIN + 60, CALM),
      ...every(FESTIVAL_MIN + 65, FESTIVAL_MIN + 90, values),
    ];
    return fireTimeline(feed(arrivals, context, afterDays(0, context)), context);
  };

  it("hears of smoke on an ordinary day, which counts for a little less there", () => {
    const smoke = [...every(0, 60, CALM), report(65, SMOKE)];
    expect(storyOf(smoke, graves).head?.score).toBeLessThan(storyOf(smoke).head?.score ?? 0);
    expect(storyOf(smoke, graves).level).toBe("advisory");
  });

  it("is left in peace in the festivals while there is smoke alone, and told why", () => {
    const timeline = atFestival(SMOKE);
    expect(changes(timeline)).toEqual([]);
    expect(factorsOf(timeline.head)).toContain("festival");
    expect(needsOf(timeline.head).some((need) => need.startsWith("evidence"))).toBe(true);
    expect(atFestival(SMOKE, hillside()).level).toBe("advisory");
  });

  it("is warned of smoke with heat all the same", () => {
    expect(atFestival(FIRE).level).not.toBe("normal");
  });
});

describe("the settings of a site", () => {
  it("name what they do not know", () => {
    expect(() => checkSettings("hill_fire", { burning: "rubbish" })).toThrow(/burning/);
    expect(() => checkSettings("hill_fire", { hills: "x" })).toThrow(/hills/);
    expect(() => checkSettings("hill_fire", { hill: "tai-mo-shan", nearHouses: true })).not.toThrow();
  });

  const heard = (values: typeof CALM, nearHouses: boolean) => {
    const frames = [...every(0, 60, CALM), report(65, values), report(70, values)];
    return factorsOf(storyOf(frames, hillside({ nearHouses })).head);
  };

  it("say whether villagers hear warnings: where houses are near, and sensors of two kinds say the same", () => {
    expect(heard(FIRE, true)).toContain("near_houses");
    expect(heard(FIRE, false)).not.toContain("near_houses");
    expect(heard(SMOKE, true)).not.toContain("near_houses");
    expect(heard(HEAT, true)).not.toContain("near_houses");
  });

  it("or smoke is as thick as no grill makes it", () => {
    expect(heard(THICK_SMOKE, true)).toContain("near_houses");
    expect(heard(THICK_SMOKE, false)).not.toContain("near_houses");
  });

  it("or strong smoke has a second station that smells it too; of two weak smokes only departments hear", () => {
    const context = hillside({ nearHouses: true });
    const seenTwice = (values: typeof CALM) => {
      const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
      const { state } = observe(calm, [report(65, values)], context, { signals: [signal(60)] });
      return fireTimeline(state, context).head;
    };
    expect(seenTwice(SMOKE)?.level).toBe("warning");
    expect(factorsOf(seenTwice(SMOKE))).toContain("near_houses");
    expect(seenTwice(WEAK_SMOKE)?.level).toBe("warning");
    expect(factorsOf(seenTwice(WEAK_SMOKE))).not.toContain("near_houses");
  });
});

describe("a board", () => {
  it("shows no more of a hill fire than its words say", () => {
    const { head } = storyOf([...every(0, 60, CALM), report(65, SMOKE)]);
    expect(head === undefined ? head : hillFireRule.details(head, hillFireRule.parseSettings({}))).toEqual(
      {},
    );
  });
});

describe("what a site remembers", () => {
  it("is of six devices at most, and of none that was away for a fortnight", () => {
    const settings = hillFireRule.parseSettings({});
    const surroundings: Surroundings = { siteId: "s", position: [114.1, 22.4], neighbours: [] };
    const hear = (memory: typeof hillFireRule.initialMemory, index: number, at: number) =>
      hillFireRule.step(
        memory,
        {
          devEui: `020000fffe0000${index + 10}`,
          observedAt: at,
          values: { pm2_5: 10 },
          silentAfterMs: 600_000,
        },
        settings,
        surroundings,
      ).memory;
    const many = [0, 1, 2, 3, 4, 5, 6, 7].reduce(
      (memory, index) => hear(memory, index, START + index),
      hillFireRule.initialMemory,
    );
    expect(Object.keys(many.devices)).toHaveLength(6);
    expect(Object.keys(hear(many, 20, START + 20 * DAY_MS).devices)).toEqual(["020000fffe000030"]);
  });
});
