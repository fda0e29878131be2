import type { Addressee } from "#shared/domain/recipient.ts";
import type { Village } from "#shared/domain/village.ts";
import type { VillageWeather } from "#shared/domain/weather.ts";

/** What a recording is played to. */
export interface BacktestSetup {
  readonly village: Village;
  /** Who is there to be told; nobody: alerts without messages. */
  readonly addressees: readonly Addressee[];
  /** CAP sender of the alerts. */
  readonly sender?: string;
  /** Absolute address of the village's board, as texts name it. */
  readonly boardUrl?: string;
  /** What was heard of the weather in the time of the recording. */
  readonly weather?: VillageWeather;
  /** Keep every reading with its flag and level, for drawing. Default: only what was doubted. */
  readonly keepReadings?: boolean;
}

export const DEFAULT_SENDER = "village-watch@example.hk";
export const DEFAULT_BOARD_URL = "https://example.hk";
