import { beforeAll, describe, expect, inject, it } from "vitest";
import { cases } from "#shared/adapters/dynamodb/cases.ts";
import type { Case } from "#shared/domain/case.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import { type LocalTables, localTables } from "./tables.ts";

const OPENED = Date.UTC(2026, 8, 8, 15);

let local: LocalTables;
beforeAll(async () => {
  local = await localTables(inject("dynamoDbEndpoint"), "cases");
});

const opened = (number: number, more: Partial<Case> = {}): Case => ({
  caseId: `lam-tsuen.lay-by.illegal_dumping.${number}.20260908T150000Z`,
  villageId: "lam-tsuen",
  siteId: "lay-by",
  hazard: "illegal_dumping",
  departments: ["environmental_protection"],
  openedAt: OPENED - number,
  dueAt: OPENED + 3 * DAY_MS,
  score: 82.5,
  evidence: [{ kind: "factor", name: "heap_m", value: 0.61, contribution: 40 }],
  status: "open",
  ...more,
});
const closing = { outcome: "clean_up", by: "Chan Tai Man", at: OPENED + DAY_MS } as const;

describe("the cases of a village", () => {
  it("are read as they were opened, oldest first; opened again they stay as they are", async () => {
    const store = cases(local.tables.alerts);
    await Promise.all([1, 2, 1, 1].map((number) => store.open(opened(number), OPENED)));
    expect(await store.list("lam-tsuen")).toEqual([opened(2), opened(1)]);
    await store.open(opened(1, { score: 1 }), OPENED);
    expect(await store.find(opened(1).caseId)).toEqual(opened(1));
    expect(await store.list("lam")).toEqual([]);
  });

  it("are closed once, by one of many; a closed one is not opened by a retry", async () => {
    const store = cases(local.tables.alerts);
    await store.open(opened(3), OPENED);
    const { caseId } = opened(3);
    const outcomes = await Promise.all(
      ["ticket", "clean_up", "removed"].map((outcome) =>
        store.close(caseId, { ...closing, outcome: outcome as "ticket" }),
      ),
    );
    expect(outcomes.toSorted()).toEqual(["conflict", "conflict", "written"]);
    await store.open(opened(3), OPENED);
    expect(await store.find(caseId)).toMatchObject({ status: "closed", closedBy: "Chan Tai Man" });
  });

  it("keep what came to them later, whoever adds it and how often, open or closed", async () => {
    const store = cases(local.tables.alerts);
    await store.open(opened(5), OPENED);
    const { caseId } = opened(5);
    const addition = (number: number) => ({
      identifier: `lam-tsuen.lay-by.illegal_dumping.${number}.20260908T170000Z`,
      at: OPENED + number,
      score: 90,
      evidence: [{ kind: "factor", name: "further_heap_m", value: 0.3, contribution: 0 }] as const,
    });
    const outcomes = await Promise.all([7, 6, 7].map((number) => store.add(caseId, addition(number))));
    expect(outcomes).toEqual(["written", "written", "written"]);
    expect(await store.find(caseId)).toEqual({ ...opened(5), additions: [addition(6), addition(7)] });
    await store.close(caseId, closing);
    expect(await store.add(caseId, addition(8))).toBe("written");
    expect(await store.find(caseId)).toMatchObject({ status: "closed", additions: [{}, {}, {}] });
    expect(await store.add(opened(99).caseId, addition(8))).toBe("conflict");
  });

  it("that are not there cannot be closed, and are not found", async () => {
    const store = cases(local.tables.alerts);
    expect(await store.close(opened(9).caseId, closing)).toBe("conflict");
    expect(await store.find(opened(9).caseId)).toBeUndefined();
    await expect(store.find("lam-tsuen")).rejects.toThrow(/not the id of a case/);
  });

  it("of an exercise stand apart, and go after a week", async () => {
    const store = cases(local.tables.alerts);
    const drill = opened(1, {
      caseId: `exercise.storm-1.${opened(1).caseId}`,
      villageId: "lam-tsuen",
      exerciseId: "storm-1",
    });
    await store.open(drill, OPENED);
    expect(await store.list("lam-tsuen", "storm-1")).toEqual([drill]);
    expect((await store.list("lam-tsuen")).map(({ caseId }) => caseId)).not.toContain(drill.caseId);
  });
});
