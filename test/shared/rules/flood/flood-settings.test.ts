import { describe, expect, it } from "vitest";
import { checkSettings, ruleFor } from "#shared/rules/hazards.ts";

const complaint = (settings: unknown): string => {
  try {
    checkSettings("flood", settings);
    return "accepted";
  } catch (error) {
    return String(error);
  }
};

describe("the thresholds in a site's file", () => {
  it("have defaults for all but the reference and a drain's depth", () => {
    expect(complaint({ reference: "drain", drainDepthM: 1.2 })).toBe("accepted");
    expect(complaint({ reference: "depth" })).toBe("accepted");
  });

  it("are refused by field when a number is nonsense", () => {
    expect(complaint({ reference: "drain", drainDepthM: -1 })).toContain("drainDepthM");
    expect(complaint({ reference: "drain" })).toContain("drainDepthM");
    expect(complaint({ reference: "depth", dangerM: "high" })).toContain("dangerM");
    expect(complaint({ reference: "sea" })).toContain("reference");
    expect(complaint({ reference: "depth", dangreM: 0.4 })).toContain("dangreM");
    expect(complaint("depth")).toContain("object");
    expect(complaint(null)).toContain("object");
  });

  it("must rise from advisory to danger", () => {
    expect(complaint({ reference: "depth", advisoryM: 0.4 })).toContain("warning above advisory");
    expect(complaint({ reference: "drain", drainDepthM: 2, warningPercent: 95 })).toContain(
      "danger above warning",
    );
    expect(complaint({ reference: "depth", advisoryM: 0 })).toContain("advisory must be above 0");
  });

  it("are those of a hazard somebody watches for", () => {
    expect(() => ruleFor("meteorite")).toThrow("no rule watches for the hazard meteorite");
  });
});
