import { describe, expect, it } from "vitest";
import {
  nothingAnnounced,
  type PlanInput,
  type PlanResult,
  planAlert,
  settled,
} from "#shared/alerting/plan.ts";
import type { AlertPlan, Announced } from "#shared/domain/alert.ts";
import type { AlarmTimeline, Transition } from "#shared/domain/assessment.ts";
import type { Level } from "#shared/domain/level.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { assessmentAt, bridge, everyone, exercise, hongKong, transitionOf } from "./scene.ts";

const WATER = {
  normal: { m: 0.6, percent: 30 },
  advisory: { m: 1.1, percent: 55 },
  warning: { m: 1.62, percent: 81 },
  danger: { m: 1.9, percent: 95 },
} as const;

type Step = readonly [at: string, to: Level];

const transitionsOf = (steps: readonly Step[]): readonly Transition[] =>
  steps.map(([at, to], index) =>
    transitionOf(hongKong(at), steps[index - 1]?.[1] ?? "normal", to, WATER[to]),
  );

const timelineOf = (steps: readonly Step[], more: Partial<AlarmTimeline> = {}): AlarmTimeline => {
  const transitions = transitionsOf(steps);
  const last = transitions.at(-1);
  return {
    hazard: "flood",
    transitions,
    transitionCount: transitions.length,
    level: last?.to ?? "normal",
    late: false,
    suspect: false,
    blind: false,
    ...(last === undefined ? {} : { head: last.assessment, headReceivedAt: last.at, since: last.at }),
    ...more,
  };
};

const plan = (
  timeline: AlarmTimeline,
  announced: Announced = nothingAnnounced,
  more: Partial<PlanInput> = {},
): PlanResult =>
  planAlert({
    announced,
    timeline,
    ...bridge,
    addressees: everyone,
    sender: "alerts.example.hk",
    now: (timeline.transitions.at(-1)?.at ?? hongKong("20:00")) + 1000,
    ...more,
  });

const planned = (result: PlanResult): AlertPlan => {
  if (result.kind === "silent") throw new Error(`silent: ${result.reason}`);
  return result.plan;
};

/** What is announced once the timeline so far has been planned and sent. */
const onceTold = (steps: readonly Step[], more: Partial<PlanInput> = {}): Announced =>
  steps.reduce<Announced>(
    (announced, _, index) => settled(plan(timelineOf(steps.slice(0, index + 1)), announced, more).announced),
    nothingAnnounced,
  );

const heard = ({ notifications }: AlertPlan): readonly string[] => [
  ...new Set(notifications.map(({ recipientId }) => recipientId)),
];

