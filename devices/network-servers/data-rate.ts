/** How a frame was sent with LoRa. */
export interface LoRaModulation {
  readonly spreadingFactor: number;
  readonly bandwidthHz: number;
}

/**
 * Data rate indices 0-6 of AS923 and EU868, from LoRaWAN Regional Parameters RP002-1.0.4. CN470, IN865, KR920 and AU915 number
 * their 125 kHz rates alike.
 */
const DATA_RATES: readonly LoRaModulation[] = [
  { spreadingFactor: 12, bandwidthHz: 125_000 },
  { spreadingFactor: 11, bandwidthHz: 125_000 },
  { spreadingFactor: 10, bandwidthHz: 125_000 },
  { spreadingFactor: 9, bandwidthHz: 125_000 },
  { spreadingFactor: 8, bandwidthHz: 125_000 },
  { spreadingFactor: 7, bandwidthHz: 125_000 },
  { spreadingFactor: 7, bandwidthHz: 250_000 },
];

/** US915 counts from SF10 upwards, and is the only plan with uplinks between these. */
const US915_FROM_HZ = 902_000_000;
const US915_TO_HZ = 915_000_000;

/**
 * The data rate index of a modulation. Unknown for a modulation outside of the table (FSK, LR-FHSS, 500 kHz), and for a frame
 * on a frequency of US915, where the same spreading factor has another index.
 */
export const dataRateOf = (
  { spreadingFactor, bandwidthHz }: Partial<LoRaModulation>,
  frequencyHz: number | undefined,
): number | undefined => {
  const inUs915 = frequencyHz !== undefined && frequencyHz >= US915_FROM_HZ && frequencyHz < US915_TO_HZ;
  const index = DATA_RATES.findIndex(
    (one) => one.spreadingFactor === spreadingFactor && one.bandwidthHz === bandwidthHz,
  );
  return inUs915 || index === -1 ? undefined : index;
};

/** The modulation of an index, for documents that name it so. */
export const modulationOf = (dataRate: number | undefined): LoRaModulation | undefined =>
  dataRate === undefined ? undefined : DATA_RATES[dataRate];

const KHZ = 1_000;

/** A data rate as `SF12BW125` or `SF12 BW125 4/5`: spreading factor, and bandwidth in kHz. */
export const modulationNamed = (name: string | undefined): Partial<LoRaModulation> => {
  const [, spreadingFactor, bandwidthKhz] = /^SF(\d+)\s*BW(\d+)\b/.exec(name ?? "") ?? [];
  return spreadingFactor === undefined
    ? {}
    : { spreadingFactor: Number(spreadingFactor), bandwidthHz: Number(bandwidthKhz) * KHZ };
};
