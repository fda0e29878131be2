import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { floodnetPath, floodnetTrace } from "#devices/replay/floodnet.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "floodnet-"));
  await mkdir(dirname(floodnetPath(folder)), { recursive: true });
  const rows = ["event_id,t_s,depth_mm", "E1,0,0.0", "E2,0,0.0", "E2,61,128.4", "E2,122,-3", "E3,0,5000"];
  await writeFile(floodnetPath(folder), `${rows.join("\n")}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

describe("a recorded street flood", () => {
  it("is what a gauge above the road would have measured", async () => {
    expect(await floodnetTrace(floodnetPath(folder), "E2", 3)).toEqual({
      trace: [
        { atMs: 0, values: { distance: 3 }, transmission: "once" },
        { atMs: 61_000, values: { distance: 2.872 }, transmission: "once" },
        { atMs: 122_000, values: { distance: 3.003 }, transmission: "once" },
      ],
    });
  });

  it("is refused when there is none of that name, when it drowns the sensor, when there are no recordings", async () => {
    const of = async (path: string, eventId: string) => {
      const read = await floodnetTrace(path, eventId, 3);
      return "error" in read ? read.error : "";
    };
    expect(await of(floodnetPath(folder), "E9")).toContain(
      "holds no event E9; they are called FN00031 and so on",
    );
    expect(await of(floodnetPath(folder), "E3")).toBe(
      "event E3 is deeper than the sensor's height of 3 m at this site",
    );
    expect(await of(join(folder, "nothing.csv"), "E1")).toContain(
      "nothing.csv does not exist: REAL_DATA names",
    );
  });
});

const real = floodnetPath(process.env.REAL_DATA ?? "../shared/data");
const present = existsSync(real);
if (!present) console.warn(`skipped: a recorded flood itself, because ${real} is absent (set REAL_DATA)`);

describe.skipIf(!present)("FloodNet's recordings", () => {
  it("hold the flood of Carroll Street, 0.73 m deep", async () => {
    const read = await floodnetTrace(real, "FN00031", 3);
    if ("error" in read) throw new Error(read.error);
    expect(read.trace).toHaveLength(12);
    expect(Math.min(...read.trace.map(({ values: { distance = 0 } }) => distance))).toBeCloseTo(
      3 - 0.7269,
      3,
    );
  });
});
