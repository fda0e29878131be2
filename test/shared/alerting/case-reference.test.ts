import { describe, expect, it } from "vitest";
import { caseReference, closingBySensor } from "#shared/alerting/case-reference.ts";
import type { Alert } from "#shared/domain/alert.ts";
import { caseOf } from "#shared/domain/case.ts";
import { DAY_MS } from "#shared/domain/time.ts";

const at = Date.UTC(2026, 8, 8, 15);
const origin = { identifier: "a", hazard: "illegal_dumping", level: "warning", site: {}, at } as const;

describe("the case that an alert opens", () => {
  it("is for the department of the site, and due after its target; of several the fastest counts", () => {
    expect(caseReference(origin)).toEqual({
      caseId: "a",
      departments: ["food_environmental_hygiene"],
      openedAt: at,
      dueAt: at + 3 * DAY_MS,
    });
    const due = (...departments: readonly string[]) =>
      caseReference({ ...origin, site: { jurisdiction: { illegal_dumping: [...departments] as never } } })
        ?.dueAt;
    expect(due("agriculture_fisheries_conservation")).toBe(at + 5 * DAY_MS);
    expect(due("agriculture_fisheries_conservation", "environmental_protection")).toBe(at + 3 * DAY_MS);
    expect(due("drainage_services")).toBe(at + 3 * DAY_MS);
  });

  it("is none below the level that opens one, and for a hazard that is no case", () => {
    expect(caseReference({ ...origin, level: "advisory" })).toBeUndefined();
    expect(caseReference({ ...origin, hazard: "flood", level: "danger" })).toBeUndefined();
  });

  it("ends when the sensor saw the heap gone, and not when the alarm ended otherwise", () => {
    const end = (level: Alert["level"], name: string): Alert => ({
      identifier: "b",
      sender: "village-watch.example.hk",
      sent: at + DAY_MS,
      expires: at + DAY_MS,
      messageType: "Cancel",
      villageId: "lam-tsuen",
      siteId: "lay-by",
      hazard: "illegal_dumping",
      level,
      previousLevel: "warning",
      references: [],
      transitionAt: at + DAY_MS,
      uplinkId: "020000fffe000042/1",
      assessment: {
        hazard: "illegal_dumping",
        observedAt: at + DAY_MS,
        level,
        score: 0,
        evidence: [{ kind: "factor", name, contribution: 0 }],
      },
    });
    expect(closingBySensor(end("normal", "heap_removed"))).toEqual({
      outcome: "removed",
      by: "sensor",
      at: at + DAY_MS,
    });
    expect(closingBySensor(end("normal", "heap_taken_for_ground"))).toBeUndefined();
    expect(closingBySensor(end("warning", "heap_removed"))).toBeUndefined();
    expect(closingBySensor({ ...end("normal", "heap_removed"), hazard: "flood" })).toBeUndefined();
    expect(caseOf(end("normal", "heap_removed"))).toBeUndefined();
    const exercise = { exerciseId: "storm-1", traceStart: 0, startedAt: 0, speed: 1 };
    const reference = caseReference(origin);
    if (reference === undefined) throw new Error("no case");
    expect(caseOf({ ...end("warning", "heap_m"), case: reference, exercise })).toMatchObject({
      caseId: "a",
      exerciseId: "storm-1",
      status: "open",
    });
  });
});
