import { beforeAll, describe, expect, it } from "vitest";
import { floodnetTrace } from "#devices/replay/floodnet.ts";
import type { Frame } from "#devices/replay/frames.ts";
import { lastOf, type Trace } from "#devices/traces/trace.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { recording } from "#test/real-data/real-data.ts";
import {
  boardStatus,
  everybodySentTo,
  historyOf,
  liveStatus,
  type Stage,
  watchBoard,
} from "./look-around.ts";
import { type Journey, journey, openStage, orThrow } from "./replay-journey.ts";

const profiles = recording("flood/floodnet_profiles.csv");
const SENSOR_HEIGHT_M = 3;
const SITE = "lam-kam-road";

const recorded = async (eventId: string): Promise<Trace> =>
  orThrow(await floodnetTrace(profiles ?? "", eventId, SENSOR_HEIGHT_M)).trace;

/** The street stays dry for another half hour: the recording ends when the water is gone, before an all-clear is due. */
const thenDry = (trace: Trace): Trace => {
  const [first, ...rest] = trace;
  const dry = Array.from({ length: 30 }, (_, minute) => ({
    atMs: lastOf(trace).atMs + (minute + 1) * MINUTE_MS,
    values: { distance: SENSOR_HEIGHT_M },
    transmission: "once" as const,
  }));
  return [first, ...rest, ...dry];
};

/** Every third frame comes twice, and of every four the last two come in the wrong order. */
const disturbed = (frames: readonly Frame[]): readonly Frame[] => {
  const shuffled = frames.map((frame, index) => {
    const neighbour = frames[index % 4 === 2 ? index + 1 : index];
    return neighbour === undefined
      ? frame
      : { ...frame, publishAt: neighbour.publishAt + (index % 4 === 2 ? 5 : 0) };
  });
  const copies = shuffled
    .filter((_, index) => index % 3 === 0)
    .map((frame) => ({ ...frame, publishAt: frame.publishAt + 40 }));
  return [...shuffled, ...copies].sort((a, b) => a.publishAt - b.publishAt);
};

/** Each alert with the second of the recording at which its reading was taken. */
const storyOf = ({ alerts, clock }: Journey): readonly (readonly [string, number])[] =>
  alerts.map(({ messageType, level, transitionAt }) => [
    `${messageType} ${level}`,
    (transitionAt - clock.traceStart) / 1000,
  ]);

const textsTo = ({ alerts }: Journey, recipientId: string, channel: string): readonly string[] =>
  alerts.flatMap(({ notifications }) =>
    notifications
      .filter((notification) => notification.recipientId === recipientId && notification.channel === channel)
      .map(({ text }) => text.body),
  );

