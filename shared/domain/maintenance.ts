import * as z from "zod";
import type { EpochMs } from "./time.ts";
import { devEuiSchema } from "./uplink.ts";

/** Somebody works at a device: what it says from `from` (inclusive) to `to` (exclusive), epoch ms, is not for the public. */
export const maintenanceSchema = z.strictObject({
  devEui: devEuiSchema,
  from: z.number().int(),
  to: z.number().int(),
  by: z.string().min(1),
  reason: z.string().min(1).optional(),
});
export type Maintenance = z.infer<typeof maintenanceSchema>;

/** How long an interval that has ended is remembered: as long as a reading of then may still be judged anew. */
const REMEMBERED_MS = 31 * 24 * 3_600_000;

/** Whether a device was being worked at, at an instant. */
export const isUnderMaintenance = (
  { maintenance = [] }: { readonly maintenance?: readonly Maintenance[] | undefined },
  devEui: string,
  at: EpochMs,
): boolean => maintenance.some((entry) => entry.devEui === devEui && entry.from <= at && at < entry.to);

/** The entries after a device's maintenance has ended at an instant; those that had not begun by then are gone. */
export const withoutMaintenance = (
  entries: readonly Maintenance[],
  devEui: string,
  at: EpochMs,
): readonly Maintenance[] =>
  entries.flatMap((entry) => {
    if (entry.devEui !== devEui || entry.to <= at) return [entry];
    return entry.from < at ? [{ ...entry, to: at }] : [];
  });

/** The entries with one more: it replaces what is left of the device's own; the long past is forgotten. */
export const withMaintenance = (
  entries: readonly Maintenance[],
  entry: Maintenance,
): readonly Maintenance[] => [
  ...withoutMaintenance(entries, entry.devEui, entry.from).filter(
    ({ to }) => to >= entry.from - REMEMBERED_MS,
  ),
  entry,
];
