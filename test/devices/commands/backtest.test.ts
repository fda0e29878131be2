import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BacktestResult } from "#devices/backtest/backtest-result.ts";
import { type Said, village } from "./command-line.ts";

const checkout = fileURLToPath(new URL("../../../", import.meta.url));
const PILOT = join(checkout, "cdk/config/pilot.yaml");
const STORM = join(checkout, "devices/traces/storm-at-wai-tau.csv");

const ROAD = `sensorHeightM: 3
hazards:
  - hazard: flood
    settings: { reference: depth, advisoryM: 0.1, warningM: 0.2, dangerM: 0.3 }
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "back-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

const inFolder = async (name: string, text: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

/** A flood to 36 cm in 18 minutes and back, a row a minute, below a sensor 3 m above the road. */
const DEPTHS_MM = [
  ...Array.from({ length: 5 }, () => 0),
  ...Array.from({ length: 18 }, (_, minute) => (minute + 1) * 20),
  ...Array.from({ length: 18 }, (_, minute) => 340 - minute * 20),
  ...Array.from({ length: 30 }, () => 0),
];
const timeOf = (minute: number): string => new Date(Date.UTC(2021, 6, 8, 14, minute)).toISOString();
const csv = (cell: (depthMm: number, minute: number) => string, header = "t_utc,distance_mm"): string =>
  [header, ...DEPTHS_MM.map((depthMm, minute) => `${timeOf(minute)},${cell(depthMm, minute)}`), ""].join(
    "\n",
  );
const FLOOD = csv((depthMm) => String(3000 - depthMm));

/** The command on a series and a site, each given as text. */
const backtest = async (
  series: string | Uint8Array,
  site: string,
  ...args: readonly string[]
): Promise<Said> =>
  village(
    "backtest",
    "--series",
    await inFolder("series.csv", series),
    "--site",
    await inFolder("site.yaml", site),
    ...args,
  );

const DISTANCE = ["--time", "t_utc", "--value", "distance_mm=distance:mm"] as const;

interface Report extends BacktestResult {
  readonly siteId: string;
  readonly series: {
    readonly malformed: number;
    readonly elsewhere: number;
    readonly empty: number;
    readonly sorted: boolean;
  };
}
const report = ({ out, trouble }: Said): Report => {
  expect(trouble).toBe("");
  return JSON.parse(out);
};
const levelsOf = ({ sites }: BacktestResult) =>
  sites
    .flatMap(({ hazards }) => hazards)
    .flatMap(({ alerts }) => alerts)
    .map(({ alert }) => alert.level);
const levels = async (...args: Parameters<typeof backtest>) =>
  levelsOf(report(await backtest(...args, "--json")));

describe("village backtest", () => {
  it("tells the alarm, each alert with its texts and who gets it, the lead times, the quality and the text messages", async () => {
    const { code, out, notes } = await backtest(FLOOD, ROAD, ...DISTANCE);
    expect(code).toBe(0);
    expect(out).toContain("Played 71 rows, 2021-07-08 22:00:00 to 2021-07-08 23:10:00 in Hong Kong");
    expect(out).toContain("Quality of distance: 71 good");
    expect(out).toContain("flood: 1 alarm, ");
    expect(out).toMatch(/Alarm 1: 2021-07-08 22:09:00 to .*; highest danger/);
    expect(out).toMatch(/danger was reached at 2021-07-08 22:19:00, told \d+(\.\d)? min before/);
    expect(out).toMatch(/sms zh-HK to drainage-services \(drainage services\).*\n\s+【/);
    expect(out).toMatch(/sms en to subscriber-en \(subscriber\)\n\s+FLOOD/);
    expect(out).toMatch(/not told: .*food-environmental-hygiene \(not routed\)/);
    expect(out).toMatch(/Text messages: \d+, in \d+ parts\.$/);
    expect(notes).toContain("one of each role stands for those who would be told");
  });

  it("says the same as data, instants as ISO 8601", async () => {
    const told = report(await backtest(FLOOD, ROAD, ...DISTANCE, "--json"));
    expect(told).toMatchObject({ schema: "back-test/1", siteId: "site", rows: 71, series: { malformed: 0 } });
    const [alarm] = told.sites[0]?.hazards[0]?.alarms ?? [];
    expect(alarm).toMatchObject({ from: "2021-07-08T14:09:00.000Z", highest: "danger" });
    expect(levelsOf(told).at(-1)).toBe("normal");
  });

  it("never takes for safety what it could not judge", async () => {
    const { out, notes } = await backtest(FLOOD, ROAD.replace("sensorHeightM: 3\n", ""), ...DISTANCE);
    expect(out).toContain("No reading could be judged: the level is not known.");
    expect(out).not.toContain("stayed normal");
    expect(notes).toContain("needs its sensor's sensorHeightM");
    const warmth = ["--time", "t_utc", "--value", "distance_mm=battery_voltage:mV"];
    const other = await backtest(FLOOD, ROAD, ...warmth);
    expect(other.notes).toMatch(
      /no reading could be judged for flood, .*it reads distance, .*and the recording tells battery_voltage/,
    );
    const page = join(folder, "unjudged.html");
    await backtest(FLOOD, ROAD, ...warmth, "--html", page);
    expect(await readFile(page, "utf8")).toContain("No reading could be judged");
    expect(await readFile(page, "utf8")).toContain('<span lang="zh-HK">水浸</span>');
  });

  it("takes the sensors that a trace names for those of a site that names none", async () => {
    const trace = csv(
      (depthMm, minute) => `${(3000 - depthMm) / 1000},020000fffe00c00${minute % 2}`,
      "time,distance,device",
    );
    const told = report(await backtest(trace, ROAD, "--json"));
    expect(told.unplaced).toBe(0);
    expect(levelsOf(told)).toContain("danger");
    const elsewhere = `${ROAD}devices:\n  - { devEui: 020000fffe00d001, profileId: generic/opaque, reportIntervalS: 60 }\n`;
    expect((await backtest(trace, elsewhere)).notes).toContain(
      "the sensors that the recording names do not stand at this site",
    );
  });

  it("takes a site out of a village's file, with its own people, and its newest settings whatever the year", async () => {
    const said = await village("backtest", "--series", STORM, "--site", PILOT, "--site-id", "wai-tau-bridge");
    expect(said.code).toBe(0);
    expect(said.out).toContain("flood: 1 alarm, 6 alerts");
    expect(said.out).toContain("sms en to villager-smith (subscriber)");
    const older = csv((depthMm) => String(3000 - depthMm));
    const road = await village(
      "backtest",
      "--series",
      await inFolder("older.csv", older),
      "--site",
      PILOT,
      "--site-id",
      "lam-kam-road",
      ...DISTANCE,
    );
    expect(road.out).toContain("highest danger");
  });

  it("leaves out of a trace what the radio lost", async () => {
    const trace = "time,distance,transmission\n2026-09-08T14:00:00Z,3,once\n2026-09-08T14:01:00Z,3,lost\n";
    expect(report(await backtest(trace, ROAD, "--json"))).toMatchObject({
      rows: 1,
      series: { elsewhere: 1 },
    });
  });

  it.each([
    [
      "levels above the datum",
      csv((depthMm) => String(depthMm)),
      "distance_mm=water_depth:mm",
      ROAD.replace("sensorHeightM: 3", "sensorHeightM: 0"),
    ],
    ["feet", csv((depthMm) => String((3000 - depthMm) / 304.8)), "distance_mm=distance:ft", ROAD],
    ["centimetres", csv((depthMm) => String((3000 - depthMm) / 10)), "distance_mm=distance:cm", ROAD],
  ])("takes %s", async (_, series, value, site) => {
    expect(await levels(series, site, "--time", "t_utc", "--value", value)).toEqual(
      await levels(FLOOD, ROAD, ...DISTANCE),
    );
  });

  it("takes only the rows of --where", async () => {
    const two = csv((depthMm) => `${3000 - depthMm},A`, "t_utc,distance_mm,station").replace(
      /\n$/,
      `\n${timeOf(3)},2000,B\n`,
    );
    const told = report(await backtest(two, ROAD, ...DISTANCE, "--where", "station=A", "--json"));
    expect(told.series.elsewhere).toBe(1);
    expect(levelsOf(told)).toEqual(await levels(FLOOD, ROAD, ...DISTANCE));
  });

  it("plays it as a slower device would have reported it, and as one that hurries once it is wet", async () => {
    const rows = async (...args: readonly string[]) =>
      report(await backtest(FLOOD, ROAD, ...DISTANCE, "--json", ...args)).rows;
    expect(await rows("--sample", "5m")).toBe(15);
    expect(await rows("--sample", "5m", "--phase", "2m")).toBe(14);
    const hurried = await rows("--sample", "5m/1m>=30mm");
    // Wet from 22:06 on and seen so at 22:10, dry again at 22:39.
    expect(hurried).toBe(2 + 30 + 6);
  });

  it("lets the clock run on after the last row, so that a lost gauge leaves its site blind", async () => {
    const lost = FLOOD.split("\n").slice(0, 22).join("\n");
    const until = ["--until", "2021-07-08T23:30:00+08:00"] as const;
    expect((await backtest(lost, ROAD, ...DISTANCE)).out).not.toContain("Blind");
    expect((await backtest(lost, ROAD, ...DISTANCE, ...until)).out).toMatch(
      /Blind at \w+ from 2021-07-08 22:25:00 to the end/,
    );
  });

  it("says when a recording is too sparse for the pace that its sensor promises", async () => {
    const sparse = FLOOD.split("\n")
      .filter((_, line) => line % 15 === 0 || line === 0)
      .join("\n");
    const { notes } = await backtest(sparse, `${ROAD}devices:\n  - reportIntervalS: 60\n`, ...DISTANCE);
    expect(notes).toContain("a row every 15 minutes, and the site counts as blind after 5: --sample 15m");
  });
});

describe("village backtest --against", () => {
  const stricter = ROAD.replace("advisoryM: 0.1", "advisoryM: 0.06");

  it("tells which alerts appear, vanish or move, seen from the other configuration", async () => {
    const other = await inFolder("other.yaml", ROAD);
    const { out } = await backtest(FLOOD, stricter, ...DISTANCE, "--against", other);
    expect(out).toMatch(/Against .*other\.yaml: \d+ alerts appear, \d+ vanish, \d+ move, \d+ stay; /);
    expect(out).toMatch(/~ moves {2}2021-07-08 22:07:00 {2}flood advisory, from normal: 2 min earlier/);
    const same = await backtest(FLOOD, ROAD, ...DISTANCE, "--against", other);
    expect(same.out).toMatch(/0 alerts appear, 0 vanish, 0 move, \d+ stay; as many text messages/);
  });

  it("says so as data as well", async () => {
    const other = await inFolder("other.yaml", ROAD);
    const { out } = await backtest(FLOOD, stricter, ...DISTANCE, "--against", other, "--json");
    const { comparison } = JSON.parse(out);
    expect(comparison.changes).toContainEqual(
      expect.objectContaining({
        change: "moves",
        level: "advisory",
        at: "2021-07-08T14:07:00.000Z",
        byMinutes: -2,
      }),
    );
  });

  it("refuses another file that is wrong by its own name", async () => {
    const other = await inFolder("other.yaml", ROAD.replace("dangerM: 0.3", "dangerM: 0.1"));
    const said = await backtest(FLOOD, ROAD, ...DISTANCE, "--against", other);
    expect(said.trouble).toMatch(/--against .*other\.yaml:\n\s+line 4/);
  });
});

describe("village backtest --html", () => {
  const drawn = async (site: string, ...args: readonly string[]) => {
    const path = join(folder, "page.html");
    const said = await backtest(FLOOD, site, ...DISTANCE, "--html", path, ...args);
    return { said, page: await readFile(path, "utf8") };
  };

  it("draws level, thresholds, alarm bands, alerts and forecasts, in both languages, and still tells them", async () => {
    const { said, page } = await drawn(ROAD);
    expect(said.out).toContain("highest danger");
    expect(said.notes).toContain("The page is in ");
    for (const drawing of [
      "var(--water)",
      "var(--danger-line)",
      "var(--danger)",
      'stroke-dasharray="6 3"',
      "<svg",
    ]) {
      expect(page).toContain(drawing);
    }
    expect(page).toMatch(/<span lang="zh-HK">警報<\/span> <span lang="en">Alarm<\/span> 1/);
    expect(page).toContain('<dd lang="zh-HK">【');
  });

  it("needs nothing else: no network, no script", async () => {
    const { page } = await drawn(ROAD);
    const addresses = page.match(/(https?:)?\/\/[^\s"'<]+/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set(["http://www.w3.org/2000/svg"]));
    expect(page).not.toMatch(/<script|<link|<img|@import|url\((?!#)/);
  });

  it("shows a name as it is written", async () => {
    const { page } = await drawn(`name: "<b>Road & Co</b>"\n${ROAD}`);
    expect(page).not.toContain("<b>Road");
    expect(page).toContain("&lt;b&gt;Road &amp; Co&lt;/b&gt;");
  });

  it("shows what another configuration did otherwise", async () => {
    const other = await inFolder("other.yaml", ROAD.replace("advisoryM: 0.1", "advisoryM: 0.06"));
    const { page } = await drawn(ROAD, "--against", other);
    expect(page).toContain('<span lang="en">moves</span>');
  });

  it("takes the place of an older page, and says where there is no folder for it", async () => {
    await drawn(ROAD);
    await drawn(ROAD);
    const nowhere = await backtest(FLOOD, ROAD, ...DISTANCE, "--html", join(folder, "none", "page.html"));
    expect(nowhere).toMatchObject({
      code: 1,
      trouble: expect.stringMatching(/^--html: .*there is no such folder$/),
    });
  });
});

describe("village backtest --weather", () => {
  const HEARD = Array.from({ length: 16 }, (_, index) => timeOf(index * 5 - 10));
  const RED = {
    warnings: [{ warnings: { rainstorm: { signal: "red", issuedAt: timeOf(-10) } }, heardAt: HEARD }],
  };
  const withWeather = async (weather: unknown) => [
    ...DISTANCE,
    "--weather",
    await inFolder("weather.json", typeof weather === "string" ? weather : JSON.stringify(weather)),
  ];

  it("judges the readings as they were judged under that sky, and says so in the evidence", async () => {
    const dry = await backtest(FLOOD, ROAD, ...DISTANCE);
    const wet = await backtest(FLOOD, ROAD, ...(await withWeather(RED)));
    expect(dry.out).not.toContain("rain in force");
    expect(wet.out).toContain("rain in force red");
    expect(wet.notes).not.toContain("--weather");
  });

  it("takes instants as people write them or as they are stored, in any order", async () => {
    const stored = {
      warnings: RED.warnings.map(({ warnings: { rainstorm }, heardAt }) => ({
        warnings: { rainstorm: { ...rainstorm, issuedAt: Date.parse(rainstorm.issuedAt) } },
        heardAt: heardAt.map((at) => Date.parse(at)).toReversed(),
      })),
    };
    const one = await backtest(FLOOD, ROAD, ...(await withWeather(RED)));
    expect((await backtest(FLOOD, ROAD, ...(await withWeather(stored)))).out).toBe(one.out);
  });

  it("says that weather of another time changed nothing", async () => {
    const other = { districtRainfall: [{ place: "Tai Po", pastHourMm: 62, observedAt: 0, fetchedAt: 0 }] };
    const said = await backtest(FLOOD, ROAD, ...(await withWeather(other)));
    expect(said.code).toBe(0);
    expect(said.notes).toContain("nothing of --weather was in force at any reading: is it of another time?");
  });

  it.each([
    ["a file that is no JSON", '{ "warnings": [', /weather\.json:\n {2}line \d+, /],
    ["a list", "[]", /the file: what was heard of the weather is expected, a group of warnings, district/],
    ["a field that has no such name", { rain: [] }, "no field here is called rain"],
    [
      "rain that no sky gives",
      { districtRainfall: [{ place: "Tai Po", pastHourMm: 900, observedAt: 0, fetchedAt: 0 }] },
      "line 1, districtRainfall[0].pastHourMm: is too large: at most 500 is possible",
    ],
    [
      "a signal that there is not",
      { warnings: [{ warnings: { rainstorm: { signal: "pink", issuedAt: 0 } }, heardAt: [0] }] },
      "warnings[0].warnings.rainstorm.signal: one of amber, red, black is expected",
    ],
    [
      "an instant without a zone",
      { nowcasts: [{ issuedAt: "2021-07-08 22:00", fetchedAt: 0, halfHours: [] }] },
      "nowcasts[0].issuedAt: a number is expected, and this is a text",
    ],
  ])("refuses %s by line and field", async (_, weather, sentence) => {
    const said = await backtest(FLOOD, ROAD, ...(await withWeather(weather)));
    expect(said).toMatchObject({ code: 1, out: "" });
    expect(said.trouble).toMatch(/^--weather .*weather\.json:/);
    if (typeof sentence === "string") expect(said.trouble).toContain(sentence);
    else expect(said.trouble).toMatch(sentence);
  });

  it("says that there is no such file", async () => {
    const said = await backtest(FLOOD, ROAD, ...DISTANCE, "--weather", "none.json");
    expect(said.trouble).toBe("--weather none.json: there is no such file");
  });
});

describe("what a camera saw, in words", () => {
  const PATH = (settings: string) => `hazards:
  - hazard: wild_pig
    settings: ${settings}
