import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cataloguePage, WRITE_CATALOGUE } from "#devices/catalogue.ts";
import type { DeviceProfile } from "#devices/lib/device-profile.ts";
import { findProfile, profiles } from "#devices/registry.ts";

const page = readFileSync(new URL("../../devices/CATALOGUE.md", import.meta.url), "utf8");

const em500Udl = findProfile("milesight/em500-udl");
if (em500Udl === undefined) throw new Error("EM500-UDL is expected in the catalogue");

/** The last row of a page about one model. */
const rowOf = (changes: Partial<DeviceProfile>): string =>
  cataloguePage([{ ...em500Udl, ...changes }])
    .trimEnd()
    .split("\n")
    .at(-1) ?? "";

describe("devices/CATALOGUE.md", () => {
  it("is what the profiles say", () => {
    expect(page, `it is behind the profiles; run: ${WRITE_CATALOGUE}`).toBe(cataloguePage(profiles));
  });

  it("tells of a model what it measures, how often, and what the radio must carry", () => {
    expect(rowOf({})).toBe(
      "| **Milesight EM500-UDL**<br>Ultrasonic distance and level sensor<br>`milesight/em500-udl` | flood" +
        " | battery_level (%), distance (m), distance_change (m), distance_alarm | 10 min | 7 B | DR2 | yes |",
    );
  });

  it("says that a report needs several frames, and that nothing can be set by radio", () => {
    const { encodeDownlink: _, ...deaf } = em500Udl;
    const row = cataloguePage([{ ...deaf, reportBytes: 243, heartbeatS: 86_400 }]);
    expect(row).toContain("| 24 h | 243 B | none: several frames | no |");
  });

  it("tells an odd heartbeat in seconds", () => {
    expect(rowOf({ heartbeatS: 90 })).toContain("| 90 s |");
  });

  it("sorts the models", () => {
    const ids = [...page.matchAll(/<br>`([^`]+)` \|/g)].map(([, id]) => id);
    expect(ids).toEqual(profiles.map(({ id }) => id).sort((one, other) => one.localeCompare(other)));
  });
});
