import { describe, expect, it } from "vitest";
import { readDistrictRainfall, readStationRainfall } from "#shared/adapters/hko/rainfall.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { bulletin, hkoTime, stations } from "./replies.ts";

const observedAt = EVENING - 20 * MINUTE_MS;
const district = (document: unknown) => readDistrictRainfall(JSON.stringify(document), EVENING);
const station = (document: unknown) => readStationRainfall(JSON.stringify(document), EVENING);
const at = (read: ReturnType<typeof district>, place: string) =>
  "told" in read ? read.told.byPlace.get(place)?.pastHourMm : read;

describe("the rain of the bulletin", () => {
  it("is the most that any gauge of a district measured in the hour", () => {
    const read = district(bulletin(observedAt, 41.5));
    expect("told" in read && read.told.byPlace.get("Tai Po")).toEqual({
      place: "Tai Po",
      pastHourMm: 41.5,
      observedAt,
    });
    expect(at(read, "North District")).toBe(12);
  });

  it.each<[string, unknown, object]>([
    ["under maintenance", 0, { main: "TRUE" }],
    ["marked as under maintenance in another way", 0, { main: true }],
    ["without a most", undefined, {}],
    ["with an empty one", "", {}],
    ["with M", "M", {}],
  ])("is not known of a district %s", (_, max, more) => {
    const read = district(bulletin(observedAt, max, more));
    expect(at(read, "Tai Po")).toBeUndefined();
    expect(at(read, "North District")).toBe(12);
  });

  it("may come as text, and as an empty text where no district has any", () => {
    expect(at(district(bulletin(observedAt, "41")), "Tai Po")).toBe(41);
    const none = district({ rainfall: { data: "", endTime: hkoTime(observedAt) } });
    expect("told" in none && none.told.byPlace.size).toBe(0);
  });

  it.each([5_000, -1])("of %d mm is not believed, and says nothing against the others", (rainMm) => {
    const read = district(bulletin(observedAt, rainMm));
    expect(at(read, "Tai Po")).toBeUndefined();
    expect(at(read, "North District")).toBe(12);
    expect("told" in read && read.told.doubted).toEqual([
      `rhrread.rainfall.data.1.max: ${rainMm} mm in an hour at Tai Po is no rain`,
    ]);
  });

  it.each<[string, unknown, string]>([
    ["is missing", { icon: [50] }, "rhrread.rainfall is missing"],
    [
      "is of tomorrow",
      bulletin(EVENING + DAY_MS, 3),
      "rhrread.rainfall.endTime 2026-09-09T13:30:00.000Z is in",
    ],
    ["is of yesterday", bulletin(EVENING - DAY_MS, 3), "is 24 hours ago"],
    ["has no list", { rainfall: { data: {}, endTime: hkoTime(observedAt) } }, "rhrread.rainfall.data: "],
    ["has no time", { rainfall: { data: "" } }, "rhrread.rainfall.endTime: "],
  ])("that %s is refused with the field named", (_, document, sentence) => {
    expect(district(document)).toEqual({ refused: expect.stringContaining(sentence) });
  });
});

describe("the rain of the automatic stations", () => {
  it("comes as text, with M for a gauge that is silent", () => {
    const read = station(stations(observedAt, { "Tai Po": "12", "Tai Mei Tuk": "M", "Sha Tin": "Trace" }));
    expect(at(read, "Tai Po")).toBe(12);
    expect(at(read, "Tai Mei Tuk")).toBeUndefined();
    expect(at(read, "Sha Tin")).toBe(0);
  });

  it("of 5,000 mm is not believed", () => {
    const read = station(stations(observedAt, { "Tai Po": "5000", "Sha Tin": "3" }));
    expect("told" in read && read.told.doubted).toEqual([
      "hourlyRainfall.hourlyRainfall.0.value: 5000 mm in an hour at Tai Po is no rain",
    ]);
    expect(at(read, "Sha Tin")).toBe(3);
  });

  it("is refused when it is of yesterday, or no such document", () => {
    expect(station(stations(EVENING - 7 * HOUR_MS, {}))).toEqual({
      refused: "hourlyRainfall.obsTime 2026-09-08T06:30:00.000Z is 7 hours ago",
    });
    expect(station({})).toEqual({ refused: expect.stringContaining("hourlyRainfall.obsTime: ") });
    expect(station("")).toEqual({ refused: expect.stringContaining("hourlyRainfall: ") });
  });
});
