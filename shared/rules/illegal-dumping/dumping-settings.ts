import * as z from "zod";
import { type Collection, type DayPart, WEEKDAYS } from "./dumping-hours.ts";

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day is written like 06:30, by Hong Kong's clock")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const dayPart = z
  .strictObject({ from: clockTime, to: clockTime })
  .refine(({ from, to }) => from !== to, { error: "from and to are the same: nothing lies between" });

const collection = z
  .strictObject({ weekday: z.enum(WEEKDAYS), from: clockTime, to: clockTime })
  .refine(({ from, to }) => from !== to, { error: "from and to are the same: nothing lies between" });

const visionClasses = z.array(z.int().min(0).max(255)).max(16).default([]);

/** A dumping site's settings, ready for the rule. */
export interface DumpingSettings {
  readonly heapM: number;
  readonly tiltDeg: number;
  readonly staysAfterMin: number;
  readonly shortestStayMin: number;
  readonly longestStayMin: number;
  readonly oddHours: DayPart;
  readonly collections: readonly Collection[];
  readonly vehicleClasses: readonly number[];
  readonly personClasses: readonly number[];
  readonly surePercent: number;
}

/** What a site's file says of dumping: how much of a heap counts, how long it must stay, and what happens there by rights. */
export const dumpingSettingsSchema = z
  .strictObject({
    /** The lowest heap that is a case, metres under a sensor that looks down. */
    heapM: z.number().min(0.05).max(5).default(0.15),
    /** The smallest tilt that is one, degrees, where a heap pushes what bears the sensor. */
    tiltDeg: z.number().min(1).max(90).default(10),
    /** For how long the heap must lie there after the vehicle left, minutes. */
    staysAfterMin: z.number().min(5).max(240).default(10),
    /** A vehicle that tips its load stands there so long, minutes. */
    shortestStayMin: z.number().min(0).default(2),
    longestStayMin: z.number().positive().default(20),
    /** When hardly anybody has business there, by Hong Kong's clock. */
    oddHours: dayPart.default({ from: 20 * 60, to: 7 * 60 }),
    /** When rubbish is collected, by Hong Kong's clock, with room for an early or a late lorry: nothing of that time is dumping. */
    collections: z.array(collection).max(28).default([]),
    /** What the model in the camera calls vehicles, and what people. */
    vehicleClasses: visionClasses,
    personClasses: visionClasses,
    /** A sighting less sure than this is none, percent. */
    surePercent: z.number().min(0).max(100).default(60),
  })
  .refine(({ shortestStayMin, longestStayMin }) => shortestStayMin < longestStayMin, {
    error: "longestStayMin must be above shortestStayMin",
    path: ["longestStayMin"],
  })
  .transform(
    ({ oddHours, collections, ...settings }): DumpingSettings => ({
      ...settings,
      oddHours: partOf(oddHours),
      collections: collections.map(({ weekday, ...times }) => ({ weekday, ...partOf(times) })),
    }),
  );

const partOf = ({ from, to }: { readonly from: number; readonly to: number }): DayPart => ({
  fromMin: from,
  toMin: to,
});
