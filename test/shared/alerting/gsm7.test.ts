import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsOneSms, gsmSeptets, smsParts, toGsm } from "#shared/alerting/gsm7.ts";

describe("how much of an SMS a text takes", () => {
  it("one septet a character of the GSM alphabet", () => {
    expect(gsmSeptets("Wai Tau bridge: 1.62 m")).toBe(22);
  });

  it("two for one of its extension, like a bracket or the euro sign", () => {
    expect(gsmSeptets("[€]~")).toBe(8);
  });

  it("is not measured in septets with one character outside, like a curly apostrophe", () => {
    expect(gsmSeptets("Chan’s")).toBeUndefined();
  });

  it("160 septets are one message, 161 are two", () => {
    expect(fitsOneSms("a".repeat(160))).toBe(true);
    expect(fitsOneSms("a".repeat(161))).toBe(false);
    expect(fitsOneSms(`${"a".repeat(159)}[`)).toBe(false);
  });

  it("70 Chinese characters are one message, 71 are two; one beyond the basic plane counts twice", () => {
    expect(fitsOneSms("水".repeat(70))).toBe(true);
    expect(fitsOneSms("水".repeat(71))).toBe(false);
    expect(fitsOneSms("𡃁".repeat(36))).toBe(false);
  });
});

describe("how many SMS a text goes out as", () => {
  it.each([
    ["水".repeat(70), 1],
    ["水".repeat(71), 2],
    ["水".repeat(134), 2],
    ["水".repeat(135), 3],
    ["a".repeat(160), 1],
    ["a".repeat(161), 2],
    ["a".repeat(306), 2],
    ["a".repeat(307), 3],
    ["€".repeat(81), 2],
  ])("%#", (text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });
});

describe("spelling a text in the GSM alphabet", () => {
  it("makes typographic marks plain and takes accents off that it lacks, keeping those it has", () => {
    expect(toGsm("Chan’s “Café” – Łódź, Zürich…")).toBe('Chan\'s "Café" - odz, Zürich...');
  });

  it("leaves out what has no twin, and is empty for another script", () => {
    expect(toGsm("Wai Tau 圍頭 bridge")).toBe("Wai Tau bridge");
    expect(toGsm("圍頭橋")).toBe("");
  });

  it("always ends in the alphabet", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(gsmSeptets(toGsm(text))).toBeDefined();
      }),
    );
  });
});