describe("a flood that rises and falls", () => {
  const rise = [["23:30", "advisory"]] as const;
  const higher = [...rise, ["23:41", "warning"]] as const;
  const over = [...higher, ["02:10", "normal"]].map(([at, to]) =>
    at === "02:10" ? (["2026-09-09 02:10", to] as const) : ([at, to] as const),
  ) as readonly Step[];

  it("begins with an Alert that replaces nothing", () => {
    const { alert } = planned(plan(timelineOf(rise)));
    expect(alert).toMatchObject({
      identifier: "lam-tsuen.wai-tau-bridge.flood.1.20260908T153000Z",
      sender: "alerts.example.hk",
      sent: hongKong("23:30") + 1000,
      messageType: "Alert",
      level: "advisory",
      previousLevel: "normal",
      references: [],
      transitionAt: hongKong("23:30"),
    });
  });

  it("goes on with an Update that replaces all before it", () => {
    const { alert } = planned(plan(timelineOf(higher), onceTold(rise)));
    expect(alert).toMatchObject({ messageType: "Update", level: "warning", previousLevel: "advisory" });
    expect(alert.references.map(({ identifier }) => identifier)).toEqual([
      "lam-tsuen.wai-tau-bridge.flood.1.20260908T153000Z",
    ]);
  });

  it("ends with a Cancel of everything said, to everyone who heard any of it and to nobody else", () => {
    const result = plan(timelineOf(over), onceTold(higher));
    const { alert, withheld } = planned(result);
    expect(alert.messageType).toBe("Cancel");
    expect(alert.references).toHaveLength(2);
    expect(heard(planned(result))).toEqual([
      "dsd-duty",
      "lam-tsuen-office",
      "had-tai-po",
      "villager-chan",
      "villager-smith",
    ]);
    expect(withheld).toEqual([{ recipientId: "fsd-duty", reason: "below_route" }]);
    expect(result.announced).toMatchObject({ level: "normal", references: [], told: [], sequence: 3 });
  });

  it("steps down with an Update to those who heard the higher level too", () => {
    const down: readonly Step[] = [...higher, ["23:59", "advisory"]];
    const result = planned(plan(timelineOf(down), onceTold(higher)));
    expect(result.alert).toMatchObject({
      messageType: "Update",
      level: "advisory",
      previousLevel: "warning",
    });
    const chan = result.notifications.find(({ recipientId }) => recipientId === "villager-chan");
    expect(chan).toMatchObject({ reason: "told_before", level: "advisory" });
    expect(chan?.text.body).toContain("由警告降為留意");
  });

  it("begins anew after an all-clear: nothing is replaced, and nobody counts as warned", () => {
    const again: readonly Step[] = [...over, ["2026-09-09 04:00", "advisory"]];
    const result = planned(plan(timelineOf(again), onceTold(over)));
    expect(result.alert).toMatchObject({ messageType: "Alert", references: [] });
    expect(heard(result)).toEqual(["dsd-duty", "lam-tsuen-office"]);
  });

  it("writes one message per recipient and channel, each in the recipient's language", () => {
    const { notifications } = planned(plan(timelineOf([["23:41", "danger"]])));
    expect(notifications.map(({ notificationId, language }) => [notificationId, language])).toEqual(
      [
        ["dsd-duty/sms", "zh-HK"],
        ["dsd-duty/email", "zh-HK"],
        ["lam-tsuen-office/email", "zh-HK"],
        ["had-tai-po/email", "en"],
        ["fsd-duty/sms", "en"],
        ["villager-chan/sms", "zh-HK"],
        ["villager-smith/sms", "en"],
        ["villager-smith/email", "en"],
      ].map(([who, language]) => [`lam-tsuen.wai-tau-bridge.flood.1.20260908T154100Z/${who}`, language]),
    );
  });
});

describe("planning live", () => {
  it("announces the head only: what came and went before it was planned is superseded", () => {
    const steps: readonly Step[] = [
      ["23:30", "advisory"],
      ["23:33", "warning"],
      ["23:36", "danger"],
    ];
    const result = plan(timelineOf(steps));
    expect(planned(result).alert).toMatchObject({
      level: "danger",
      previousLevel: "normal",
      messageType: "Alert",
    });
    expect(plan(timelineOf(steps), settled(result.announced))).toMatchObject({
      kind: "silent",
      reason: "already_announced",
    });
  });

  it("is silent about a rise that was over before anybody was told", () => {
    const steps: readonly Step[] = [
      ["23:30", "advisory"],
      ["23:50", "normal"],
    ];
    const result = plan(timelineOf(steps));
    expect(result).toMatchObject({ kind: "silent", reason: "superseded" });
    expect(result.announced).toEqual({ ...nothingAnnounced, transitionAt: hongKong("23:50") });
    expect(plan(timelineOf(steps), result.announced)).toMatchObject({ reason: "already_announced" });
  });

  it("has nothing to say of a site that was always quiet", () => {
    const result = plan(timelineOf([]));
    expect(result).toEqual({ kind: "silent", reason: "already_announced", announced: nothingAnnounced });
  });

  it("tells the newest reading that bears the level, not the one that first reached it", () => {
    const head = assessmentAt(hongKong("23:44"), "danger", { m: 1.97, percent: 99 });
    const { alert } = planned(plan(timelineOf([["23:41", "danger"]], { head })));
    expect(alert.assessment).toEqual(head);
    expect(alert.transitionAt).toBe(hongKong("23:41"));
  });

  it("ends an alarm with the reading that ended it, which says why, and not with a quiet one after it", () => {
    const announced = onceTold([["23:41", "warning"]]);
    const over: readonly Step[] = [
      ["23:41", "warning"],
      ["23:50", "normal"],
    ];
    const end = transitionsOf(over).at(-1)?.assessment;
    const head = { ...assessmentAt(hongKong("23:55"), "normal", {}), evidence: [] };
    expect(planned(plan(timelineOf(over, { head }), announced)).alert.assessment).toEqual(end);
  });

  it("keeps to the reading of the change where the newest judged one speaks of another level or is older", () => {
    const steps: readonly Step[] = [["23:41", "danger"]];
    const change = transitionsOf(steps)[0]?.assessment;
    const other = assessmentAt(hongKong("23:44"), "warning", { m: 1.6, percent: 80 });
    const older = assessmentAt(hongKong("23:40"), "danger", { m: 1.9, percent: 95 });
    for (const head of [other, older]) {
      expect(planned(plan(timelineOf(steps, { head }))).alert.assessment).toEqual(change);
    }
    const { head: _, ...headless } = timelineOf(steps);
    expect(planned(plan(headless)).alert.assessment).toEqual(change);
  });

  it("follows a timeline that a late reading has rewritten, though nothing in it is newer than what was announced", () => {
    const announced = onceTold([["23:41", "danger"]]);
    const rewritten = plan(timelineOf([["23:38", "warning"]]), announced);
    expect(planned(rewritten).alert).toMatchObject({ level: "warning", previousLevel: "danger" });
    expect(rewritten.announced.transitionAt).toBe(hongKong("23:41"));
  });
});

