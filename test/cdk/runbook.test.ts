import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alarmText, RUNBOOK_SECTIONS } from "#cdk/config/runbook.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const whenItBreaks = readme.split(/^## /m).find((chapter) => chapter.startsWith("When it breaks")) ?? "";

describe("the runbook", () => {
  it.each(RUNBOOK_SECTIONS)("has the section an alarm sends its reader to: %s", (section) => {
    expect(whenItBreaks.split("\n")).toContain(`### ${section}`);
  });

  it("is named in the alarm after what happened and what villagers lose", () => {
    const concern = { impact: "Nobody is warned.", runbook: RUNBOOK_SECTIONS[0] };
    expect(alarmText("The function has failed.", concern)).toBe(
      'The function has failed. Impact: Nobody is warned. Runbook: README, When it breaks, "Uplinks are not read".',
    );
  });
});
