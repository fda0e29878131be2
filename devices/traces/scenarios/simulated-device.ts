import type { Quantity } from "#shared/domain/quantity.ts";

/** What a device tells in one frame, before the radio. */
export interface Report {
  readonly atMs: number;
  readonly values: Readonly<Partial<Record<Quantity, number>>>;
}

/** A device of a scenario: what an installer would write down of it. */
export interface ScenarioDevice {
  readonly devEui: string;
  /** A model of the catalogue that tells all of this. */
  readonly profileId: string;
  /** Ordinary time between two reports; of a device that speaks at events, its heartbeat. */
  readonly reportIntervalS: number;
  /** From the sensor's face down to the site's datum, for what measures a distance. */
  readonly sensorHeightM?: number;
  /** Longitude, latitude (WGS 84). */
  readonly position: readonly [number, number];
}

/**
 * A device, and what it would tell if nothing were wrong with it or its radio: in the order of time, anew at each call. It is handed what its
 * sensor really said, faults and all (nothing where it was dead): one that hurries over water hurries over an echo too.
 */
export interface SimulatedDevice {
  readonly device: ScenarioDevice;
  readonly reports: () => Iterable<Report, unknown, Report["values"] | undefined>;
}

/** Devices of our own begin so; the last six digits are the hazard's, the site's and the device's. */
export const devEuiOf = (hazardNumber: number, deviceNumber: number): string =>
  `020000fffe${(0xd0_0000 + hazardNumber * 0x100 + deviceNumber).toString(16)}`;

/** As many digits as the device's frame has. */
export const rounded = (value: number, step: number): number => {
  const steps = Math.round(value / step);
  // Dividing by a whole number leaves no 0.30000000000000004.
  return step < 1 ? steps / Math.round(1 / step) : steps * step;
};