`;
  const PIGS = PATH("{ pigClass: 2, pigletClass: 3, housesM: 60 }");
  /** Three looks a minute at what is there, at night. */
  const looks = (...words: readonly (string | number)[]) =>
    [
      "t_utc,seen,sure,heads",
      ...words.map((word, index) => `${timeOf(index)},${word},93,${word === "fox" ? 1 : 4}`),
    ].join("\n");
  const SEEN = [
    ...["--time", "t_utc", "--value", "seen=vision_class"],
    ...["--value", "sure=vision_confidence", "--value", "heads=vision_target_count"],
  ];

  it("is what the site's file calls so: a pig is a pig", async () => {
    const numbers = await backtest(looks(2, 2, 3, 2), PIGS, ...SEEN);
    expect(numbers.out).toContain("wild_pig: 1 alarm");
    const words = await backtest(looks("pig", "Pig", "piglet", "PIG "), PIGS, ...SEEN);
    expect(words.out).toBe(numbers.out);
    const other = PATH("{ pigClass: 7, pigletClass: 8, housesM: 60 }");
    expect((await backtest(looks("pig", "pig", "piglet", "pig"), other, ...SEEN)).out).toContain(
      "wild_pig: 1 alarm",
    );
  });

  it("is a lorry for a site of dumping that knows several", async () => {
    const site =
      "hazards:\n  - hazard: illegal_dumping\n    settings: { vehicleClasses: [5, 6], personClasses: [0] }\n";
    const said = await backtest(looks("vehicle", "person"), site, ...SEEN);
    expect(said).toMatchObject({ code: 0, trouble: "" });
  });

  it("that nobody gave a number is named, and nothing is played until somebody does", async () => {
    const said = await backtest(looks("pig", "fox", "pgi", "fox"), PIGS, ...SEEN);
    expect(said).toMatchObject({
      code: 1,
      out: "",
      trouble:
        '--value: "fox", "pgi" in vision_class are no classes that the site names (it names pig 2, piglet 3): say which number of the camera\'s model each is, as --class "fox=7"',
    });
    const blind = await backtest(looks("pig"), PATH("{ housesM: 60 }"), ...SEEN);
    expect(blind.trouble).toContain('"pig" in vision_class is no class that the site names (it names none)');
    const told = await backtest(
      looks("fox", "wild boar"),
      PIGS,
      ...SEEN,
      "--class",
      "Fox=7",
      "--class",
      "wild boar=2",
    );
    expect(told.trouble).toBe("");
    expect(told.out).toContain("Quality of vision_class: 2 good");
  });

  it("that is no word is a row that cannot be read, as ever", async () => {
    const said = await backtest(looks("pig", "#REF!", "pig", 999), PIGS, ...SEEN);
    expect(said.out).toContain('line 3, seen: "#REF!" is no number');
    expect(said.out).toContain("line 5, seen: 999 would be 999 of vision_class, and 0 to 255 are possible");
  });

  it.each(["fox", "fox=", "=7", "fox=256", "fox=many"])("--class %s is refused", async (option) => {
    const said = await backtest(looks("pig"), PIGS, ...SEEN, "--class", option);
    expect(said.trouble).toBe(
      `--class: "${option}" is not WORD=NUMBER, like fox=7; numbers go from 0 to 255`,
    );
  });
});

describe("the fire danger at a site that is watched for fires", () => {
  const HILL = "hazards:\n  - hazard: hill_fire\n    settings: {}\n";
  const VALUES = [
    ...["--time", "t", "--value", "temp=air_temperature", "--value", "rh=relative_humidity"],
    ...["--value", "wind=wind_speed:km/h", "--value", "rain=rainfall"],
  ];
  /** Half-hourly weather; one day of it hot, dry and windy. */
  const days = (number: number, hotDay: number, rain: string) =>
    [
      "t,temp,rh,wind,rain",
      ...Array.from({ length: number * 48 }, (_, index) => {
        const at = new Date(Date.UTC(2023, 9, 31, 16, index * 30)).toISOString();
        return `${at},${Math.floor(index / 48) === hotDay ? "35,20,40" : "22,85,5"},${rain}`;
      }),
    ].join("\n");

  it("is told by its class: the highest, and on how many days which", async () => {
    const { out } = await backtest(days(4, 1, ""), HILL, ...VALUES);
    expect(out).toContain(
      "Fire danger if the fuel is driest: severe at the highest, McArthur 51.7 at 2023-11-02 00:00:00; 3 days low, 1 day severe",
    );
    expect(out).not.toContain("Canadian");
    expect(out).toContain("hill_fire: 0 alarms");
  });

  it("is told as data too, with the Canadian index where rain is measured for a fortnight", async () => {
    const told = report(await backtest(days(20, 18, "0"), HILL, ...VALUES, "--json"));
    const [hazard] = told.sites[0]?.hazards ?? [];
    expect(hazard?.fireDanger).toMatchObject({
      highest: { at: "2023-11-18T16:00:00.000Z", index: 51.7, class: "severe" },
      daysOfClass: { low: 19, severe: 1 },
      fireWeatherIndex: { at: "2023-11-19T05:30:00.000Z" },
    });
    expect(hazard?.fireDanger?.fireWeatherIndex?.index).toBeGreaterThan(10);
    const { out } = await backtest(days(20, 18, "0"), HILL, ...VALUES);
    expect(out).toMatch(/Canadian fire weather index: \d+(\.\d)? at the highest, 2023-11-19 1\d:\d0:00/);
  });

  it("is not known where wind is not measured, and no matter where nobody watches for fires", async () => {
    const smoke = csv(() => "12", "t_utc,pm");
    const { out } = await backtest(smoke, HILL, "--time", "t_utc", "--value", "pm=pm2_5");
    expect(out).toContain("Fire danger: not known; it takes temperature, humidity and wind");
    expect((await backtest(FLOOD, ROAD, ...DISTANCE)).out).not.toContain("Fire danger");
  });
});

describe("a series as people have it", () => {
  const semicolons = csv(
    (depthMm) => `${String((3000 - depthMm) / 10).replace(".", ",")}`,
    "t_utc;distance_mm",
  ).replaceAll("Z,", "Z;");
  const cm = ["--time", "t_utc", "--value", "distance_mm=distance:cm"] as const;
  it.each<[string, string | Uint8Array, readonly string[]]>([
    ["with a byte order mark", `\uFEFF${FLOOD}`, DISTANCE],
    ["with Windows' line ends", FLOOD.replaceAll("\n", "\r\n"), DISTANCE],
    ["in UTF-16", Buffer.from(`\uFEFF${FLOOD}`, "utf16le"), DISTANCE],
    ["divided by semicolons, with decimal commas", semicolons, cm],
    ["divided by tabs", FLOOD.replaceAll(",", "\t"), DISTANCE],
    [
      "with comments, blank lines and quotes",
      `# a gauge\n\n${FLOOD.replaceAll("t_utc", '"t_utc"')}\n\n`,
      DISTANCE,
    ],
    ["in the order of nothing", shuffled(FLOOD), DISTANCE],
    ["with every row twice", FLOOD.replace(/^(2021.*)$/gm, "$1\n$1"), DISTANCE],
    [
      "in local time",
      FLOOD.replace(/(\S+)T(\S+)\.000Z/g, (_, day, time) => `${day} ${local(time)}`),
      [...DISTANCE, "--zone", "Asia/Hong_Kong"],
    ],
  ])("is read %s", async (_, series, options) => {
    expect(await levels(series, ROAD, ...options)).toEqual(await levels(FLOOD, ROAD, ...DISTANCE));
  });

  it("may count its time from a start, which --start tells, in the unit that is named", async () => {
    const since = (perMinute: number) =>
      [
        "t,distance_mm",
        ...DEPTHS_MM.map((depthMm, minute) => `${minute * perMinute},${3000 - depthMm}`),
      ].join("\n");
    const expected = await levels(FLOOD, ROAD, ...DISTANCE);
    const start = ["--start", "2021-07-08T22:00:00+08:00", "--value", "distance_mm=distance:mm"];
    expect(await levels(since(60), ROAD, "--time", "t", ...start)).toEqual(expected);
    expect(await levels(since(1), ROAD, "--time", "t:min", ...start)).toEqual(expected);
    const { out } = await backtest(since(1), ROAD, "--time", "t:min", ...start);
    expect(out).toContain("Played 71 rows, 2021-07-08 22:00:00 to 2021-07-08 23:10:00 in Hong Kong");
  });

  it("says that it brought rows into the order of time", async () => {
    expect(report(await backtest(shuffled(FLOOD), ROAD, ...DISTANCE, "--json")).series.sorted).toBe(true);
  });

  it("is read in another encoding, with a note when it had to be guessed", async () => {
    const header = Buffer.concat([Buffer.from([0xa4, 0xf4]), Buffer.from(FLOOD.slice("t_utc".length))]);
    const guessed = await backtest(header, ROAD, "--time", "¤ô", "--value", "distance_mm=distance:mm");
    expect(guessed.notes).toContain("it is not UTF-8, and was read as windows-1252");
    const named = await backtest(
      header,
      ROAD,
      "--time",
      "水",
      "--value",
      "distance_mm=distance:mm",
      "--encoding",
      "big5",
    );
    expect(named).toMatchObject({ code: 0, notes: expect.not.stringContaining("UTF-8") });
    const unknown = await backtest(header, ROAD, ...DISTANCE, "--encoding", "klingon");
    expect(unknown.trouble).toContain('--encoding: "klingon" is not known');
  });

  it("may hold rows that cannot be read: they are counted and the first few named by line and column", async () => {
    const lines = FLOOD.split("\n");
    lines[2] = `${timeOf(1)},Sensor error`;
    lines[3] = "some day,3000";
    lines[4] = `${timeOf(3)},NaN`;
    lines[5] = `${timeOf(4)},`;
    lines[60] = `${timeOf(59)},99000`;
    lines[61] = timeOf(60);
    const said = await backtest(lines.join("\n"), ROAD, ...DISTANCE);
    expect(said.code).toBe(0);
    expect(said.out).toContain("3 rows that could not be read:");
    expect(said.out).toContain('line 3, distance_mm: "Sensor error" is no number');
    expect(said.out).toContain('line 4, t_utc: "some day" is no time like 2026-09-08T15:41:00Z');
    expect(said.out).toContain(
      "line 61, distance_mm: 99000 would be 99 m of distance, and 0 to 60 m are possible",
    );
    expect(said.out).toContain("3 rows without a value");
    expect(said.out).toContain("highest danger");
  });

  it("of which every row is broken is refused in one sentence", async () => {
    const said = await backtest("t_utc,distance_mm\nx,1\ny,2\n", ROAD, ...DISTANCE);
    expect(said.code).toBe(1);
    expect(said.trouble.split("\n")).toHaveLength(1);
    expect(said.trouble).toMatch(
      /nothing could be read: of its rows 2 could not be read \(line 2, t_utc: "x" is no time/,
    );
  });
});

