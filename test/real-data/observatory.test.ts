import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { observatory } from "#shared/adapters/hko/observatory.ts";
import { readDistrictRainfall } from "#shared/adapters/hko/rainfall.ts";
import { readWarningSummary } from "#shared/adapters/hko/warning-summary.ts";
import { DISTRICTS } from "#shared/domain/district.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { sends, skyServer } from "#test/shared/adapters/hko/sky-server.ts";
import { recording } from "./real-data.ts";

const BULLETIN = recording("contracts/hko_rhrread_2023-08-19.json");
const WARNINGS = recording("contracts/hko_warningInfo_2021-10-13.json");

describe.runIf(BULLETIN)("the Observatory's bulletin of a quiet day in August 2023", () => {
  const text = BULLETIN === undefined ? "" : readFileSync(BULLETIN, "utf8");
  const fetchedAt = Date.parse("2023-08-19T17:05:00+08:00");

  it("tells the rain of every district that a village may lie in", () => {
    const read = readDistrictRainfall(text, fetchedAt);
    if ("refused" in read) throw new Error(read.refused);
    expect([...read.told.byPlace.keys()].toSorted()).toEqual([...DISTRICTS].toSorted());
    expect(read.told.byPlace.get("Tai Po")).toEqual({
      place: "Tai Po",
      pastHourMm: 0,
      observedAt: Date.parse("2023-08-19T16:45:00+08:00"),
    });
    expect(read.told.doubted).toEqual([]);
  });

  it("is refused three years later", () => {
    expect(readDistrictRainfall(text, fetchedAt + 1_000_000 * MINUTE_MS)).toEqual({
      refused: expect.stringContaining("rhrread.rainfall.endTime 2023-08-19T08:45:00.000Z"),
    });
  });

  it("comes over a line as it is, and is no summary of warnings", async () => {
    const reply = sends(text);
    const replies = { warnings: reply, districtRainfall: reply, stationRainfall: reply, nowcast: reply };
    await using server = await skyServer(replies);
    const sky = observatory(server.url, { answerWithinMs: 1_000 });
    expect(await sky.districtRainfall(fetchedAt)).toMatchObject({ told: { doubted: [] } });
    expect(await sky.warnings(fetchedAt)).toEqual({ refused: expect.stringContaining("warnsum.rainfall") });
    expect(await sky.stationRainfall(fetchedAt)).toEqual({ refused: expect.stringContaining("obsTime") });
  });
});

const detailsSchema = z.object({
  details: z.array(
    z.object({ warningStatementCode: z.string(), subtype: z.string().optional(), updateTime: z.string() }),
  ),
});

describe.runIf(WARNINGS)("the warnings of Typhoon Kompasu, 13 October 2021", () => {
  it("have codes that are understood, with the times that they bear", () => {
    const { details } = detailsSchema.parse(JSON.parse(readFileSync(WARNINGS ?? "", "utf8")));
    // The recording is of the long form; the summary names the same codes.
    const summary = Object.fromEntries(
      details.map(({ warningStatementCode: key, subtype, updateTime }) => [
        key,
        { code: subtype ?? key, actionCode: "ISSUE", issueTime: updateTime },
      ]),
    );
    const now = Date.parse("2021-10-13T15:50:00+08:00");
    expect(readWarningSummary(JSON.stringify(summary), now)).toEqual({
      told: {
        thunderstorm: { issuedAt: Date.parse("2021-10-13T15:45:00+08:00") },
        rainstorm: { signal: "amber", issuedAt: Date.parse("2021-10-13T14:02:00+08:00") },
        tropicalCyclone: { signal: "8NE", issuedAt: Date.parse("2021-10-13T15:45:00+08:00") },
      },
    });
  });
});
