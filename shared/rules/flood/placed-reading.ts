import type { Quantity } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** One reading of a gauge, with the height of its sensor above the site's datum. */
export interface PlacedReading {
  readonly devEui: string;
  readonly observedAt: EpochMs;
  readonly quantity: Quantity;
  /** In the unit of the catalogue. */
  readonly value: number;
  readonly sensorHeightM: number;
  /** After this long without a reading the site is blind, ms. */
  readonly silentAfterMs: number;
}
