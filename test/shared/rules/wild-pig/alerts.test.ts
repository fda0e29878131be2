import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BacktestSetup } from "#devices/backtest/backtest-setup.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import { arrivalOf, type SeriesRow } from "#devices/backtest/series-row.ts";
import { packState, unpackState } from "#shared/adapters/dynamodb/packed-state.ts";
import { fitsOneSms } from "#shared/alerting/gsm7.ts";
import type { AlertPlan } from "#shared/domain/alert.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { evaluateHazard } from "#shared/rules/evaluate.ts";
import { observe } from "#shared/rules/observe.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { siteStatus } from "#shared/rules/status.ts";
import {
  CAMERA,
  dog,
  EVENING,
  type Frame,
  MOTION_SENSOR,
  motion,
  near,
  nothing,
  passage,
  pig,
  piglet,
  RADAR,
} from "./path.ts";

const device = (devEui: string) => ({
  devEui,
  profileId: "sensecap/a1101",
  reportIntervalS: 3600,
  assignments: [{ siteId: "ng-tung-chai", validFrom: 0 }],
});
const addressee = (recipientId: string, role: "subscriber" | "village_office", language: "zh-HK" | "en") => ({
  recipientId,
  role,
  language,
  channels: ["sms" as const],
  consented: true,
});

/** The mouth of Ng Tung Chai village: a camera, a motion sensor and a radar without heights. */
const village = (settings: object = near): BacktestSetup => ({
  village: {
    villageId: "lam-tsuen",
    name: { "zh-HK": "林村", en: "Lam Tsuen" },
    telephone: "+12025550140",
    sites: [
      {
        siteId: "ng-tung-chai",
        name: { "zh-HK": "梧桐寨村口", en: "Ng Tung Chai village mouth" },
        position: [114.1263, 22.4312],
        hazards: [{ hazard: "wild_pig", settings: { ...settings }, validFrom: 0 }],
      },
    ],
    devices: [CAMERA, MOTION_SENSOR, RADAR].map(device),
  },
  addressees: [
    {
      recipientId: "afcd",
      role: "agriculture_fisheries_conservation",
      language: "en",
      channels: ["email"],
      consented: true,
    },
    addressee("office", "village_office", "zh-HK"),
    addressee("chan", "subscriber", "zh-HK"),
    addressee("smith", "subscriber", "en"),
  ],
});

const row = ({ minute, devEui, values }: Frame): SeriesRow => ({
  devEui,
  observedAt: EVENING + Math.round(minute * MINUTE_MS),
  values,
});

const alertsOf = (frames: readonly Frame[], settings: object = near): readonly AlertPlan[] =>
  runBacktest(village(settings), frames.map(row)).sites.flatMap(({ hazards }) =>
    hazards.flatMap(({ alerts }) => alerts),
  );
const textTo = (plan: AlertPlan | undefined, recipientId: string): string | undefined =>
  plan?.notifications.find((one) => one.recipientId === recipientId)?.text.body;
const told = (plan: AlertPlan | undefined): readonly string[] =>
  plan?.notifications.map(({ recipientId }) => recipientId) ?? [];

