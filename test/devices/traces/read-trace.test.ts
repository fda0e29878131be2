import { describe, expect, it } from "vitest";
import { readTrace } from "#devices/traces/read-trace.ts";

const HEADER = "time,device,distance_m,battery_percent,transmission";
const errorsOf = (csv: string) => {
  const read = readTrace(csv);
  return "errors" in read ? read.errors : [];
};

describe("a trace", () => {
  it("needs a time and a distance; the rest has its defaults", () => {
    expect(readTrace("time,distance_m\n0,2.9\n60.5,2.85\n")).toEqual({
      trace: [
        { atMs: 0, distanceM: 2.9, transmission: "once" },
        { atMs: 60_500, distanceM: 2.85, transmission: "once" },
      ],
    });
  });

  it("may give instants, devices, battery, transmissions, comments, a byte-order mark and Windows line ends", () => {
    const csv = `\uFEFF# my culvert\r\n${HEADER}\r\n2026-09-08T22:30:00+08:00,020000FFFE000001,2.9,97,twice\r\n`;
    expect(readTrace(csv)).toEqual({
      trace: [
        {
          atMs: Date.parse("2026-09-08T14:30:00Z"),
          devEui: "020000fffe000001",
          distanceM: 2.9,
          batteryPercent: 97,
          transmission: "twice",
        },
      ],
    });
  });

  it.each<[string, string, string]>([
    ["an empty file", "\n", "the trace is empty; its first line names the columns: time,distance_m"],
    ["a header alone", `${HEADER}\n`, "the trace has no readings below its header"],
    ["no distances", "time,depth\n0,1\n", "the header lacks the column distance_m; it has: time, depth"],
    ["a column of its own", "time,distance_m,colour\n0,1,red\n", 'the header names a column "colour"'],
    [
      "a word for a number",
      `${HEADER}\n0,,2.9,,\n60,,deep,,\n`,
      'line 3, distance_m: a number of metres is expected, with a point for decimals, not "deep"',
    ],
    [
      "millimetres",
      "time,distance_m\n0,2900\n",
      'line 2, distance_m: 0 to 60 metres are possible, not "2900"',
    ],
    ["no distance", "time,distance_m\n0,\n", "line 2, distance_m: a number of metres is expected"],
    ["a local time", "time,distance_m\n2026-09-08 15:41,1\n", "line 2, time: an instant like"],
    [
      "time that goes back",
      "time,distance_m\n60,1\n0,1\n",
      "line 3, time: 0 is earlier than the line before",
    ],
    [
      "two kinds of time",
      "time,distance_m\n2026-09-08T15:41:00Z,1\n60,1\n",
      "line 3, time: instants and seconds do not mix in one trace",
    ],
    [
      "a short DevEUI",
      `${HEADER}\n0,0200,1,,\n`,
      'line 2, device: a DevEUI is 16 hexadecimal digits, not "0200"',
    ],
    ["a battery of 300", `${HEADER}\n0,,1,300,\n`, "line 2, battery_percent: 0 to 100 percent are possible"],
    [
      "thrice",
      `${HEADER}\n0,,1,,thrice\n`,
      'line 2, transmission: one of once, lost, twice is expected, not "thrice"',
    ],
    ["a missing cell", `${HEADER}\n0,,1,\n`, "line 2: it has another number of columns than the header"],
    ["an open quotation mark", 'time,distance_m\n0,"1\n', "this is no CSV"],
  ])("is refused with line and column: %s", (_, csv, sentence) => {
    expect(errorsOf(csv)[0]).toContain(sentence);
  });

  it("tells the first ten mistakes, and how many more there are", () => {
    const lines = Array.from({ length: 14 }, (_, index) => `${index},x`);
    const errors = errorsOf(`time,distance_m\n${lines.join("\n")}\n`);
    expect(errors).toHaveLength(11);
    expect(errors.at(-1)).toBe("and 4 more");
  });
});
