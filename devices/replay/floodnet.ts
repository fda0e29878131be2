import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse";
import * as z from "zod";
import { SECOND_MS } from "#shared/domain/time.ts";
import type { Trace, TraceReading } from "../traces/trace.ts";

const rowSchema = z.object({
  event_id: z.string(),
  t_s: z.coerce.number().nonnegative(),
  depth_mm: z.coerce.number(),
});

const MM_PER_M = 1000;

/** The recorded street floods of FloodNet NYC (NYC Open Data kb2e-tjy3), in a folder of recordings. */
export const floodnetPath = (realData: string): string => join(realData, "flood", "floodnet_profiles.csv");

/**
 * One recorded street flood as a gauge would have measured it that hangs `sensorHeightM` above the road. Depths of a few
 * millimetres below zero, as a drying road gives them, are kept.
 */
export const floodnetTrace = async (
  path: string,
  eventId: string,
  sensorHeightM: number,
): Promise<{ readonly trace: Trace } | { readonly error: string }> => {
  if (!existsSync(path)) {
    return { error: `${path} does not exist: REAL_DATA names the folder of recordings` };
  }
  const readings: TraceReading[] = [];
  const rows = createReadStream(path).pipe(parse({ columns: true }));
  for await (const raw of rows) {
    const row = rowSchema.parse(raw);
    if (row.event_id !== eventId) {
      if (readings.length > 0) break;
      continue;
    }
    readings.push({
      atMs: Math.round(row.t_s * SECOND_MS),
      values: { distance: Math.round(sensorHeightM * MM_PER_M - row.depth_mm) / MM_PER_M },
      transmission: "once",
    });
  }
  const [first, ...rest] = readings;
  if (first === undefined)
    return { error: `${path} holds no event ${eventId}; they are called FN00031 and so on` };
  return readings.some(({ values: { distance = 0 } }) => distance < 0)
    ? { error: `event ${eventId} is deeper than the sensor's height of ${sensorHeightM} m at this site` }
    : { trace: [first, ...rest] };
};
