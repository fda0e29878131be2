import { describe, expect, it } from "vitest";
import { takeIntoSite } from "#functions/ingest-uplinks/take-into-site.ts";
import { planSites, sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { PlacedFrame } from "#shared/rules/hazard-rule.ts";
import { bare, dumped, looks, START } from "../shared/rules/illegal-dumping/lay-by.ts";
import { type CrashPoint, crashPoints, watched } from "./crash.ts";
import { arrivalOf, place, village, world } from "./lay-by-world.ts";

/** Takes frames in, one by one, and plans after each; `crash` strikes when the last of them is planned. */
const run = async (frames: readonly PlacedFrame[], crash?: CrashPoint) => {
  const { time, services } = world();
  const sorted = frames.toSorted((a, b) => a.observedAt - b.observedAt);
  const first = watched(services, crash);
  for (const [index, frame] of sorted.entries()) {
    time.wall = frame.observedAt + 1000;
    await takeIntoSite({ village, siteId: "lay-by", arrivals: [arrivalOf(frame)] }, services);
    const isLast = index === sorted.length - 1;
    await planSites([place], isLast ? first.services : services);
  }
  time.wall += 5 * MINUTE_MS;
  await sweepUnplanned(services);
  return { services, first };
};

const found = dumped(4);
const cleared = [...dumped(6), ...looks(bare(4), 100)];
const casesOf = ({ services }: Awaited<ReturnType<typeof run>>) => [...services.cases.items.values()];

describe("a heap that a vehicle left", () => {
  it("is a case for the departments whose ground it is, with its evidence and its clock", async () => {
    const [one, ...others] = casesOf(await run(found));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      caseId: "lam-tsuen.lay-by.illegal_dumping.1.20260908T151000Z",
      villageId: "lam-tsuen",
      siteId: "lay-by",
      departments: ["agriculture_fisheries_conservation", "environmental_protection"],
      status: "open",
      score: 90,
    });
    expect((one?.dueAt ?? 0) - (one?.openedAt ?? 0)).toBe(3 * DAY_MS);
    expect(one?.evidence).toContainEqual({ kind: "factor", name: "heap_m", value: 0.6, contribution: 40 });
  });

  it("goes to the department and the village office, never to villagers", async () => {
    const { services } = await run(found);
    const told = services.queue.messages.map(({ notification }) => notification.recipientId);
    expect(new Set(told)).toEqual(new Set(["epd", "office"]));
    expect(told).toHaveLength(2);
  });

  it("closes its case when the sensor sees it gone", async () => {
    expect(casesOf(await run(cleared))).toMatchObject([
      { status: "closed", outcome: "removed", closedBy: "sensor" },
    ]);
  });

  it("closes its case though the end is planned only after a further reading of the bare ground", async () => {
    const { services, time } = world();
    const frames = [...dumped(6), ...looks(bare(6), 100)].toSorted((a, b) => a.observedAt - b.observedAt);
    for (const frame of frames) {
      time.wall = frame.observedAt + 1000;
      await takeIntoSite({ village, siteId: "lay-by", arrivals: [arrivalOf(frame)] }, services);
      const isDown = frame.observedAt > START + 100 * MINUTE_MS && frame !== frames.at(-1);
      if (!isDown) await planSites([place], services);
    }
    expect([...services.cases.items.values()]).toMatchObject([{ status: "closed", outcome: "removed" }]);
  });

  it("leaves a case alone that the department closed before", async () => {
    const { services } = await run(found);
    const [{ caseId } = { caseId: "" }] = [...services.cases.items.values()];
    const closing = { outcome: "ticket", by: "FEHD", at: START + DAY_MS } as const;
    expect(await services.cases.close(caseId, closing)).toBe("written");
    expect(await services.cases.close(caseId, { ...closing, outcome: "removed" })).toBe("conflict");
    expect(services.cases.items.get(caseId)).toMatchObject({ outcome: "ticket", closedBy: "FEHD" });
  });
});

describe.each([
  ["opens", found],
  ["closes", cleared],
] as const)("a worker that dies in plan-alerts while a case %s", async (_what, frames) => {
  const untroubled = await run(frames);

  it("is watched at the call that keeps the case", () => {
    expect(untroubled.first.calls.join()).toMatch(frames === found ? /cases\.open#1/ : /cases\.close#1/);
  });

  it.each(
    crashPoints(untroubled.first.calls).map((point) => [`${point.when} ${point.call}`, point] as const),
  )("neither loses nor doubles it: %s", async (_, point) => {
    const troubled = await run(frames, point);
    expect(troubled.first.crashed()).toBe(true);
    const told = ({ services }: typeof troubled) =>
      [...new Set(services.queue.messages.map(({ notification }) => notification.notificationId))].toSorted();
    expect(casesOf(troubled).map(({ caseId, status, outcome }) => [caseId, status, outcome])).toEqual(
      casesOf(untroubled).map(({ caseId, status, outcome }) => [caseId, status, outcome]),
    );
    expect(told(troubled)).toEqual(told(untroubled));
  });
});
