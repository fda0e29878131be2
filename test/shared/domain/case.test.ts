import { describe, expect, it } from "vitest";
import {
  type Case,
  caseSchema,
  closeCase,
  dueAfter,
  isOverdue,
  placeOfCase,
  withAddition,
} from "#shared/domain/case.ts";
import { DAY_MS } from "#shared/domain/time.ts";

const opened = Date.UTC(2026, 8, 8, 15);
const one: Case = {
  caseId: "lam-tsuen.lay-by.illegal_dumping.1.20260908T150000Z",
  villageId: "lam-tsuen",
  siteId: "lay-by",
  hazard: "illegal_dumping",
  departments: ["environmental_protection"],
  openedAt: opened,
  dueAt: dueAfter(opened, 3),
  score: 80,
  evidence: [],
  status: "open",
};

describe("a case", () => {
  it("is overdue as long as it is open beyond its time, and for good when it was closed beyond it", () => {
    expect(isOverdue(one, opened + 3 * DAY_MS)).toBe(false);
    expect(isOverdue(one, opened + 3 * DAY_MS + 1)).toBe(true);
    const inTime = closeCase(one, { outcome: "ticket", by: "EPD", at: opened + DAY_MS });
    expect(isOverdue(inTime, opened + 9 * DAY_MS)).toBe(false);
  });

  it("is closed once: what was said first stands", () => {
    const first = closeCase(one, { outcome: "clean_up", by: "Chan", at: opened + 1 });
    expect(first).toEqual({
      ...one,
      status: "closed",
      outcome: "clean_up",
      closedBy: "Chan",
      closedAt: opened + 1,
    });
    expect(closeCase(first, { outcome: "ticket", by: "Wong", at: opened + 2 })).toBe(first);
  });

  it("keeps what came to it later once, in the order of events", () => {
    const addition = (number: number) => ({
      identifier: `lam-tsuen.lay-by.illegal_dumping.${number}.20260909T150000Z`,
      at: opened + number,
      score: 70,
      evidence: [],
    });
    const kept = withAddition(withAddition(one, addition(3)), addition(2));
    expect(kept.additions).toEqual([addition(2), addition(3)]);
    expect(withAddition(kept, addition(2))).toBe(kept);
  });

  it("is checked as it is read: an unknown outcome or evidence that is none is named", () => {
    expect(caseSchema.parse(one)).toEqual(one);
    expect(() => caseSchema.parse({ ...one, outcome: "gone" })).toThrow(/outcome/);
    expect(() => caseSchema.parse({ ...one, evidence: "a heap" })).toThrow(/evidence is a list/);
  });

  it("says in its id where it belongs", () => {
    expect(placeOfCase(one.caseId)).toEqual({ villageId: "lam-tsuen" });
    expect(placeOfCase(`exercise.storm-1.${one.caseId}`)).toEqual({
      villageId: "lam-tsuen",
      exerciseId: "storm-1",
    });
    expect(placeOfCase("lam-tsuen")).toBeUndefined();
  });
});
