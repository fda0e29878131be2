import { describe, expect, it } from "vitest";
import type { Frame } from "#devices/replay/frames.ts";
import { type ReplayPlan, type ReplayServices, runReplay } from "#devices/replay/run-replay.ts";
import type { SeenAlert } from "#devices/replay/seen-alert.ts";
import { summaryLines, unfinished } from "#devices/replay/summary.ts";
import { faultless, GAUGE, NOW } from "./story.ts";

const frames: readonly Frame[] = Array.from({ length: 10 }, (_, index) => ({
  uplinkId: `${GAUGE}/${index + 1}`,
  publishAt: NOW + index * 1_000,
  networkServer: "aws-iot-core-for-lorawan",
  document: { index },
}));
const plan: ReplayPlan = { exerciseId: "storm", frames, lost: 1, readings: 10, isComplete: () => true };

/** A world whose clock moves only when somebody waits. */
const world = (changes: Partial<ReplayServices> = {}) => {
  let now = NOW;
  const published: { document: object; at: number }[] = [];
  const lines: string[] = [];
  const services: ReplayServices = {
    clock: {
      now: () => now,
      waitUntil: async (wall) => {
        await new Promise((resolve) => setImmediate(resolve));
        now = Math.max(now, wall);
      },
    },
    publish: async ({ document }) => {
      published.push({ document, at: now });
    },
    alerts: async () => [],
    accepted: async () => published.length,
    show: { line: (text) => lines.push(text), progress: () => undefined },
    ...changes,
  };
  return { services, published, lines, now: () => now };
};

/** The first alert of the storm, made by the third uplink, its messages 0.4 s after that was published. */
const alertOf = (published: readonly { at: number }[]): readonly SeenAlert[] => {
  const at = published[2]?.at;
  const [advisory] = faultless();
  if (at === undefined || advisory === undefined) return [];
  const notifications = advisory.notifications.map((one) => ({ ...one, sentAt: at + 400 }));
  return [{ ...advisory, uplinkId: `${GAUGE}/3`, notifications }];
};

describe("a replay", () => {
  it("sends every frame when it is due, and not before", async () => {
    const { services, published } = world();
    const { report } = await runReplay(plan, services);
    expect(published.map(({ document }) => document)).toEqual(frames.map(({ document }) => document));
    for (const [index, { at }] of published.entries()) {
      expect(at).toBeGreaterThanOrEqual(frames[index]?.publishAt ?? 0);
    }
    expect(report).toMatchObject({ sent: 10, lost: 1, readings: 10, accepted: 10, alerts: 0 });
  });

  it("shows each alert and each message once, its words as they are read, and the time from radio to phone", async () => {
    const stage = world();
    const services = { ...stage.services, alerts: async () => alertOf(stage.published) };
    const { report, alerts } = await runReplay(plan, services);
    expect(stage.lines).toEqual([
      "",
      "10:44:00  ADVISORY  Alert  wai-tau-bridge  uplink 020000fffe000001/3",
      "  to dsd-duty by sms in zh-HK  0.40 s  (kept, not sent: an exercise)",
      "  to dsd-duty by email in zh-HK  0.40 s  (kept, not sent: an exercise)",
      "  to lam-tsuen-office by email in zh-HK  0.40 s  (kept, not sent: an exercise)",
      "      水位上升",
    ]);
    expect(report.latenciesMs).toEqual([400, 400, 400]);
    expect(summaryLines(report)).toContain("uplink to phone  p50 0.40 s, p95 0.40 s");
    expect(unfinished({ report, alerts })).toEqual([]);
  });

  it("waits for what the last uplink leads to, though nothing is to be seen of it yet", async () => {
    const stage = world();
    const lastAt = NOW + 9_000;
    const services: ReplayServices = {
      ...stage.services,
      alerts: async () => (stage.now() < lastAt + 15_000 ? [] : alertOf(stage.published)),
    };
    const { alerts } = await runReplay({ ...plan, isComplete: (seen) => seen.length === 1 }, services);
    expect(alerts).toHaveLength(1);
    expect(stage.now()).toBeLessThan(lastAt + 30_000);
  });

  it("waits a minute at most, even for what still moves", async () => {
    const stage = world();
    let count = 0;
    const accepted = async () => {
      count += 1;
      return count % 2;
    };
    await runReplay(plan, { ...stage.services, accepted });
    expect(stage.now()).toBeGreaterThan(NOW + 65_000);
    expect(stage.now()).toBeLessThan(NOW + 75_000);
  });

  it("stops waiting when nothing has moved for 20 seconds, and tells what did not come", async () => {
    const stage = world();
    const [advisory] = alertOf([{ at: NOW }, { at: NOW }, { at: NOW }]);
    if (advisory === undefined) throw new Error("an alert is expected");
    const notifications = advisory.notifications.map(({ result: _, ...one }) => ({
      ...one,
      delayedBecause: "the sender is not verified",
    }));
    const services: ReplayServices = {
      ...stage.services,
      alerts: async () => [{ ...advisory, notifications }],
      accepted: async () => 7,
    };
    const result = await runReplay(plan, services);
    expect(stage.now()).toBeGreaterThan(NOW + 28_000);
    expect(stage.now()).toBeLessThan(NOW + 33_000);
    expect(unfinished(result)).toEqual([
      "3 of 10 readings did not come into the history.",
      "3 messages have no result yet: the sender is not verified.",
    ]);
    expect(stage.lines).toEqual([]);
  });

  it("sees an alert that nobody expected, if it comes within three seconds of calm", async () => {
    const stage = world();
    const services: ReplayServices = {
      ...stage.services,
      alerts: async () => (stage.now() < NOW + 11_500 ? [] : alertOf(stage.published)),
    };
    expect((await runReplay(plan, services)).alerts).toHaveLength(1);
  });

  it("ends with the first uplink that could not be sent", async () => {
    const stage = world();
    let tried = 0;
    const publish = async () => {
      tried += 1;
      throw new Error("connection refused");
    };
    await expect(runReplay(plan, { ...stage.services, publish })).rejects.toThrow("connection refused");
    expect(tried).toBeLessThan(3);
  });

  it("says so when no message was sent at all", async () => {
    const { report } = await runReplay(plan, world().services);
    expect(summaryLines(report)).toContain("uplink to phone  no messages");
  });
});
