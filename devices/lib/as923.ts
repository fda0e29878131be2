/**
 * The most application payload a frame may carry in AS923-1 while an uplink may last 400 ms at most (dwell time 1), without options in
 * the frame's head. LoRa Alliance, RP002-1.0.5 LoRaWAN Regional Parameters, Table 73, column N. DR0 and DR1 carry nothing then.
 */
export const AS923_MOST_PAYLOAD_BYTES = { 2: 11, 3: 53, 4: 125, 5: 242 } as const;

export type As923DataRate = keyof typeof AS923_MOST_PAYLOAD_BYTES;

const RATES = [2, 3, 4, 5] as const satisfies readonly As923DataRate[];

/** The slowest, farthest-reaching data rate that carries a payload in one frame; undefined when none does. */
export const lowestDataRate = (payloadBytes: number): As923DataRate | undefined =>
  RATES.find((rate) => payloadBytes <= AS923_MOST_PAYLOAD_BYTES[rate]);
