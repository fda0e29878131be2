import type { BacktestResult } from "#devices/backtest/backtest-result.ts";
import { compareResults } from "#devices/backtest/compare-results.ts";
import type { Recipient } from "#shared/domain/recipient.ts";
import type { Village, VillageFile } from "#shared/domain/village.ts";
import { compareLines } from "../backtest/compare-lines.ts";
import { playSite } from "../backtest/play-site.ts";
import type { ReadRecording } from "../backtest/read-recording.ts";
import { count } from "../backtest/report-words.ts";
import { changedThresholds } from "./changed-thresholds.ts";

/** What stands in the registry. */
export interface Standing {
  readonly village: Omit<Village, "maintenance"> | undefined;
  readonly recipients: readonly Recipient[];
}

/** Said where thresholds change and nobody tried them. */
export const hintToTry = (standing: Standing, { sites }: VillageFile): readonly string[] => {
  const changed = changedThresholds(standing.village, { sites });
  return changed.length === 0
    ? []
    : [
        `Thresholds change at ${changed.join(", ")}: --backtest recording.csv tries them on a recording first (\`village export\` makes one).`,
      ];
};

/**
 * What a file's thresholds do on a recording that those in the registry do not, and the other way round: at the site that is named, or the
 * only one whose thresholds change, or the only one there is.
 */
export const tryThresholds = (
  standing: Standing,
  file: VillageFile,
  recording: ReadRecording,
  asked: string | undefined,
): { readonly lines: readonly string[] } | { readonly errors: readonly string[] } => {
  const changed = changedThresholds(standing.village, file);
  const siteId = asked ?? (changed.length === 1 ? changed[0] : undefined);
  const play = (village: VillageFile) =>
    playSite({ village, inventedRecipients: false, paceSaid: true }, recording, {
      siteId,
      keepReadings: false,
    });
  const now = play(file);
  if ("errors" in now) return { errors: now.errors.map((error) => `--backtest: ${error}`) };
  const notes = [...recording.notes, ...now.notes].map((note) => `  Note: ${note}.`);
  const head = `Tried at ${now.site.siteId} on ${now.result.rows} rows:`;
  const isThere = standing.village?.sites.some((site) => site.siteId === now.site.siteId) ?? false;
  if (standing.village === undefined || !isThere) {
    return {
      lines: [head, ...notes, `  by the file ${sumWords(now.result)}; the site is not registered yet`],
    };
  }
  const before = play({ ...standing.village, recipients: [...standing.recipients] });
  if ("errors" in before) return { errors: before.errors.map((error) => `--backtest: ${error}`) };
  return {
    lines: [
      head,
      ...notes,
      `  by the file ${sumWords(now.result)}; by what stands ${sumWords(before.result)}`,
      ...compareLines(compareResults(now.result, before.result), "what stands")
        .slice(1)
        .map((line) => `  ${line}`),
    ],
  };
};

const sumWords = ({ sites, sms }: BacktestResult): string => {
  const hazards = sites.flatMap((site) => site.hazards);
  const alarms = hazards.reduce((sum, hazard) => sum + hazard.alarms.length, 0);
  const alerts = hazards.reduce((sum, hazard) => sum + hazard.alerts.length, 0);
  return [count(alarms, "alarm"), count(alerts, "alert"), count(sms.messages, "text message")].join(", ");
};
