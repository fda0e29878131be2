import ms, { type StringValue } from "ms";
import { SECOND_MS } from "#shared/domain/time.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";

/** What a person wants of a device; without an interval, to see what it was asked for. */
export interface DownlinkOrder {
  readonly devEui: string;
  readonly reportIntervalS?: number;
}

/** A number and its unit: a bare number would be milliseconds, which nobody means. */
const DURATION = /^\d{1,9}(\.\d{1,9})? ?[a-z]{1,9}$/i;

/** Reads the arguments of `village downlink`; what is none of them ends in a sentence. The model's own range is checked later. */
export const downlinkOrder = (
  device: string,
  setting: string | undefined,
  status: boolean,
): DownlinkOrder | { readonly error: string } => {
  const devEui = devEuiSchema.safeParse(device);
  if (!devEui.success) return { error: `"${device}" is no device: a DevEUI is 16 hexadecimal digits` };
  if ((setting === undefined) !== status)
    return { error: "give either a setting, like interval=5m, or --status" };
  if (setting === undefined) return { devEui: devEui.data };
  const [name, duration = ""] = setting.split("=", 2);
  if (name !== "interval")
    return { error: `"${setting}" is no setting; there is interval, like interval=5m` };
  const reportIntervalS = DURATION.test(duration) ? ms(duration as StringValue) / SECOND_MS : Number.NaN;
  return Number.isInteger(reportIntervalS) && reportIntervalS > 0
    ? { devEui: devEui.data, reportIntervalS }
    : { error: `interval: "${duration}" is no time in whole seconds with its unit, like 5m or 90s` };
};
