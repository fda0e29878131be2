import { describe, expect, it } from "vitest";
import { MESSAGE_TYPES } from "#shared/domain/alert.ts";
import { highest, isAtLeast, LEVELS, levelSchema, rank } from "#shared/domain/level.ts";

describe("the alarm levels", () => {
  it("go from quiet to worst", () => {
    expect(LEVELS.map(rank)).toEqual([0, 1, 2, 3]);
    expect(LEVELS).toEqual(["normal", "advisory", "warning", "danger"]);
  });

  it("compare: a level is at least itself and everything below", () => {
    expect(isAtLeast("warning", "warning")).toBe(true);
    expect(isAtLeast("danger", "advisory")).toBe(true);
    expect(isAtLeast("advisory", "warning")).toBe(false);
  });

  it("the highest of several counts for all; of none, nothing is the matter", () => {
    expect(highest(["advisory", "danger", "warning"])).toBe("danger");
    expect(highest([])).toBe("normal");
  });

  it("have no level for a blind site: it keeps the one it was last seen at", () => {
    expect(levelSchema.safeParse("unknown").success).toBe(false);
  });

  it("are announced by three kinds of message, spelt as CAP 1.2 spells them", () => {
    expect(MESSAGE_TYPES).toEqual(["Alert", "Update", "Cancel"]);
  });
});