describe("what is wrong is said before anything is played", () => {
  it.each<[string, string | Uint8Array, string, readonly string[], string | RegExp]>([
    [
      "a column that is not there",
      FLOOD,
      ROAD,
      ["--time", "when", "--value", "depth=distance"],
      '--time: there is no column "when"; there are: t_utc, distance_mm',
    ],
    [
      "no time",
      FLOOD,
      ROAD,
      ["--value", "distance_mm=distance:mm"],
      "--time is needed: the column that says when each row was observed; its columns are: t_utc, distance_mm",
    ],
    ["no value", FLOOD, ROAD, ["--time", "t_utc"], "--value is needed"],
    [
      "a time that counts from nobody knows when",
      "t_s,distance_mm\n0,3000\n60,2900\n",
      ROAD,
      ["--time", "t_s", "--value", "distance_mm=distance:mm"],
      '"0" counts from a start that the file does not tell: say it with --start, as 2026-09-08T15:41:00Z',
    ],
    [
      "a unit of time without a start",
      "t,distance_mm\n0,3000\n",
      ROAD,
      ["--time", "t:min", "--value", "distance_mm=distance:mm"],
      "--time: t:min counts from a start: say with --start when that was",
    ],
    [
      "a start without a time",
      FLOOD,
      ROAD,
      ["--start", "2021-07-08T14:00:00Z", "--value", "distance_mm=distance:mm"],
      "--start belongs to --time",
    ],
    [
      "a start without a zone",
      FLOOD,
      ROAD,
      [...DISTANCE, "--start", "2021-07-08 14:00"],
      '--start: "2021-07-08 14:00" is no instant like 2026-09-08T15:41:00Z',
    ],
    [
      "a start for times of the calendar",
      FLOOD,
      ROAD,
      [...DISTANCE, "--start", "2021-07-08T14:00:00Z"],
      /"2021-07-08T14:00:00.000Z" is no number of s since --start/,
    ],
    [
      "a value without a quantity",
      FLOOD,
      ROAD,
      ["--time", "t_utc", "--value", "distance_mm"],
      '--value: "distance_mm" is not COLUMN=QUANTITY',
    ],
    [
      "a quantity that nobody knows",
      FLOOD,
      ROAD,
      ["--time", "t_utc", "--value", "distance_mm=water_heights"],
      /"water_heights" is no quantity of the catalogue; possible: .*water_level/,
    ],
    [
      "a unit of another kind",
      FLOOD,
      ROAD,
      ["--time", "t_utc", "--value", "distance_mm=distance:degC"],
      "degC is a temperature, not a length",
    ],
    [
      "a workbook of a spreadsheet",
      Buffer.from("504b0304140006000800", "hex"),
      ROAD,
      DISTANCE,
      "series.csv: this is a workbook (.xlsx, .ods) or another ZIP archive: open it in a spreadsheet and save the sheet as CSV UTF-8",
    ],
    ["an empty file", "", ROAD, DISTANCE, "it is empty; its first line names the columns"],
    [
      "a header without rows",
      "t_utc,distance_mm\n",
      ROAD,
      DISTANCE,
      "nothing could be read: it has no rows below its header",
    ],
    [
      "a --where that nothing fulfils",
      FLOOD,
      ROAD,
      [...DISTANCE, "--where", "distance_mm=7"],
      "71 were left out by --where",
    ],
    [
      "a --where without a value",
      FLOOD,
      ROAD,
      [...DISTANCE, "--where", "station"],
      '--where: "station" is not COLUMN=VALUE',
    ],
    [
      "a zone that is none",
      FLOOD,
      ROAD,
      [...DISTANCE, "--zone", "HKT"],
      '--zone: "HKT" is no zone like Asia/Hong_Kong',
    ],
    [
      "a model that nobody makes",
      FLOOD,
      ROAD,
      [...DISTANCE, "--device", "acme"],
      '--device: "acme" is no model of the catalogue; `village profiles` lists them',
    ],
    [
      "a pace that is none",
      FLOOD,
      ROAD,
      [...DISTANCE, "--sample", "often"],
      '--sample: "often" is not like 5m, or 5m/1m>=30mm',
    ],
    [
      "a hurry that is slower",
      FLOOD,
      ROAD,
      [...DISTANCE, "--sample", "1m/5m>=30mm"],
      "asks for no faster pace",
    ],
    ["a phase without a pace", FLOOD, ROAD, [...DISTANCE, "--phase", "30s"], "--phase belongs to --sample"],
    [
      "an instant without a zone",
      FLOOD,
      ROAD,
      [...DISTANCE, "--until", "2021-07-08"],
      '--until: "2021-07-08" is no instant',
    ],
    [
      "thresholds that do not rise",
      FLOOD,
      ROAD.replace("warningM: 0.2", "warningM: 0.05"),
      DISTANCE,
      /line 4, hazards\[0\].settings: advisory must be above 0, warning above advisory/,
    ],
    [
      "a field that has no such name",
      FLOOD,
      ROAD.replace("sensorHeightM", "sensorHeight"),
      DISTANCE,
      /site\.yaml:\n\s+.*sensorHeight/,
    ],
    ["a site without hazards", FLOOD, "sensorHeightM: 3\n", DISTANCE, /hazards/],
    [
      "a hazard without a rule",
      FLOOD,
      ROAD.replace("hazard: flood", "hazard: avalanche"),
      DISTANCE,
      "no rule watches for the hazard avalanche; known: flood, hill_fire, illegal_dumping, wild_pig",
    ],
    [
      "a river without its base level",
      FLOOD,
      ROAD.replace("reference: depth", "reference: river"),
      DISTANCE,
      "line 4, hazards[0].settings.baseLevelM: is missing: a number is expected",
    ],
    [
      "a kind of site that is none",
      FLOOD,
      ROAD.replace("reference: depth", "reference: pond"),
      DISTANCE,
      "settings.reference: one of drain, depth, river is expected",
    ],
    [
      "a word for a number",
      FLOOD,
      ROAD.replace("warningM: 0.2", "warningM: high"),
      DISTANCE,
      "settings.warningM: a number is expected, and this is a text",
    ],
    [
      "a threshold in another unit",
      FLOOD,
      ROAD.replace("advisoryM: 0.1", "advisoryCm: 10"),
      DISTANCE,
      "hazards[0].settings: no field here is called advisoryCm",
    ],
    [
      "a height that no sensor hangs at",
      FLOOD,
      ROAD.replace("sensorHeightM: 3", "sensorHeightM: 300"),
      DISTANCE,
      "line 1, sensorHeightM: is too large: at most 60 is possible",
    ],
    ["a site that nothing watches", FLOOD, "hazards: []\n", DISTANCE, "hazards: is too short: 1 at least"],
    ["a list in place of a site", FLOOD, "- 1\n", DISTANCE, "a site with its hazards is expected"],
    ["broken YAML", FLOOD, "hazards: [\n", DISTANCE, /line \d+/],
  ])("%s", async (_, series, site, options, sentence) => {
    const said = await backtest(series, site, ...options);
    expect(said.code).toBe(1);
    expect(said.out).toBe("");
    expect(said.trouble).toMatch(
      typeof sentence === "string" ? new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) : sentence,
    );
  });

  it("a file that is not there", async () => {
    const none = await village(
      "backtest",
      "--series",
      "none.csv",
      "--site",
      await inFolder("site.yaml", ROAD),
      ...DISTANCE,
    );
    expect(none).toMatchObject({ code: 1, trouble: "--series none.csv: there is no such file" });
  });

  it("a village of several sites without a word on which", async () => {
    const series = await inFolder("series.csv", FLOOD);
    const said = await village("backtest", "--series", series, "--site", PILOT, ...DISTANCE);
    expect(said.trouble).toBe(
      "--site-id: say which site of the village; there are: wai-tau-bridge, lam-kam-road",
    );
    const other = await village(
      "backtest",
      "--series",
      series,
      "--site",
      PILOT,
      "--site-id",
      "peak",
      ...DISTANCE,
    );
    expect(other.trouble).toContain("--site-id: no site is called peak");
  });
});

function shuffled(text: string): string {
  const [header, ...rows] = text.trimEnd().split("\n");
  return [
    header,
    ...rows.filter((_, index) => index % 2 === 1),
    ...rows.filter((_, index) => index % 2 === 0),
  ].join("\n");
}

function local(time: string): string {
  return `${Number(time.slice(0, 2)) + 8}${time.slice(2, 8)}`;
}
