import type { Language } from "#shared/domain/language.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Connection } from "./connection.ts";

/** All that the board is a function of. */
export interface BoardInput {
  /** The last document that came; undefined before the first. */
  readonly status: VillageStatus | undefined;
  readonly connection: Connection;
  /** The device's clock, epoch ms. */
  readonly deviceNow: EpochMs;
  /** What to add to it to get the server's, ms. */
  readonly offsetMs: number;
  readonly language: Language;
  /** False when village or exercise of the address cannot be. */
  readonly isAddressGood: boolean;
}
