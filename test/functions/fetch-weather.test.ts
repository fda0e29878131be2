import { describe, expect, it } from "vitest";
import { fetchWeather, type Services } from "#functions/fetch-weather/fetch-weather.ts";
import { readNowcast } from "#shared/adapters/hko/nowcast.ts";
import type { Observatory } from "#shared/adapters/hko/observatory.ts";
import { readDistrictRainfall, readStationRainfall } from "#shared/adapters/hko/rainfall.ts";
import { readWarningSummary } from "#shared/adapters/hko/warning-summary.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { KNOWN_AFTER_MS, weatherAt } from "#shared/rules/weather/weather-at.ts";
import { bulletin, grid, stations, warning } from "#test/shared/adapters/hko/replies.ts";
import { EVENING } from "./ingest-services.ts";
import { pilot } from "./pilot-village.ts";

const observedAt = EVENING - 15 * MINUTE_MS;
const DOWN = { refused: "the feed is down" };

/** What each feed sends, as text. */
const texts = {
  warnings: JSON.stringify({ WRAIN: warning("WRAINR", observedAt) }),
  districtRainfall: JSON.stringify(bulletin(observedAt, 41)),
  stationRainfall: JSON.stringify(stations(observedAt, { "Tai Po": "12", "Tai Mei Tuk": "31" })),
  nowcast: grid(observedAt, "20.00", "8.00", "1.00", "0.00"),
};

const sends = (sent: Partial<typeof texts>): Observatory => ({
  warnings: async (now) => (sent.warnings === undefined ? DOWN : readWarningSummary(sent.warnings, now)),
  districtRainfall: async (now) =>
    sent.districtRainfall === undefined ? DOWN : readDistrictRainfall(sent.districtRainfall, now),
  stationRainfall: async (now) =>
    sent.stationRainfall === undefined ? DOWN : readStationRainfall(sent.stationRainfall, now),
  nowcast: async (now) => (sent.nowcast === undefined ? DOWN : readNowcast(sent.nowcast, now)),
});

const lamTsuen: Village = {
  ...pilot.village,
  rainfall: { district: "Tai Po", stations: ["Tai Po", "Tai Mei Tuk"] },
};

const world = (observatory: Observatory = sends(texts), villages: readonly Village[] = [lamTsuen]) => {
  const time = { wall: EVENING };
  const services = {
    clock: { now: () => time.wall },
    villages: { list: async () => villages },
    observatory,
    weather: memoryVillageWeather(),
  } satisfies Services;
  const known = (villageId = "lam-tsuen", instant: EpochMs = time.wall + KNOWN_AFTER_MS) =>
    weatherAt(services.weather.villages.get(villageId)?.weather, instant);
  return { time, services, known };
};