// FloodNet NYC (see INDEX.md of the recordings): FN01758 reached 320 mm on 2025-10-30, FN00998 87 mm on 2024-08-19.
describe.runIf(profiles !== undefined)(
  "a recorded flood, from radio to phone through the deployed stacks",
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage();
    });

    describe("that reached 320 mm, its frames doubled and shuffled on the way", () => {
      let flood: Trace;
      let passed: Journey;
      let seen: ReadonlySet<string>;

      beforeAll(async () => {
        flood = thenDry(await recorded("FN01758"));
        const exerciseId = `deep-${Date.now()}`;
        const watch = watchBoard(stage, exerciseId, SITE);
        passed = await journey(stage, flood, {
          siteId: SITE,
          exerciseId,
          speed: 20 * 60,
          onTheWay: disturbed,
        });
        seen = await watch.levels();
      });

      it("alerts as the rule says, each within one reading of its time", () => {
        const expected = [
          // 109 mm, rising so fast that 300 mm are 4 minutes away
          ["Alert warning", 120],
          // 320 mm, the first reading of 300 mm or more
          ["Update danger", 600],
          // 15 minutes under 270 mm, under 170 mm, under 70 mm
          ["Update warning", 1981],
          ["Update advisory", 2461],
          ["Cancel normal", 2761],
        ] as const;
        const story = storyOf(passed);
        expect(story.map(([what]) => what)).toEqual(expected.map(([what]) => what));
        const late = story.filter(([, at], index) => Math.abs(at - (expected[index]?.[1] ?? 0)) > 61);
        expect(late).toEqual([]);
      });

      it("tells each recipient in the right language, from the level that concerns them, to the end", () => {
        const levelsTold = (recipientId: string) =>
          passed.alerts
            .filter(({ notifications }) => notifications.some((each) => each.recipientId === recipientId))
            .map(({ level }) => level);
        const all = ["warning", "danger", "warning", "advisory", "normal"];
        expect(levelsTold("dsd-duty")).toEqual(all);
        expect(levelsTold("lam-tsuen-office")).toEqual(all);
        expect(levelsTold("villager-chan")).toEqual(all);
        expect(levelsTold("fsd-duty")).toEqual(all.slice(1));
        const languages = passed.alerts.flatMap(({ notifications }) =>
          notifications.map(({ recipientId, language }) => `${recipientId} ${language}`),
        );
        expect(new Set(languages)).toEqual(
          new Set([
            ...["dsd-duty zh-HK", "lam-tsuen-office zh-HK", "had-tai-po en"],
            ...["fsd-duty en", "villager-chan zh-HK", "villager-smith en"],
          ]),
        );
      });

      it("writes Chinese messages of at most 70 characters, each marked as an exercise", () => {
        const texts = textsTo(passed, "villager-chan", "sms");
        expect(texts).toHaveLength(5);
        for (const text of texts) {
          expect(text.length).toBeLessThanOrEqual(70);
          expect(text).toMatch(/^【演習】【.+】林村林錦公路/);
          expect(text).toMatch(/\d\d:\d\d讀數/);
        }
        expect(texts[0]).toContain("【水浸警告】林村林錦公路水深0.1");
        expect(texts[1]).toContain("【水浸危險】林村林錦公路水深0.32米");
        expect(texts.at(-1)).toContain("【解除】");
      });

      it("writes the same in English, in one part of 160 characters", () => {
        const texts = textsTo(passed, "villager-smith", "sms");
        expect(texts).toHaveLength(5);
        for (const text of texts) expect(text.length).toBeLessThanOrEqual(160);
        expect(texts[1]).toMatch(/^EXERCISE FLOOD DANGER Lam Tsuen, Lam Kam Road: .*0\.32 m/);
        expect(texts.at(-1)).toMatch(/^EXERCISE ALL CLEAR Lam Tsuen, Lam Kam Road/);
      });

      it("reaches nobody: every message went to the desk that stands for recipients in an exercise", async () => {
        const results = passed.alerts.flatMap(({ notifications }) =>
          notifications.map(({ result }) => result?.kind),
        );
        expect(new Set(results)).toEqual(new Set(["sent"]));
        const desk = new Set(["+12025550199", "success@simulator.amazonses.com"]);
        expect(await everybodySentTo()).toEqual(desk);
      });

      it("holds every reading in the history exactly once", async () => {
        expect(passed.frames.length).toBeGreaterThan(flood.length * 1.3);
        const rows = await historyOf(stage, passed, SITE);
        expect(rows).toHaveLength(flood.length);
        expect(new Set(rows.map(({ sk }) => sk)).size).toBe(flood.length);
        const depthsMm = rows
          .map(({ values }) => Math.round(values.water_level * 1000))
          .sort((a, b) => a - b);
        const recordedMm = flood
          .map(({ values: { distance = 0 } }) => Math.round((SENSOR_HEIGHT_M - distance) * 1000))
          .sort((a, b) => a - b);
        expect(depthsMm).toEqual(recordedMm);
      });

      it("is seen on the board: warning, danger, and normal again at the end", async () => {
        expect(seen).toContain("warning");
        expect(seen).toContain("danger");
        const [status] = (await boardStatus(stage, passed.exerciseId)).sites.filter(
          ({ siteId }) => siteId === SITE,
        );
        expect(status).toMatchObject({
          level: "normal",
          suspect: false,
          flood: { waterLevelM: 0, trend: "steady" },
        });
      });

      it("leaves the live board alone", async () => {
        expect(await liveStatus(stage)).toBeUndefined();
      });
    });

    it("that stayed under 102 mm tells nobody anything", async () => {
      const flood = await recorded("FN00998");
      const exerciseId = `shallow-${Date.now()}`;
      const passed = await journey(stage, flood, {
        siteId: SITE,
        exerciseId,
        speed: 20 * 60,
        onTheWay: disturbed,
      });
      expect(storyOf(passed)).toEqual([]);
      expect(await historyOf(stage, passed, SITE)).toHaveLength(flood.length);
      const [status] = (await boardStatus(stage, exerciseId)).sites.filter(({ siteId }) => siteId === SITE);
      expect(status).toMatchObject({ level: "normal" });
    });
  },
);
