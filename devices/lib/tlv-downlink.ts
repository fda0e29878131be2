import type { NumberFormat } from "./byte-formats.ts";
import type { DeviceIdentity, DownlinkCommand, EncodedDownlink } from "./device-profile.ts";

/** How a model is told its report interval: fixed first bytes, then a number of steps. */
export interface ReportIntervalCommand {
  /** Channel, type and what else comes before the number. */
  readonly head: readonly number[];
  readonly format: NumberFormat;
  /** Seconds per count. */
  readonly stepS: number;
  readonly minimumS: number;
  readonly maximumS: number;
}

/** Frames go to the model's usual port, where Milesight's devices listen as delivered. */
export const encodeReportInterval =
  (
    { id, defaultFPort }: Pick<DeviceIdentity, "id" | "defaultFPort">,
    { head, format, stepS, minimumS, maximumS }: ReportIntervalCommand,
  ) =>
  ({ reportIntervalS }: DownlinkCommand): EncodedDownlink => {
    const count = reportIntervalS / stepS;
    if (!(Number.isInteger(count) && reportIntervalS >= minimumS && reportIntervalS <= maximumS)) {
      return {
        error: `report interval: ${reportIntervalS} s cannot be set, ${id} takes ${minimumS} to ${maximumS} s in steps of ${stepS} s`,
      };
    }
    const bytes = new Uint8Array(head.length + format.byteLength);
    bytes.set(head);
    format.write(new DataView(bytes.buffer), head.length, count);
    return { fPort: defaultFPort, bytes };
  };
