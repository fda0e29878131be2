import { describe, expect, it } from "vitest";
import { textLines, toldLine } from "#devices/replay/replay-lines.ts";
import { percentile } from "#devices/replay/summary.ts";

describe("percentiles", () => {
  it("are values that occurred (nearest rank)", () => {
    const values = [100, 20, 30, 40, 50, 60, 70, 80, 90, 10];
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile(values, 0.95)).toBe(100);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeUndefined();
  });
});

describe("a message as its recipient reads it", () => {
  const told = { recipientId: "fsd-duty", channel: "email", language: "en" } as const;

  it("has its subject and every line of its body", () => {
    const text = { subject: "FLOOD WARNING", body: "Wai Tau bridge\n\nLeave the riverside." };
    const notification = { ...told, text, result: { kind: "sent" } };
    expect(toldLine(notification, 1234)).toBe("  to fsd-duty by email in en  1.23 s  (sent)");
    expect(textLines(notification)).toEqual([
      "      FLOOD WARNING",
      "      Wai Tau bridge",
      "",
      "      Leave the riverside.",
    ]);
  });

  it("says why it failed", () => {
    const result = { kind: "failed", reason: "the address bounced" };
    expect(toldLine({ ...told, text: { body: "" }, result }, undefined)).toBe(
      "  to fsd-duty by email in en  (failed: the address bounced)",
    );
  });
});
