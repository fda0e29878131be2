import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTrace } from "#devices/traces/read-trace.ts";
import { writeTrace } from "#devices/traces/write-trace.ts";
import { anyTrace } from "./any-trace.ts";

const HEADER = "time,device,distance_m,battery_percent,transmission";
const errorsOf = (csv: string) => {
  const read = readTrace(csv);
  return "errors" in read ? read.errors : [];
};

describe("a trace", () => {
  it("needs a time and a quantity; the rest has its defaults", () => {
    expect(readTrace("time,distance_m\n0,2.9\n60.5,2.85\n")).toEqual({
      lines: [2, 3],
      trace: [
        { atMs: 0, values: { distance: 2.9 }, transmission: "once" },
        { atMs: 60_500, values: { distance: 2.85 }, transmission: "once" },
      ],
    });
  });

  it("may give instants, devices, battery, transmissions, comments, a byte-order mark and Windows line ends", () => {
    const csv = `\uFEFF# my culvert\r\n${HEADER}\r\n2026-09-08T22:30:00+08:00,020000FFFE000001,2.9,97,twice\r\n`;
    expect(readTrace(csv)).toEqual({
      lines: [3],
      trace: [
        {
          atMs: Date.parse("2026-09-08T14:30:00Z"),
          devEui: "020000fffe000001",
          values: { distance: 2.9, battery_level: 97 },
          transmission: "twice",
        },
      ],
    });
  });

  it("tells any quantity of the catalogue, in its unit; an empty cell tells nothing", () => {
    const csv = "time,received,fcnt,air_temperature,pm2_5\n0,,7,-3.5,\n60,260,8,,2e1\n";
    expect(readTrace(csv)).toMatchObject({
      trace: [
        { atMs: 0, fCnt: 7, values: { air_temperature: -3.5 } },
        { atMs: 60_000, receivedAtMs: 260_000, fCnt: 8, values: { pm2_5: 20 } },
      ],
    });
  });

  it("reads as it was written, whatever it tells", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        expect(readTrace(writeTrace(trace, ["made up", "time,in,a,comment"]))).toMatchObject({ trace });
      }),
    );
  });

  it.each<[string, string, string]>([
    ["an empty file", "\n", "the trace is empty; its first line names the columns, like: time,distance"],
    ["a header alone", `${HEADER}\n`, "the trace has no readings below its header"],
    ["no time", "distance\n1\n", "the header lacks the column time; it has: distance"],
    [
      "no quantity",
      "time,device\n0,\n",
      "the header names no quantity; it has: time, device; possible: time",
    ],
    ["a quantity twice", "time,distance,distance_m\n0,1,1\n", "the header names distance twice"],
    ["a column twice", "time,pm1,time\n0,1,1\n", "the header names time twice"],
    [
      "smoke in another unit",
      "time,pm2_5\n0,20001\n",
      'line 2, pm2_5: 0 to 20000 ug/m3 are possible, not "20001"',
    ],
    ["half a frame", "time,pm1,fcnt\n0,1,1.5\n", "line 2, fcnt: a whole number of frames is expected"],
    [
      "two clocks in a line",
      "time,received,pm1\n0,2026-09-08T15:41:00Z,1\n",
      "line 2, received: instants and seconds do not mix in one trace",
    ],
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
    [
      "bytes and a value",
      "time,distance,payload\n0,1,ff\n",
      "line 2, payload: bytes stand in the place of quantities, not beside them",
    ],
    [
      "half a byte",
      "time,distance,payload\n0,,f\n",
      "line 2, payload: 1 to 242 bytes in hexadecimal are expected",
    ],
    ["no distance", "time,distance_m\n0,\n", "line 2: it tells no quantity"],
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
