import { describe, expect, it } from "vitest";
import { caseLines } from "#devices/commands/cases/case-lines.ts";
import { closeOneCase } from "#devices/commands/cases/close-case.ts";
import { memoryAnnouncements } from "#shared/adapters/memory/announced.ts";
import { memoryCases } from "#shared/adapters/memory/cases.ts";
import { memorySiteStates } from "#shared/adapters/memory/site-state.ts";
import { nothingAnnounced } from "#shared/alerting/plan.ts";
import { type Case, closeCase } from "#shared/domain/case.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { newSiteState } from "#shared/rules/site-state.ts";

/** 2026-09-08 23:10 in Hong Kong. */
const OPENED = Date.UTC(2026, 8, 8, 15, 10);
const caseOf = (number: number, more: Partial<Case> = {}): Case => ({
  caseId: `lam-tsuen.lay-by.illegal_dumping.${number}.20260908T151000Z`,
  villageId: "lam-tsuen",
  siteId: "lay-by",
  hazard: "illegal_dumping",
  departments: ["food_environmental_hygiene"],
  openedAt: OPENED,
  dueAt: OPENED + 3 * DAY_MS,
  score: 90,
  evidence: [{ kind: "factor", name: "heap_m", value: 0.6, contribution: 40 }],
  status: "open",
  ...more,
});
const ticket = { outcome: "ticket", by: "Chan Tai Man", at: OPENED + 4 * DAY_MS } as const;

describe("the list of cases", () => {
  const cases = [
    caseOf(1),
    caseOf(2, { dueAt: OPENED + 9 * DAY_MS }),
    closeCase(caseOf(3), ticket),
    closeCase(caseOf(4, { hazard: "flood", evidence: [] }), { ...ticket, at: OPENED + DAY_MS }),
  ];
  const now = OPENED + 5 * DAY_MS;

  it("says what, where, for whom, since when, and by when", () => {
    expect(caseLines(cases, {}, now)).toEqual([
      "lam-tsuen.lay-by.illegal_dumping.1.20260908T151000Z",
      "  lay-by, opened 2026-09-08 23:10, for food_environmental_hygiene",
      "  heap about 0.6 m high; evidence 90 of 100",
      "  OVERDUE by 2.0 days",
      "lam-tsuen.lay-by.illegal_dumping.2.20260908T151000Z",
      "  lay-by, opened 2026-09-08 23:10, for food_environmental_hygiene",
      "  heap about 0.6 m high; evidence 90 of 100",
      "  open, due 2026-09-17 23:10",
      "lam-tsuen.lay-by.illegal_dumping.3.20260908T151000Z",
      "  lay-by, opened 2026-09-08 23:10, for food_environmental_hygiene",
      "  heap about 0.6 m high; evidence 90 of 100",
      "  closed 2026-09-12 23:10: ticket by Chan Tai Man, 1.0 days late",
      "lam-tsuen.lay-by.illegal_dumping.4.20260908T151000Z",
      "  lay-by, opened 2026-09-08 23:10, for food_environmental_hygiene",
      "  evidence 90 of 100",
      "  closed 2026-09-09 23:10: ticket by Chan Tai Man",
      "4 cases, 2 open, 1 overdue.",
    ]);
  });

  it("says what came to a case later", () => {
    const addition = (minutes: number, evidence: Case["evidence"]) => ({
      identifier: `lam-tsuen.lay-by.illegal_dumping.${minutes}.20260908T171000Z`,
      at: OPENED + minutes * MINUTE_MS,
      score: 90,
      evidence,
    });
    const higher = [{ kind: "factor", name: "heap_m", value: 0.9, contribution: 40 }] as const;
    const additions = [addition(120, higher), addition(180, [])];
    expect(caseLines([caseOf(1, { additions })], {}, OPENED)).toEqual(
      expect.arrayContaining(["  2026-09-09 01:10: heap about 0.9 m high", "  2026-09-09 02:10: told again"]),
    );
  });

  it("can be of what is open, or overdue, only", () => {
    const ids = (filter: Parameters<typeof caseLines>[1]) =>
      caseLines(cases, filter, now).filter((line) => line.startsWith("lam-tsuen")).length;
    expect([ids({ open: true }), ids({ overdue: true })]).toEqual([2, 1]);
  });
});

describe("closing a case", () => {
  const world = async () => {
    const cases = memoryCases();
    await cases.open(caseOf(1), OPENED);
    return {
      clock: { now: () => OPENED },
      cases,
      announcements: memoryAnnouncements(),
      states: memorySiteStates(),
    };
  };
  const { caseId } = caseOf(1);

  it("writes down how it ended, by whom and when", async () => {
    const services = await world();
    expect(await closeOneCase(caseId, ticket, services)).toMatchObject({
      lines: [`${caseId} is closed: ticket by Chan Tai Man, beyond its time.`],
      troubles: [],
    });
    expect(services.cases.items.get(caseId)).toMatchObject({ status: "closed", closedAt: ticket.at });
    const again = await closeOneCase(caseId, { ...ticket, outcome: "false_alarm" }, services);
    expect(again.troubles).toEqual([
      `${caseId} was closed before: ticket by Chan Tai Man, 2026-09-12 23:10. It stays so.`,
    ]);
  });

  it("says so when its alarm could not be ended, and ends none that belongs to another case or to nothing", async () => {
    const { cases, ...services } = await world();
    const place = { villageId: "lam-tsuen", siteId: "lay-by" };
    const running = (number: number) => ({
      read: async () => ({ ...nothingAnnounced, level: "warning" as const, case: caseOf(number) }),
    });
    const other = { ...services, cases, announcements: running(2) };
    expect((await closeOneCase(caseId, ticket, other)).lines).toHaveLength(1);
    const nothing = { ...services, cases, announcements: running(1) };
    expect((await closeOneCase(caseId, ticket, nothing)).lines).toEqual([]);
    const state = newSiteState(place);
    const states = { read: async () => state, write: async () => "conflict" as const };
    expect((await closeOneCase(caseId, ticket, { ...nothing, states })).troubles).toEqual([
      `${caseId} is closed, but its alarm at lay-by could not be ended: run this again`,
    ]);
  });

  it("in time says nothing of the clock", async () => {
    const { lines } = await closeOneCase(caseId, { ...ticket, at: OPENED + DAY_MS }, await world());
    expect(lines).toEqual([`${caseId} is closed: ticket by Chan Tai Man.`]);
  });

  it("is refused, in a sentence, for what is no case and without a name", async () => {
    const services = await world();
    const troubleOf = async (id: string, by = "Chan") =>
      (await closeOneCase(id, { ...ticket, by }, services)).troubles.join();
    expect(await troubleOf("lay-by")).toMatch(/"lay-by" is not the id of a case/);
    expect(await troubleOf(caseOf(9).caseId)).toMatch(/there is no case/);
    expect(await troubleOf(caseId, " ")).toMatch(/--by: a name is needed/);
  });
});
