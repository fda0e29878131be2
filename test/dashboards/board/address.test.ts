import { describe, expect, test } from "vitest";
import { readAddress, withLanguage } from "#dashboards/board/address.ts";

describe("the page's address", () => {
  test("names the village, or means Lam Tsuen", () => {
    expect(readAddress("").statusUrl).toBe("villages/lam-tsuen/status.json");
    expect(readAddress("?village=tai-o&lang=en")).toEqual({
      statusUrl: "villages/tai-o/status.json",
      language: "en",
    });
  });

  test("names an exercise, whose document lies apart from the real one", () => {
    expect(readAddress("?exercise=storm-replay").statusUrl).toBe(
      "villages/lam-tsuen/exercises/storm-replay/status.json",
    );
  });

  test("can lead nowhere else", () => {
    for (const query of [
      "?village=../../secret",
      "?village=",
      "?village=//example.hk",
      "?exercise=..",
      "?village=A",
    ]) {
      expect(readAddress(query).statusUrl, query).toBeUndefined();
    }
  });

  test("keeps the language chosen, where it had one", () => {
    expect(withLanguage("?village=tai-o&lang=en", "zh-HK")).toBe("?village=tai-o&lang=zh-HK");
    expect(withLanguage("?village=tai-o", "en")).toBe("?village=tai-o");
    expect(readAddress("?lang=fr").language).toBeUndefined();
  });
});
