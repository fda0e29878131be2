import { describe, expect, it } from "vitest";
import { readWarningSummary } from "#shared/adapters/hko/warning-summary.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { warning } from "./replies.ts";

const read = (document: unknown) => readWarningSummary(JSON.stringify(document), EVENING);
const issuedAt = EVENING - 90 * MINUTE_MS;

describe("the Observatory's summary of warnings", () => {
  it("names none when the sky is quiet", () => {
    expect(read({})).toEqual({ told: {} });
  });

  it.each([
    ["WRAIN", "WRAINA", { rainstorm: { signal: "amber", issuedAt } }],
    ["WRAIN", "WRAINR", { rainstorm: { signal: "red", issuedAt } }],
    ["WRAIN", "WRAINB", { rainstorm: { signal: "black", issuedAt } }],
    ["WFIRE", "WFIREY", { fireDanger: { signal: "yellow", issuedAt } }],
    ["WFIRE", "WFIRER", { fireDanger: { signal: "red", issuedAt } }],
    ["WFNTSA", "WFNTSA", { northernFlooding: { issuedAt } }],
    ["WTCSGNL", "TC1", { tropicalCyclone: { signal: "1", issuedAt } }],
    ["WTCSGNL", "TC3", { tropicalCyclone: { signal: "3", issuedAt } }],
    ["WTCSGNL", "TC8NE", { tropicalCyclone: { signal: "8NE", issuedAt } }],
    ["WTCSGNL", "TC8SE", { tropicalCyclone: { signal: "8SE", issuedAt } }],
    ["WTCSGNL", "TC8SW", { tropicalCyclone: { signal: "8SW", issuedAt } }],
    ["WTCSGNL", "TC8NW", { tropicalCyclone: { signal: "8NW", issuedAt } }],
    ["WTCSGNL", "TC9", { tropicalCyclone: { signal: "9", issuedAt } }],
    ["WTCSGNL", "TC10", { tropicalCyclone: { signal: "10", issuedAt } }],
    ["WL", "WL", { landslip: { issuedAt } }],
    // The key says less than the code, and may be the code itself.
    ["WRAINR", "WRAINR", { rainstorm: { signal: "red", issuedAt } }],
  ])("under %s reads %s by its code", (key, code, expected) => {
    expect(read({ [key]: warning(code, issuedAt) })).toEqual({ told: expected });
  });

  it("keeps until when a thunderstorm warning holds", () => {
    const expireTime = "2026-09-08T23:30:00+08:00";
    expect(read({ WTS: warning("WTS", issuedAt, { actionCode: "EXTEND", expireTime }) })).toEqual({
      told: { thunderstorm: { issuedAt, expiresAt: Date.parse(expireTime) } },
    });
  });

  it("leaves out what was cancelled, and what no rule asks for", () => {
    expect(
      read({
        WRAIN: warning("WRAINA", issuedAt, { actionCode: "CANCEL" }),
        WTCSGNL: { name: "Signal", code: "CANCEL", actionCode: "CANCEL" },
        WHOT: warning("WHOT", issuedAt - 3 * DAY_MS),
      }),
    ).toEqual({ told: {} });
  });

  it("reads all that stand at once", () => {
    const both = read({ WRAIN: warning("WRAINB", issuedAt), WFNTSA: warning("WFNTSA", issuedAt) });
    expect(Object.keys("told" in both ? both.told : {})).toEqual(["rainstorm", "northernFlooding"]);
  });

  it("knows a red fire danger of last week for one that stands, and a rainstorm of last week for a lie", () => {
    const lastWeek = EVENING - 8 * DAY_MS;
    expect(read({ WFIRE: warning("WFIRER", lastWeek) })).toEqual({
      told: { fireDanger: { signal: "red", issuedAt: lastWeek } },
    });
    expect(read({ WRAIN: warning("WRAINB", lastWeek) })).toEqual({
      refused: "warnsum.WRAIN.issueTime 2026-08-31T13:30:00.000Z is 192 hours ago",
    });
  });

  it.each<[string, unknown, string]>([
    [
      "a warning of tomorrow",
      { WRAIN: warning("WRAINB", EVENING + DAY_MS) },
      "warnsum.WRAIN.issueTime 2026-09-09T13:30:00.000Z is in the future",
    ],
    [
      "a signal that does not exist",
      { WRAIN: warning("WRAINX", issuedAt), WL: warning("WL", issuedAt) },
      'warnsum.WRAIN.code "WRAINX" is no warning known here',
    ],
    [
      "a code that is a word of the language",
      { WRAIN: warning("constructor", issuedAt) },
      'code "constructor"',
    ],
    ["no time at all", { WL: { code: "WL", actionCode: "ISSUE" } }, "warnsum.WL.issueTime is missing"],
    [
      "a time without its offset",
      { WL: warning("WL", issuedAt, { issueTime: "2026-09-08 21:00" }) },
      "warnsum.WL.issueTime: a time is ISO 8601 with its offset",
    ],
    [
      "an action that does not exist",
      { WL: warning("WL", issuedAt, { actionCode: "MAYBE" }) },
      "warnsum.WL.actionCode: ",
    ],
    ["a list", [warning("WL", issuedAt)], "warnsum: "],
    ["nothing", null, "warnsum: "],
    ["a number where a warning should be", { WL: 7 }, "warnsum.WL: "],
  ])("is refused with the field named when it holds %s", (_, document, sentence) => {
    expect(read(document)).toEqual({ refused: expect.stringContaining(sentence) });
  });

  it("takes the time of the last update where that of the issue is missing", () => {
    const entry = { code: "WL", actionCode: "UPDATE", updateTime: "2026-09-08T21:00:00+08:00" };
    expect(read({ WL: entry })).toEqual({ told: { landslip: { issuedAt: EVENING - HOUR_MS / 2 } } });
  });

  it("is refused when it is not JSON", () => {
    expect(readWarningSummary("<html>", EVENING)).toEqual({
      refused: 'warnsum is not JSON: its 6 characters begin with "<"',
    });
    expect(readWarningSummary("", EVENING)).toEqual({ refused: "warnsum is empty" });
  });
});
