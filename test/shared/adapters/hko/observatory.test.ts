import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observatory } from "#shared/adapters/hko/observatory.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { brokenReplies } from "./broken-replies.ts";
import { bulletin, FEEDS, grid, type SkyReply, stations, warning } from "./replies.ts";
import { type SkyServer, sends, skyServer } from "./sky-server.ts";

const NOW = Date.now();
const issuedAt = Math.floor((NOW - 20 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
const LIMIT = { answerWithinMs: 1_000 };

const wellBehaved = () => ({
  warnings: sends(JSON.stringify({ WRAIN: warning("WRAINA", issuedAt) })),
  districtRainfall: sends(JSON.stringify(bulletin(issuedAt, 41))),
  stationRainfall: sends(JSON.stringify(stations(issuedAt, { "Tai Po": "12" }))),
  nowcast: sends(grid(issuedAt, 1, 2, 3, 4), { "content-type": "text/csv" }),
});

let server: SkyServer;
beforeAll(async () => {
  server = await skyServer(wellBehaved());
});
afterAll(() => server[Symbol.asyncDispose]());

const answering = (reply: SkyReply) => {
  for (const feed of FEEDS) server.replies[feed] = reply;
  return observatory(server.url, LIMIT);
};

describe("the Observatory's open data", () => {
  it("is read by its four feeds", async () => {
    Object.assign(server.replies, wellBehaved());
    const sky = observatory(server.url, LIMIT);
    expect(await sky.warnings(NOW)).toEqual({ told: { rainstorm: { signal: "amber", issuedAt } } });
    const district = await sky.districtRainfall(NOW);
    expect("told" in district && district.told.byPlace.get("Tai Po")?.pastHourMm).toBe(41);
    const station = await sky.stationRainfall(NOW);
    expect("told" in station && station.told.byPlace.get("Tai Po")?.pastHourMm).toBe(12);
    const nowcast = await sky.nowcast(NOW);
    expect("told" in nowcast && nowcast.told.at([114.1468, 22.4689])).toMatchObject({ told: { length: 4 } });
  });

  it("may come packed, and after a hiccup", async () => {
    let asked = 0;
    const sky = answering((response) => {
      asked += 1;
      if (asked === 1) response.writeHead(502).end();
      else {
        response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
        response.end(gzipSync("{}"));
      }
    });
    expect(await sky.warnings(NOW)).toEqual({ told: {} });
    expect(asked).toBe(2);
  });

  it("is not asked again for what another attempt cannot better", async () => {
    let asked = 0;
    const sky = answering((response) => {
      asked += 1;
      sends("{}", {}, 404)(response);
    });
    await sky.warnings(NOW);
    expect(asked).toBe(1);
  });
});

describe.each(Object.entries(brokenReplies(NOW)))("a server that %s", (_, reply) => {
  it("is refused with a sentence, by every feed, within its time", async () => {
    const sky = answering(reply);
    const begun = performance.now();
    const all = await Promise.all(FEEDS.map((feed) => sky[feed](NOW)));
    expect(performance.now() - begun).toBeLessThan(3_000);
    for (const read of all) expect(read).toEqual({ refused: expect.stringMatching(/^[a-zA-Z]+.* .+/) });
  });
});

describe("a server that is not there", () => {
  it("is refused with a sentence", async () => {
    const gone = await skyServer(wellBehaved());
    await gone[Symbol.asyncDispose]();
    expect(await observatory(gone.url, LIMIT).warnings(NOW)).toEqual({
      refused: expect.stringMatching(/^warnsum cannot be reached: /),
    });
  });
});

describe("a feed that lies", () => {
  it.each<[string, SkyReply, string]>([
    [
      "of next week",
      sends(JSON.stringify({ WRAIN: warning("WRAINB", NOW + 7 * DAY_MS) })),
      "warnsum.WRAIN.issueTime",
    ],
    [
      "of last week",
      sends(JSON.stringify({ WRAIN: warning("WRAINB", NOW - 7 * DAY_MS) })),
      "warnsum.WRAIN.issueTime",
    ],
  ])("%s is refused with the field named", async (_, reply, field) => {
    expect(await answering(reply).warnings(NOW)).toEqual({ refused: expect.stringContaining(field) });
  });
});