describe("a reading that took too long to come", () => {
  const late = timelineOf([["23:41", "danger"]], { late: true });

  it("raises nothing publicly, and is not passed over", () => {
    const result = plan(late);
    expect(result).toEqual({ kind: "silent", reason: "late", announced: nothingAnnounced });
  });

  it("comes out as soon as a fresh reading confirms it", () => {
    const { announced } = plan(late);
    const head = assessmentAt(hongKong("2026-09-09 00:30"), "danger", { m: 1.95, percent: 98 });
    const { alert } = planned(plan(timelineOf([["23:41", "danger"]], { head }), announced));
    expect(alert).toMatchObject({ level: "danger", assessment: head });
  });

  it("ends no alarm either: an old reading is no all-clear", () => {
    const steps: readonly Step[] = [
      ["22:00", "warning"],
      ["22:40", "normal"],
    ];
    const result = plan(timelineOf(steps, { late: true }), onceTold([["22:00", "warning"]]));
    expect(result).toMatchObject({ kind: "silent", reason: "late" });
  });

  it("is another thing than a plan that runs late: nothing withholds a danger", () => {
    const { alert, notifications } = planned(
      plan(timelineOf([["23:41", "danger"]], { blind: true }), nothingAnnounced, {
        now: hongKong("2026-09-09 02:41"),
      }),
    );
    expect(alert.level).toBe("danger");
    expect(notifications[0]?.text.body).toContain("9月8日23:41讀數（3小時前）");
  });
});

describe("a timeline that lost its past", () => {
  it("is no all-clear: absence of evidence ends nothing", () => {
    const announced = onceTold([["23:41", "danger"]]);
    expect(plan(timelineOf([]), announced)).toEqual({ kind: "silent", reason: "no_evidence", announced });
    const disagreeing = timelineOf([["23:00", "warning"]], { level: "normal" });
    expect(plan(disagreeing, announced)).toMatchObject({ reason: "no_evidence" });
  });
});

describe("a timeline whose newest reading speaks for itself", () => {
  const announced = onceTold([["23:41", "danger"]]);
  const head = assessmentAt(hongKong("23:50"), "normal", WATER.normal);

  it("ends the alarm, once, when no change in it explains its level", () => {
    const result = plan(timelineOf([], { head }), announced);
    expect(planned(result).alert).toMatchObject({
      messageType: "Cancel",
      previousLevel: "danger",
      transitionAt: head.observedAt,
      uplinkId: "unknown/0",
      assessment: head,
    });
    expect(plan(timelineOf([], { head }), settled(result.announced))).toMatchObject({
      reason: "already_announced",
    });
  });

  it("names the last change's uplink where there is one", () => {
    const timeline = timelineOf([["23:00", "warning"]], { level: "normal", head });
    expect(planned(plan(timeline, announced)).alert.uplinkId).toBe(timeline.transitions[0]?.uplinkId);
  });

  it("ends nothing while that reading is late, doubted or too long ago", () => {
    for (const flag of ["suspect", "blind"] as const) {
      const result = plan(timelineOf([], { head, [flag]: true }), announced);
      expect(result).toEqual({ kind: "silent", reason: "no_evidence", announced });
    }
    expect(plan(timelineOf([], { head, late: true }), announced)).toMatchObject({ reason: "late" });
  });

  it("is not asked where a rewritten past holds a greater danger: nothing withholds that", () => {
    const told = onceTold([["23:41", "advisory"]]);
    const { alert } = planned(plan(timelineOf([["23:38", "danger"]], { suspect: true }), told));
    expect(alert).toMatchObject({ messageType: "Update", level: "danger" });
  });
});

