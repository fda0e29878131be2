import type { Gateway } from "#shared/domain/uplink.ts";

/**
 * The least SNR, dB, at which a receiver still reads a frame, by LoRa spreading factor 7 to 12.
 * Semtech SX1276/77/78/79 datasheet (rev. 7), table 13.
 */
const DEMODULATION_FLOOR_DB = { 7: -7.5, 8: -10, 9: -12.5, 10: -15, 11: -17.5, 12: -20 } as const;

type SpreadingFactor = keyof typeof DEMODULATION_FLOOR_DB;

/** AS923-1, as EU868: data rates 0 to 5 are SF12 to SF7 at 125 kHz, 6 is SF7 at 250 kHz (LoRaWAN Regional Parameters RP002). */
const SPREADING_FACTORS: readonly SpreadingFactor[] = [12, 11, 10, 9, 8, 7, 7];

const largest = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

export const bestRssi = (gateways: readonly Gateway[]): number | undefined =>
  largest(gateways.map(({ rssi }) => rssi));

/** How far above the floor of its data rate the best gateway heard a frame, dB. Undefined for FSK and where it is not told. */
export const marginDb = (gateways: readonly Gateway[], dataRate: number | undefined): number | undefined => {
  const factor = SPREADING_FACTORS[dataRate ?? -1];
  const snr = largest(gateways.map((gateway) => gateway.snr));
  return factor === undefined || snr === undefined ? undefined : snr - DEMODULATION_FLOOR_DB[factor];
};
