import { describe, expect, it } from "vitest";
import { closeOneCase } from "#devices/commands/cases/close-case.ts";
import { takeIntoSite } from "#functions/ingest-uplinks/take-into-site.ts";
import { planSites, sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import type { CaseOutcome } from "#shared/domain/case.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { PlacedFrame } from "#shared/rules/hazard-rule.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { siteStatus } from "#shared/rules/status.ts";
import { bare, dumped, looks, lying, START, vehicle } from "../shared/rules/illegal-dumping/lay-by.ts";
import { arrivalOf, place, village, world } from "./lay-by-world.ts";

/** A lay-by whose days can be told: frames come and are planned, cases are closed by people, time goes by. */
const story = () => {
  const { time, services } = world();
  const take = async (frame: PlacedFrame) => {
    time.wall = Math.max(time.wall, frame.observedAt + 1000);
    await takeIntoSite({ village, siteId: "lay-by", arrivals: [arrivalOf(frame)] }, services);
  };
  const sorted = (frames: readonly PlacedFrame[]) => frames.toSorted((a, b) => a.observedAt - b.observedAt);
  const cases = () => [...services.cases.items.values()];
  return {
    services,
    cases,
    /** Frames come, and each is planned at once. */
    plays: async (frames: readonly PlacedFrame[]) => {
      for (const frame of sorted(frames)) {
        await take(frame);
        await planSites([place], services);
      }
    },
    /** Frames come, and nobody plans meanwhile. */
    comesUnplanned: async (frames: readonly PlacedFrame[]) => {
      for (const frame of sorted(frames)) await take(frame);
    },
    /** Nothing comes; the sweep goes on. */
    passes: async (minute: number) => {
      time.wall = START + minute * MINUTE_MS;
      await sweepUnplanned(services);
    },
    closes: async (minute: number, outcome: CaseOutcome, number = 0) => {
      time.wall = START + minute * MINUTE_MS;
      const { caseId = "" } = cases()[number] ?? {};
      const said = await closeOneCase(caseId, { outcome, by: "Chan", at: time.wall }, services);
      await planSites([place], services);
      return said;
    },
    told: () =>
      services.queue.messages
        .filter(({ notification }) => notification.recipientId === "epd")
        .map(({ notification }) => {
          const type = "messageType" in notification ? notification.messageType : "notice";
          return `${type}: ${notification.text.body}`;
        }),
    board: async (minute: number) => {
      const state = await services.states.read(place, { consistent: true });
      const context = siteContextOf(village, "lay-by", undefined);
      if (state === undefined || context === undefined) throw new Error("nothing was heard");
      return siteStatus(state, context, START + minute * MINUTE_MS);
    },
  };
};

const afterwards = (heapM: number, count: number, from: number) => looks(lying(heapM, count), from);
/** A lorry leaves more on top at minute 200: 0.6 m become 0.9 m. */
const more = [...vehicle(200.5, 206.5), ...afterwards(0.9, 6, 210)];
const first = dumped(16);

describe("a case that somebody closes", () => {
  it("ends the alarm at its site: the board is normal, and whoever heard of it hears the end", async () => {
    const { plays, closes, told, board, cases } = story();
    await plays(dumped(6));
    expect((await board(95)).level).toBe("warning");
    const { lines } = await closes(100, "clean_up");
    expect(lines).toContain("The alarm at lay-by ends with it.");
    expect((await board(101)).level).toBe("normal");
    expect(told().at(-1)).toMatch(/^Cancel: .*DUMPING CASE CLOSED.*cleaned up/);
    expect(cases()).toMatchObject([{ status: "closed", outcome: "clean_up", closedBy: "Chan" }]);
  });

  it("ends it though its sensor never speaks again", async () => {
    const { plays, closes, board } = story();
    await plays(dumped(4));
    await closes(600, "no_violation");
    expect((await board(601)).level).toBe("normal");
  });

  it("leaves what lies there as the ground: it is no new case, but what comes on top is one", async () => {
    const { plays, closes, cases, board } = story();
    await plays(dumped(6));
    await closes(95, "ticket");
    await plays(afterwards(0.6, 10, 100));
    expect([cases().length, (await board(195)).level]).toEqual([1, "normal"]);
    await plays(more);
    expect(cases().map(({ status }) => status)).toEqual(["closed", "open"]);
    expect((await board(265)).level).toBe("warning");
    expect(cases()[1]?.evidence).toContainEqual(expect.objectContaining({ name: "heap_m", value: 0.3 }));
  });

  it("stays closed when the heap is taken away later, and the next one is a new case", async () => {
    const { plays, closes, cases } = story();
    await plays(dumped(6));
    await closes(95, "ticket");
    await plays([...afterwards(0.6, 5, 100), ...looks(bare(14), 150)]);
    await plays([...vehicle(300.5, 306.5), ...looks([...bare(2), ...lying(0.4, 5)], 290)]);
    expect(cases().map(({ outcome }) => outcome)).toEqual(["ticket", undefined]);
  });

  it("leaves alone what has come since and is not known to stay yet", async () => {
    const { plays, closes, cases } = story();
    await plays([...first, ...vehicle(200.5, 206.5), ...afterwards(0.9, 2, 210)]);
    await closes(225, "clean_up");
    await plays(afterwards(0.9, 6, 230));
    expect(cases().map(({ status }) => status)).toEqual(["closed", "open"]);
  });

  it("closed twice, or long after its alarm, changes nothing more", async () => {
    const { plays, closes, told, services } = story();
    await plays(dumped(6));
    await closes(95, "ticket");
    const before = [told().length, (await services.states.read(place, { consistent: true }))?.version];
    const again = await closes(96, "clean_up");
    expect(again).toMatchObject({ lines: [], troubles: [expect.stringContaining("It stays so.")] });
    expect([told().length, (await services.states.read(place, { consistent: true }))?.version]).toEqual(
      before,
    );
  });

  it("ends its alarm at the second try where the first one failed in between", async () => {
    const { plays, closes, services, cases, board } = story();
    await plays(dumped(6));
    const [{ caseId } = { caseId: "" }] = cases();
    await services.cases.close(caseId, { outcome: "ticket", by: "Chan", at: START + 95 * MINUTE_MS });
    expect((await board(96)).level).toBe("warning");
    expect((await closes(97, "clean_up")).lines).toEqual(["The alarm at lay-by ends with it."]);
    expect((await board(98)).level).toBe("normal");
    expect(cases()).toMatchObject([{ outcome: "ticket" }]);
  });

  it("is over though frames from before come late and the window moves on", async () => {
    const { plays, closes, board, cases } = story();
    const [last, ...others] = dumped(6).toReversed();
    await plays(others);
    await closes(91, "ticket");
    if (last !== undefined) await plays([last]);
    await plays(afterwards(0.6, 40, 100));
    expect([(await board(495)).level, cases().length]).toEqual(["normal", 1]);
  });

  it("is over though the machine of who closes it is slow by an hour", async () => {
    const { plays, closes, board } = story();
    await plays(dumped(6));
    await closes(20, "ticket");
    expect((await board(95)).level).toBe("normal");
  });
});

describe("a second heap at a site whose case is open", () => {
  it("is told to the department as an update, and kept with the case", async () => {
    const { plays, told, cases, board } = story();
    await plays([...first, ...more]);
    expect(told()).toHaveLength(2);
    expect(told()[1]).toMatch(/^Update: .*a further heap, 0\.3 m; about 0\.9 m in all/);
    expect(cases()).toHaveLength(1);
    expect(cases()[0]?.additions).toMatchObject([
      { evidence: expect.arrayContaining([expect.objectContaining({ name: "further_heap_m", value: 0.3 })]) },
    ]);
    expect((await board(265)).says?.en).toBe("heap about 0.9 m high");
  });

  it("is told though nobody planned when it came", async () => {
    const { plays, comesUnplanned, told, passes, cases } = story();
    await plays(first);
    await comesUnplanned([...more, ...afterwards(0.9, 3, 270)]);
    await passes(300);
    expect(told().at(-1)).toContain("a further heap");
    expect(cases()[0]?.additions).toHaveLength(1);
  });

  it("is gone with the first, and so is the case", async () => {
    const { plays, cases } = story();
    await plays([...first, ...more, ...looks(bare(4), 270)]);
    expect(cases()).toMatchObject([{ status: "closed", outcome: "removed" }]);
  });
});

describe("a heap that goes while another comes", () => {
  it("closes its case as removed, and the other opens its own, though nobody planned in between", async () => {
    const { plays, comesUnplanned, passes, cases, told } = story();
    await plays(dumped(6));
    await comesUnplanned([...looks(bare(7), 100), ...vehicle(160.5, 166.5), ...afterwards(0.4, 5, 170)]);
    await passes(215);
    expect(cases().map(({ status, outcome }) => [status, outcome])).toEqual([
      ["closed", "removed"],
      ["open", undefined],
    ]);
    expect(told().map((text) => text.slice(0, 6))).toEqual(["Alert:", "Cancel", "Alert:"]);
  });
});

describe("a heap whose sensor has died", () => {
  const parking = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => vehicle(from + index * 300, from + index * 300 + 5)).flat();

  it("is said to have been seen last when it was, while others of the site still speak", async () => {
    const { plays, board } = story();
    await plays([...dumped(6), ...parking(200, 1)]);
    const seen = await board(206);
    expect([seen.level, seen.says?.en]).toEqual(["warning", "heap about 0.6 m high, last seen 8 Sep 23:30"]);
  });

  it("raises no alarm for longer than a day; the case stays open, and the department hears why", async () => {
    const { plays, board, cases, told } = story();
    await plays([...dumped(6), ...parking(200, 6)]);
    const later = await board(1710);
    expect([later.level, later.says?.en]).toEqual([
      "normal",
      "heap about 0.6 m high, not seen since 8 Sep 23:30: sensor silent",
    ]);
    expect(cases()).toMatchObject([{ status: "open" }]);
    expect(told().at(-1)).toMatch(/sensor silent for a day.*The case stays open/);
  });

  it("ends by itself where nothing at all is heard any more", async () => {
    const { plays, passes, board, told, cases } = story();
    await plays(dumped(6));
    await passes(1540);
    expect((await board(1540)).level).toBe("normal");
    expect(told().at(-1)).toMatch(/sensor silent for a day.*The case stays open/);
    expect(cases()).toMatchObject([{ status: "open" }]);
  });

  it("belongs to the same case when it is seen again", async () => {
    const { plays, passes, cases, board } = story();
    await plays(dumped(6));
    await passes(1540);
    await plays(afterwards(0.6, 3, 3000));
    expect((await board(3025)).level).toBe("warning");
    expect(cases()).toMatchObject([{ status: "open", additions: [{}] }]);
  });

  it("closes its case when it is seen gone after all, and whoever heard of it hears that", async () => {
    const { plays, passes, cases, told } = story();
    await plays(dumped(6));
    await passes(1540);
    await plays(looks(bare(5), 3000));
    expect(cases()).toMatchObject([{ status: "closed", outcome: "removed", closedBy: "sensor" }]);
    expect(told().at(-1)).toContain("the ground is as it was before");
  });

  it("can be closed by the department, and the next heap is a new case", async () => {
    const { plays, passes, closes, cases, told } = story();
    await plays(dumped(6));
    await passes(1540);
    await closes(2000, "clean_up");
    expect(told().at(-1)).toContain("cleaned up");
    await plays([...vehicle(3030.5, 3036.5), ...looks([...bare(4), ...lying(0.5, 5)], 3000)]);
    expect(cases().map(({ status }) => status)).toEqual(["closed", "open"]);
  });

  it("that is told with a heap more while the case is open is an addition to it", async () => {
    const { plays, passes, cases } = story();
    await plays(dumped(6));
    await passes(DAY_MS / MINUTE_MS + 100);
    await plays([...afterwards(0.6, 4, 3000), ...vehicle(3040.5, 3046.5), ...afterwards(1, 5, 3050)]);
    expect(cases()).toHaveLength(1);
    expect(cases()[0]?.additions).toHaveLength(2);
  });
});