describe("a second flood that follows before the end of the first was planned", () => {
  const announced = onceTold([["20:00", "danger"]]);
  const second = (to: Level, more: Partial<AlarmTimeline> = {}) =>
    timelineOf(
      [
        ["20:00", "danger"],
        ["21:00", "normal"],
        ["22:00", to],
      ],
      more,
    );

  it("is a new Alert to everyone, which replaces what still stands", () => {
    const result = plan(second("danger"), announced);
    expect(planned(result).alert).toMatchObject({
      messageType: "Alert",
      previousLevel: "normal",
      level: "danger",
      transitionAt: hongKong("22:00"),
    });
    expect(planned(result).alert.references).toHaveLength(1);
    expect(plan(second("danger"), settled(result.announced))).toMatchObject({ reason: "already_announced" });
  });

  it("is no lowering when it is slower than the first", () => {
    const result = planned(plan(second("warning"), announced));
    expect(result.alert).toMatchObject({ messageType: "Alert", previousLevel: "normal", level: "warning" });
    expect(result.notifications.map(({ text }) => text.body).join()).not.toContain("降為");
  });

  it("waits for a fresh reading as any other when its own is late", () => {
    expect(plan(second("danger", { late: true }), announced)).toEqual({
      kind: "silent",
      reason: "late",
      announced,
    });
  });

  it("is none where the water never went back to normal", () => {
    const dipped: readonly Step[] = [
      ["20:00", "danger"],
      ["20:20", "warning"],
      ["20:30", "danger"],
    ];
    expect(plan(timelineOf(dipped), announced)).toMatchObject({ reason: "superseded" });
  });
});

describe("planning again", () => {
  it("from what was written down is silent, sent or not", () => {
    const timeline = timelineOf([["23:41", "warning"]]);
    const { announced } = plan(timeline);
    expect(announced.pending).toBeDefined();
    expect(plan(timeline, announced)).toMatchObject({ kind: "silent", reason: "already_announced" });
    expect(settled(announced)).not.toHaveProperty("pending");
    expect(plan(timeline, settled(announced))).toMatchObject({ kind: "silent", reason: "already_announced" });
  });

  it("from the same start gives the same message with the same identifier", () => {
    const timeline = timelineOf([["23:41", "warning"]]);
    expect(plan(timeline)).toEqual(plan(timeline));
  });

  it("refuses to write over a message that may not have been sent", () => {
    const { announced } = plan(timelineOf([["23:30", "warning"]]));
    const further: readonly Step[] = [
      ["23:30", "warning"],
      ["23:36", "danger"],
    ];
    expect(() => plan(timelineOf(further), announced)).toThrow("20260908T153000Z is still pending");
  });

  it("leaves the version alone: it rises with each write, in the store", () => {
    expect(
      plan(timelineOf([["23:41", "warning"]]), { ...nothingAnnounced, version: 7 }).announced.version,
    ).toBe(7);
  });
});

describe("messages that have run out", () => {
  const started = onceTold([["08:00", "advisory"]]);
  const lasting = (sent: string) =>
    planned(
      plan(
        timelineOf([
          ["08:00", "advisory"],
          ["21:00", "warning"],
        ]),
        started,
        { now: hongKong(sent) },
      ),
    ).alert;

  it("each have an end: a day for a warning, half a day for an advisory, two hours for an all-clear", () => {
    const hours = (steps: readonly Step[], announced?: Announced) => {
      const { alert } = planned(plan(timelineOf(steps), announced));
      return (alert.expires - alert.sent) / HOUR_MS;
    };
    expect(hours([["08:00", "advisory"]])).toBe(12);
    expect(hours([["08:00", "warning"]])).toBe(24);
    expect(hours([["08:00", "danger"]])).toBe(24);
    expect(hours([["09:00", "normal"]], started)).toBe(2);
  });

  it("are named all the same when they are the last: an Update always replaces something", () => {
    expect(lasting("21:00").references).toHaveLength(1);
  });

  it("are left out when a newer one is still good", () => {
    const [first] = started.references;
    if (first === undefined) throw new Error("nothing was announced");
    const newer = { ...first, identifier: "newer", expires: hongKong("2026-09-09 20:00") };
    const { expires: _, ...endless } = { ...first, identifier: "endless" };
    const announced = { ...started, references: [endless, first, newer] };
    const { alert } = planned(
      plan(timelineOf([["21:00", "danger"]]), announced, { now: hongKong("21:00") + MINUTE_MS }),
    );
    expect(alert.references.map(({ identifier }) => identifier)).toEqual(["endless", "newer"]);
  });
});

