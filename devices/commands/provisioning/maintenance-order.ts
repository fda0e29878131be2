import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { durationOf } from "../duration.ts";

export interface MaintainOptions {
  readonly for?: string;
  readonly end?: boolean;
  readonly reason?: string;
  readonly by: string;
}

/** What was asked for: so long from now on, or the end of it. */
export interface MaintenanceOrder {
  readonly devEui: string;
  /** Absent: it ends now. */
  readonly forMs?: number;
  readonly by: string;
  readonly reason?: string;
}

const SHORTEST_MS = MINUTE_MS;
/** Whoever forgets to end it leaves the site unwatched for no longer than this. */
const LONGEST_MS = 7 * DAY_MS;

/** Reads the options of `village maintain`; a duration that is none ends in a sentence. */
export const maintenanceOrder = (
  device: string,
  { for: duration, end = false, reason, by }: MaintainOptions,
): MaintenanceOrder | { readonly error: string } => {
  const devEui = devEuiSchema.safeParse(device);
  if (!devEui.success) return { error: `"${device}" is no device: a DevEUI is 16 hexadecimal digits` };
  if ((duration === undefined) === !end) return { error: "give either --for, like --for 2h, or --end" };
  const order = { devEui: devEui.data, by, ...(reason === undefined ? {} : { reason }) };
  if (duration === undefined) return order;
  const forMs = durationOf(duration, SHORTEST_MS, LONGEST_MS);
  return forMs === undefined
    ? { error: `--for: "${duration}" is no time from 1m to 7d, like 2h or 90m` }
    : { ...order, forMs };
};