describe("fetching the weather", () => {
  it("keeps for a village what is in force, measured in its district and foretold at its sites", async () => {
    const { services, known } = world();
    expect(await fetchWeather(services)).toEqual({
      refused: [],
      doubted: [],
      villages: [{ villageId: "lam-tsuen", outcome: "written", stale: [] }],
    });
    expect(known()).toEqual({
      warnings: { rainstorm: { signal: "red", issuedAt: observedAt }, fetchedAt: EVENING },
      districtRainfall: { place: "Tai Po", pastHourMm: 41, observedAt, fetchedAt: EVENING },
      stationRainfall: { place: "Tai Mei Tuk", pastHourMm: 31, observedAt, fetchedAt: EVENING },
      nowcast: {
        issuedAt: observedAt,
        fetchedAt: EVENING,
        halfHours: [20, 8, 1, 0].map((rainMm, index) => ({
          endsAt: observedAt + (index + 1) * 30 * MINUTE_MS,
          rainMm,
        })),
      },
    });
  });

  it.each(["warnings", "districtRainfall", "stationRainfall", "nowcast"] as const)(
    "leaves what was known where %s is down, with its age, and takes the others",
    async (feed) => {
      const { time, services, known } = world();
      await fetchWeather(services);
      const before = known();
      time.wall += 5 * MINUTE_MS;
      const { [feed]: _, ...others } = texts;
      const fetched = await fetchWeather({ ...services, observatory: sends(others) });
      expect(fetched.refused).toEqual(["the feed is down"]);
      expect(known()?.[feed]).toEqual(before?.[feed]);
      expect(fetched.villages[0]?.stale).toEqual([]);
    },
  );

  it("says which feeds have said nothing fresh for too long", async () => {
    const { time, services } = world();
    await fetchWeather(services);
    time.wall += DAY_MS;
    const fetched = await fetchWeather({ ...services, observatory: sends({}) });
    expect(fetched.villages[0]?.stale).toEqual([
      "warnings",
      "districtRainfall",
      "stationRainfall",
      "nowcast",
    ]);
  });

  it("knows no measured rain of a village whose file names no district, and does not miss it", async () => {
    const { rainfall: _, ...elsewhere } = lamTsuen;
    const { services, known } = world(sends(texts), [elsewhere]);
    const fetched = await fetchWeather(services);
    expect(fetched.villages[0]?.stale).toEqual([]);
    expect(Object.keys(known() ?? {})).toEqual(["warnings", "nowcast"]);
  });

  it("says where a village's station or district is not among those told of", async () => {
    const nowhere: Village = {
      ...lamTsuen,
      rainfall: { district: "Sai Kung", stations: ["Tai Poo", "Tai Po"] },
    };
    const { services, known } = world(sends(texts), [nowhere]);
    expect((await fetchWeather(services)).doubted).toEqual([
      "no rain is told of Sai Kung",
      "no rain is told of Tai Poo",
    ]);
    expect(known()?.stationRainfall?.pastHourMm).toBe(12);
  });

  it("takes the most that is foretold at any site, and passes over one outside of the grid", async () => {
    const [bridge] = lamTsuen.sites;
    if (bridge === undefined) throw new Error("there is a bridge");
    const sites = [
      { ...bridge, siteId: "dry-corner", position: [114.105, 22.426] as [number, number] },
      bridge,
      { ...bridge, siteId: "far-island", position: [113.95, 22.2] as [number, number] },
    ];
    const { services, known } = world(sends(texts), [{ ...lamTsuen, sites }]);
    expect((await fetchWeather(services)).doubted).toEqual(["nowcast: no cell lies at 113.95, 22.2"]);
    expect(known()?.nowcast?.halfHours[0]?.rainMm).toBe(20);
  });

  it("says each value once that is not believed, however many villages there are", async () => {
    const lying = { ...texts, districtRainfall: JSON.stringify(bulletin(observedAt, 5_000)) };
    const villages = [lamTsuen, { ...lamTsuen, villageId: "next-door" }];
    const { services, known } = world(sends(lying), villages);
    expect((await fetchWeather(services)).doubted).toEqual([
      "rhrread.rainfall.data.1.max: 5000 mm in an hour at Tai Po is no rain",
      "no rain is told of Tai Po",
    ]);
    expect(known()?.districtRainfall).toBeUndefined();
    expect(known("next-door")?.warnings?.rainstorm?.signal).toBe("red");
  });

  it("writes the other villages where one cannot be written", async () => {
    const { services, known } = world(sends(texts), [{ ...lamTsuen, villageId: "cursed" }, lamTsuen]);
    const write: Services["weather"]["write"] = (villageId, ...rest) =>
      villageId === "cursed"
        ? Promise.reject(new Error("throttled"))
        : services.weather.write(villageId, ...rest);
    const fetched = await fetchWeather({ ...services, weather: { ...services.weather, write } });
    expect(fetched.villages.map(({ outcome }) => outcome)).toEqual([
      { error: new Error("throttled") },
      "written",
    ]);
    expect(known()?.warnings?.rainstorm?.signal).toBe("red");
  });

  it("gives way to who has fetched later, and writes nothing so late that others have judged without it", async () => {
    const { time, services } = world();
    await services.weather.write(
      "lam-tsuen",
      { warnings: [], districtRainfall: [], stationRainfall: [], nowcasts: [] },
      EVENING + 1,
    );
    expect((await fetchWeather(services)).villages[0]?.outcome).toBe("overtaken");
    const read: Services["weather"]["read"] = async (villageId) => {
      time.wall += 21 * SECOND_MS;
      return services.weather.read(villageId);
    };
    const slow = await fetchWeather({ ...services, weather: { ...services.weather, read } });
    expect(slow.villages[0]?.outcome).toBe("late");
  });
});
