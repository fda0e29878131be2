/**
 * The most application bytes of a downlink by LoRaWAN data rate under AS923-1 with 400 ms dwell time, repeater-compatible rates
 * included (LoRaWAN Regional Parameters RP002, AS923 maximum payload size, no FOpts). At DR0 and DR1 nothing fits.
 */
const MOST_BYTES: readonly number[] = [0, 0, 11, 53, 125, 242, 242, 242];
/** The lowest at which a device may speak at all under the dwell time. */
const LOWEST_DATA_RATE = 2;

/**
 * Why a downlink would not fit, in a sentence; `undefined` when it does.
 *
 * @param dataRate at which the device was last heard; the lowest possible where that is not known
 */
export const tooLongFor = (bytes: number, dataRate: number = LOWEST_DATA_RATE): string | undefined => {
  const most = MOST_BYTES[dataRate] ?? 0;
  return bytes <= most
    ? undefined
    : `${bytes} bytes do not fit into a downlink at data rate ${dataRate}: under AS923-1 with 400 ms dwell time it takes ${most}.`;
};
