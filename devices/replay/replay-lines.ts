import type { MessageType } from "#shared/domain/alert.ts";
import type { Level } from "#shared/domain/level.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { SeenAlert, SeenNotification } from "./seen-alert.ts";

/** One way in which a replay did not go as its ground truth says. */
export interface Difference {
  readonly kind: "missing" | "unexpected" | "time";
  readonly sentence: string;
}

const clockFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Hong_Kong",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** `23:41:00` */
export const hongKongTime = (instant: EpochMs): string => clockFormat.format(instant);

/** `warning (Update)` */
export const nameOf = ({ level, messageType }: { level: Level; messageType: MessageType }): string =>
  `${level} (${messageType})`;

export const seconds = (ms: number): string => `${(ms / SECOND_MS).toFixed(2)} s`;

export const alertLine = (alert: SeenAlert): string =>
  `${hongKongTime(alert.transitionAt)}  ${alert.level.toUpperCase()}  ${alert.messageType}  ${alert.siteId}  uplink ${alert.uplinkId}`;

/** Who was told, by what, and how long it took from the radio to there. */
export const toldLine = (notification: SeenNotification, latencyMs: number | undefined): string => {
  const { recipientId, channel, language, result } = notification;
  const fate = { sent: "sent", sink: "kept, not sent: an exercise" }[result?.kind ?? ""] ?? result?.kind;
  const reason = result?.reason === undefined ? "" : `: ${result.reason}`;
  const took = latencyMs === undefined ? "" : `  ${seconds(latencyMs)}`;
  return `  to ${recipientId} by ${channel} in ${language}${took}  (${fate}${reason})`;
};

/** A message as its recipient reads it. */
export const textLines = ({ text }: SeenNotification): readonly string[] =>
  [text.subject, text.body]
    .flatMap((part) => part?.trimEnd().split("\n") ?? [])
    .map((line) => `      ${line}`.trimEnd());

const MARKS = { missing: "-", unexpected: "+", time: "~" } as const;

/** Differences as a readable list, `-` missing, `+` too much, `~` at another time. */
export const differenceLines = (differences: readonly Difference[]): readonly string[] =>
  differences.map(({ kind, sentence }) => `  ${MARKS[kind]} ${sentence}`);