describe("an exercise", () => {
  const steps: readonly Step[] = [
    ["23:30", "advisory"],
    ["23:33", "warning"],
    ["23:36", "danger"],
    ["23:59", "normal"],
  ];
  const replay = (announced: Announced, timeline = timelineOf(steps)) =>
    plan(timeline, announced, { exercise });

  it("announces every change in order, one a call, however fast the replay ran ahead", () => {
    const levels: Level[] = [];
    let result = replay(nothingAnnounced);
    while (result.kind === "alert") {
      levels.push(result.plan.alert.level);
      result = replay(settled(result.announced));
    }
    expect(levels).toEqual(["advisory", "warning", "danger", "normal"]);
    expect(result.reason).toBe("already_announced");
  });

  it("tells the reading of each change, as it would have been told live", () => {
    const { alert } = planned(replay(nothingAnnounced));
    expect(alert.assessment.observedAt).toBe(hongKong("23:30"));
  });

  it("says so in the alert, in its identifier, and in every message", () => {
    const { alert, notifications } = planned(replay(nothingAnnounced, timelineOf([["23:41", "danger"]])));
    expect(alert.exercise).toEqual(exercise);
    expect(alert.identifier).toBe("exercise.storm-1.lam-tsuen.wai-tau-bridge.flood.1.20260908T154100Z");
    expect(notifications.map((notification) => notification.exercise)).toEqual(Array(8).fill(exercise));
    for (const { text } of notifications) {
      expect(`${text.subject ?? ""}${text.body}`).toMatch(/^(【演習】|EXERCISE )/);
      expect(text.body).toMatch(/^(【演習】|EXERCISE )/);
    }
  });

  it("passes over a change that says what is announced already, after a late reading rewrote the past", () => {
    const announced = onceTold([["23:30", "warning"]], { exercise });
    const rewritten = timelineOf([
      ["23:29", "advisory"],
      ["23:31", "warning"],
    ]);
    expect(replay(announced, rewritten)).toMatchObject({ kind: "silent", reason: "superseded" });
  });

  it("tells of a second flood whose way down is not in the timeline any more, and goes on from there", () => {
    const announced = onceTold([["23:30", "danger"]], { exercise });
    const timeline = timelineOf([
      ["23:50", "danger"],
      ["23:59", "normal"],
    ]);
    const again = replay(announced, timeline);
    expect(planned(again).alert).toMatchObject({ messageType: "Alert", transitionAt: hongKong("23:50") });
    expect(planned(replay(settled(again.announced), timeline)).alert.messageType).toBe("Cancel");
  });

  it("lets the head decide where the past was rewritten without a newer change", () => {
    const announced = onceTold([["23:41", "danger"]], { exercise });
    expect(planned(replay(announced, timelineOf([["23:38", "warning"]]))).alert.level).toBe("warning");
  });
});

describe("a higher level that comes to be expected while the level stays", () => {
  const warned: Step = ["23:30", "warning"];
  const forewarned = timelineOf([warned, ["23:41", "warning"]]);
  const announced = settled(plan(timelineOf([warned])).announced);

  it("is told as an update at the same level, with the newest reading, once", () => {
    const result = plan(forewarned, announced);
    const { alert } = planned(result);
    expect(alert).toMatchObject({ messageType: "Update", level: "warning", previousLevel: "warning" });
    expect(alert.assessment.observedAt).toBe(hongKong("23:41"));
    expect(alert.references).toHaveLength(1);
    expect(plan(forewarned, settled(result.announced))).toMatchObject({ reason: "already_announced" });
  });

  it("is told in an exercise in its turn", () => {
    const whole = timelineOf([warned, ["23:41", "warning"], ["23:50", "danger"]]);
    const inTurn = planned(plan(whole, announced, { exercise })).alert;
    expect(inTurn).toMatchObject({ level: "warning", transitionAt: hongKong("23:41") });
  });

  it("is no news once the level itself has come", () => {
    const whole = timelineOf([warned, ["23:41", "warning"], ["23:50", "danger"]]);
    expect(planned(plan(whole, announced)).alert).toMatchObject({
      level: "danger",
      previousLevel: "warning",
    });
  });
});
