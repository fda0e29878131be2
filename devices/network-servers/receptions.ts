import type { Gateway } from "#shared/domain/uplink.ts";

/** One gateway's reception of a frame, as far as it is told. */
export interface Reception {
  readonly id?: string | undefined;
  /** dBm */
  readonly rssi?: number | undefined;
  /** dB */
  readonly snr?: number | undefined;
  /** By the gateway's own clock, ISO 8601 in UTC. */
  readonly time?: string | undefined;
}

/** Better is what was heard with the higher SNR; without one, or with the same, with the higher RSSI. */
const isBetter = (one: Reception, other: Reception): boolean => {
  const [snr, otherSnr] = [one.snr ?? -Infinity, other.snr ?? -Infinity];
  return snr === otherSnr ? (one.rssi ?? -Infinity) > (other.rssi ?? -Infinity) : snr > otherSnr;
};

/**
 * Each gateway once, with its best reception: one gateway hears a frame with several antennas, and reaches a network server
 * on two roads when networks exchange their traffic. Hexadecimal ids are in lower case, so that they can be compared.
 */
export const gatewaysOf = (receptions: readonly Reception[]): readonly Gateway[] => {
  const best = new Map<string, Reception>();
  for (const reception of receptions) {
    if (reception.id === undefined) continue;
    const id = /^[0-9a-f]+$/i.test(reception.id) ? reception.id.toLowerCase() : reception.id;
    const held = best.get(id);
    if (held === undefined || isBetter(reception, held)) best.set(id, reception);
  }
  return [...best].map(([id, { rssi, snr }]) => ({
    id,
    ...(rssi === undefined ? {} : { rssi }),
    ...(snr === undefined ? {} : { snr }),
  }));
};

/** When the frame arrived, by the clock of the gateway that heard it best among those that have one. */
export const gatewayTimeOf = (receptions: readonly Reception[]): string | undefined =>
  receptions
    .filter(({ time }) => time !== undefined)
    .reduce<Reception | undefined>(
      (best, reception) => (best === undefined || isBetter(reception, best) ? reception : best),
      undefined,
    )?.time;

/** Where zero is left out, an SNR missing beside an RSSI is 0 dB. An RSSI of 0 dBm does not exist. */
export const snrBeside = (rssi: number | undefined, snr: number | undefined): number | undefined =>
  snr ?? (rssi === undefined ? undefined : 0);