describe("who is told of pigs", () => {
  it("the department and the village office of a likely pig, and no villager", () => {
    const [advisory, ...more] = alertsOf([pig(0), pig(8), pig(20)]);
    expect(advisory?.alert.level).toBe("advisory");
    expect(told(advisory)).toEqual(["afcd", "office"]);
    expect(more.flatMap(told)).toEqual([]);
  });

  it("the villagers of a group near houses, what to do first of all", () => {
    const [, warning] = alertsOf([pig(0, 85, 4), piglet(10, 85, 4)]);
    expect(told(warning)).toEqual(["afcd", "office", "chan", "smith"]);
    expect(textTo(warning, "chan")).toContain(
      "【野豬】林村梧桐寨村口有4隻野豬（有小野豬），距民居60米。保持冷靜，遠離，切勿餵飼或驅趕。21:10讀數",
    );
    expect(textTo(warning, "smith")).toContain("4 wild pigs, piglets among them");
  });

  it("nobody of their going: the alarm ends by itself, and no message tells of it", () => {
    const plans = alertsOf([pig(0, 90, 4), pig(1, 90, 4), nothing(45), nothing(90)]);
    expect(
      plans.flatMap(({ alert, notifications }) => (alert.level === "normal" ? notifications : [])),
    ).toEqual([]);
  });

  it("every text fits one SMS, whatever was seen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        fc.constantFrom({ housesM: 100 }, { schoolPathM: 99 }, {}),
        (count, isPiglet, place) => {
          const look = isPiglet ? piglet : pig;
          const frames = [motion(-1), passage(-0.5), motion(-0.4), look(0, 95, count), look(1, 95, count)];
          for (const plan of alertsOf(frames, { pigClass: 2, pigletClass: 3, ...place })) {
            for (const { channel, text } of plan.notifications) {
              expect(channel === "sms" ? fitsOneSms(text.body) : true).toBe(true);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("says so where no camera saw them", () => {
    const [advisory] = alertsOf([motion(0), passage(2), motion(4)]);
    expect(textTo(advisory, "office")).toContain("【留意野豬】林村梧桐寨村口疑有野豬，雷達及紅外感應");
    expect(textTo(advisory, "afcd")).toContain("probably wild pigs");
    expect(textTo(advisory, "afcd")).toContain("not seen by a camera");
  });

  it("speaks of one piglet, of one pig and of nights before in plain words", () => {
    const [one] = alertsOf([pig(0)]);
    expect(textTo(one, "afcd")).toContain("1 wild pig");
    expect(textTo(one, "afcd")).toContain("60 m from houses");
    expect(textTo(one, "afcd")).toContain("85%");
    const [, young] = alertsOf([piglet(0), piglet(1)]);
    expect(textTo(young, "smith")).toContain("wild pig, a piglet");
    expect(textTo(young, "chan")).toContain("有1隻小野豬");
    const nights = alertsOf([0, 1, 2].map((night) => pig(night * 24 * 60)));
    const again = nights.filter(({ alert }) => alert.level !== "normal");
    expect(textTo(again[1], "afcd")).toContain("also 1 other night of the last 7");
    expect(textTo(again[2], "afcd")).toContain("also 2 other nights of the last 7");
  });
});

const context = (setup = village()) => {
  const found = siteContextOf(setup.village, "ng-tung-chai", undefined);
  if (found === undefined) throw new Error("the village has the site");
  return found;
};
const empty = newSiteState({ villageId: "lam-tsuen", siteId: "ng-tung-chai" });
const anyFrame = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 58 }), fc.integer({ min: 40, max: 99 })).map((told) => pig(...told)),
  fc.integer({ min: 0, max: 58 }).map(motion),
  fc.integer({ min: 0, max: 58 }).map((minute) => passage(minute)),
  fc.integer({ min: 0, max: 58 }).map(dog),
);

