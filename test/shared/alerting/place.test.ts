import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boardLink, oneLine, type Place, placeName } from "#shared/alerting/place.ts";
import { bridge } from "./scene.ts";

const called = (village: string, site: string): Place => ({
  ...bridge,
  village: { ...bridge.village, name: { "zh-HK": village, en: village } },
  site: { ...bridge.site, name: { "zh-HK": site, en: site } },
});
const chinese = { language: "zh-HK", separator: "" } as const;
const english = { language: "en", separator: ", " } as const;

describe("the name of a place", () => {
  it("is village and site, as each language writes it", () => {
    expect(placeName(bridge, chinese)).toBe("林村圍頭橋");
    expect(placeName(bridge, english)).toBe("Lam Tsuen, Wai Tau bridge");
  });

  it("does not say the village twice", () => {
    expect(placeName(called("林村", "林村河橋"), chinese)).toBe("林村河橋");
  });

  it("loses the end of a long site first, and keeps the village", () => {
    const place = called("林村", "社山村後方排洪渠行人天橋");
    expect(placeName(place, { ...chinese, room: 10 })).toBe("林村社山村後方排洪…");
  });

  it("shortens a long village too, but keeps a third of the room for it", () => {
    const place = called("沙頭角新村鹽寮下漁民新村", "大明渠一號行人橋南面");
    expect(placeName(place, { ...chinese, room: 9 })).toBe("沙頭…大明渠一號…");
  });

  it("is the id where the name cannot be spelt", () => {
    const place = called(" ", "\u0000\n");
    expect(placeName(place, english)).toBe("lam-tsuen, wai-tau-bridge");
  });

  it("never takes more room than it is given, nor cuts a character in half", () => {
    const names = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(names, names, fc.integer({ min: 6, max: 40 }), (village, site, room) => {
        const name = placeName(called(village, site), { ...english, room });
        expect(name.length).toBeLessThanOrEqual(room);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("a text on one line", () => {
  it("has no line break that could begin another header of a mail, and no control character", () => {
    expect(oneLine("圍頭橋\r\nBcc: all@example.hk\u0007")).toBe("圍頭橋 Bcc: all@example.hk");
  });

  it("has nothing that XML cannot carry, and nothing that turns the line around", () => {
    expect(oneLine("a\uFFFFb\uD800c\u202Ed")).toBe("ab\uFFFDcd");
  });
});

describe("the link to the board", () => {
  const linkOf = (boardUrl: string, exerciseId?: string) => boardLink({ ...bridge, boardUrl }, exerciseId);

  it("leads to the village's own board, and in an exercise to the exercise's", () => {
    expect(linkOf("https://board.example.hk/")).toBe("https://board.example.hk/?village=lam-tsuen");
    expect(linkOf("https://board.example.hk/", "storm-1")).toBe(
      "https://board.example.hk/?village=lam-tsuen&exercise=storm-1",
    );
  });

  it("leaves alone what an address already says", () => {
    expect(linkOf("https://board.example.hk/?lang=en")).toBe(
      "https://board.example.hk/?lang=en&village=lam-tsuen",
    );
    expect(linkOf("https://board.example.hk/?village=ping-long")).toBe(
      "https://board.example.hk/?village=ping-long",
    );
  });
});
