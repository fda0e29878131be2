import { toIso } from "#shared/domain/time.ts";
import type { Trace } from "./trace.ts";

/** The CSV of a trace whose clock is the calendar's, with the lines of a comment in front. */
export const writeTrace = (trace: Trace, comment: readonly string[]): string =>
  [
    ...comment.map((line) => `# ${line}`),
    "time,device,distance_m,battery_percent,transmission",
    ...trace.map((reading) =>
      [
        toIso(reading.atMs),
        reading.devEui ?? "",
        reading.distanceM.toFixed(3),
        reading.batteryPercent ?? "",
        reading.transmission,
      ].join(","),
    ),
    "",
  ].join("\n");