describe("the engine", () => {
  it("comes to the same visit in whatever order frames of an hour come", () => {
    const frames = fc
      .uniqueArray(anyFrame, { maxLength: 30, selector: ({ minute, devEui }) => `${minute}/${devEui}` })
      .chain((inOrder) =>
        fc.tuple(fc.constant(inOrder), fc.shuffledSubarray(inOrder, { minLength: inOrder.length })),
      );
    const story = (told: readonly Frame[]) => {
      const arrivals = told.map((frame) => ({ ...arrivalOf(row(frame)), receivedAt: EVENING + HOUR_MS }));
      const state = arrivals.reduce((sofar, arrival) => observe(sofar, [arrival], context()).state, empty);
      return evaluateHazard(state, "wild_pig", context(), EVENING + HOUR_MS).transitions.map(
        ({ at, to }) => `${at} ${to}`,
      );
    };
    fc.assert(
      fc.property(frames, ([inOrder, shuffled]) => {
        expect(story(shuffled)).toEqual(story(inOrder));
      }),
      { numRuns: 50 },
    );
  });

  it("makes one alarm of one visit, whatever else moves meanwhile", () => {
    const visit = fc.array(fc.integer({ min: 1, max: 29 }), { minLength: 1, maxLength: 12 }).map((gaps) => {
      let minute = 0;
      return gaps.flatMap((gap) => {
        minute += gap;
        return [pig(minute, 85), motion(minute + 0.2), dog(minute + 0.4)];
      });
    });
    fc.assert(
      fc.property(visit, (frames) => {
        expect(alertsOf(frames).filter(({ alert }) => alert.messageType === "Alert")).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });

  it("keeps what it remembers through the store", () => {
    const seen = [pig(0, 85, 4), pig(1, 85, 4), motion(2), nothing(70), nothing(140)];
    const state = observe(
      empty,
      seen.map((frame) => arrivalOf(row(frame))),
      context(),
    ).state;
    expect(unpackState(packState(state), state).checkpoints).toEqual(state.checkpoints);
    expect(packState(state).byteLength).toBeLessThan(1024);
  });
});

describe("a board", () => {
  const statusOf = (frames: readonly Frame[], minute: number) => {
    const arrivals = frames.map((frame) => arrivalOf(row(frame)));
    const { state } = observe(empty, arrivals, context());
    return siteStatus(state, context(), EVENING + minute * MINUTE_MS);
  };

  it("counts what is there, until it has gone", () => {
    const frames = [pig(0, 85, 4), piglet(1, 85, 2)];
    expect(statusOf(frames, 2)).toMatchObject({
      level: "warning",
      says: { "zh-HK": "有4隻野豬（有小野豬）", en: "4 wild pigs, piglets among them" },
      endsAt: EVENING + 31 * MINUTE_MS,
    });
    const gone = statusOf(frames, 31);
    expect(gone.level).toBe("normal");
    expect(gone.says).toBeUndefined();
  });

  it("does not call a pig what is not believed yet, nor what only moved", () => {
    expect(statusOf([pig(0, 55)], 1)).toMatchObject({
      level: "normal",
      says: { "zh-HK": "疑似野豬，待確認", en: "perhaps a wild pig, not confirmed yet" },
    });
    expect(statusOf([motion(0)], 1).says).toBeUndefined();
  });
});

describe("a site that is watched for floods and pigs", () => {
  const GAUGE = "020000fffe0000d9";
  const both = () => {
    const setup = village();
    const [site] = setup.village.sites;
    if (site === undefined) throw new Error("the village has a site");
    const flood = { hazard: "flood", settings: { reference: "depth" }, validFrom: 0 };
    return context({
      ...setup,
      village: {
        ...setup.village,
        sites: [{ ...site, hazards: [flood, ...site.hazards] }],
        devices: [
          ...setup.village.devices,
          { ...device(GAUGE), assignments: [{ siteId: "ng-tung-chai", sensorHeightM: 3, validFrom: 0 }] },
        ],
      },
    });
  };
  const depth = (minute: number, depthM: number): Frame => ({
    minute,
    devEui: GAUGE,
    values: { distance: Math.round((3 - depthM) * 1000) / 1000 },
  });
  const boardAfter = (frames: readonly Frame[], minute: number) => {
    const { state } = observe(
      empty,
      frames.map((frame) => arrivalOf(row(frame))),
      both(),
    );
    return siteStatus(state, both(), EVENING + minute * MINUTE_MS);
  };

  it("shows the worse of the two, each by its own sensors", () => {
    expect(boardAfter([depth(0, 0), pig(1, 85)], 2)).toMatchObject({ hazard: "wild_pig", level: "advisory" });
    const flooded = boardAfter([depth(0, 0), pig(1, 85), depth(2, 0.25)], 3);
    expect(flooded).toMatchObject({ hazard: "flood", level: "warning", flood: { waterLevelM: 0.25 } });
  });

  it("shows the water again when the pigs have gone", () => {
    expect(boardAfter([depth(0, 0.01), pig(1, 85), depth(30, 0.01)], 40)).toMatchObject({
      hazard: "flood",
      level: "normal",
      flood: { waterLevelM: 0.01 },
    });
  });
});
