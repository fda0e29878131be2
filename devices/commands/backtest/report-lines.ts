import type { Alarm, BacktestResult, HazardResult, SiteResult } from "#devices/backtest/backtest-result.ts";
import type { ReadSeries } from "#devices/backtest/read-series.ts";
import type { AlertPlan, Notification } from "#shared/domain/alert.ts";
import type { QualityFlag } from "#shared/domain/observation.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { fireDangerLines } from "./fire-danger-lines.ts";
import { count, evidenceWords, FLAG_WORDS, when } from "./report-words.ts";

/** What a back-test found, for people. Times are Hong Kong's. */
export const reportLines = (
  result: BacktestResult,
  series: Pick<ReadSeries, "malformed" | "empty" | "elsewhere" | "faults" | "sorted">,
): readonly string[] => [
  ...recordingLines(result, series),
  ...result.sites.flatMap((site) => [...qualityLines(site), ...site.hazards.flatMap(hazardLines)]),
  `Text messages: ${result.sms.messages}, in ${result.sms.parts} parts.`,
];

const recordingLines = (
  { rows, span, duplicates, passed, unplaced }: BacktestResult,
  { malformed, empty, elsewhere, faults, sorted }: Parameters<typeof reportLines>[1],
): readonly string[] => {
  const said = (rows: number, words: string) => (rows === 0 ? [] : [`  ${count(rows, "row")} ${words}`]);
  return [
    `Played ${count(rows, "row")}${span === undefined ? "" : `, ${when(span.from)} to ${when(span.to)} in Hong Kong`}`,
    ...said(malformed, "that could not be read:"),
    ...faults.map((fault) => `    ${fault}`),
    ...said(empty, "without a value"),
    ...said(elsewhere, "left out: not as --where asks, or lost by the radio"),
    ...said(duplicates, "that said the same of the same instant as another"),
    ...said(passed, "that came when their window had passed"),
    ...said(unplaced, "of sensors that do not stand at this site"),
    ...(sorted ? ["  they were not in the order of time, and were brought into it"] : []),
  ];
};

const qualityLines = ({ flags }: SiteResult): readonly string[] =>
  Object.entries(flags).map(([quantity, counts]) => {
    const words = Object.entries(counts).map(
      ([flag, count]) => `${count} ${FLAG_WORDS[Number(flag) as QualityFlag]}`,
    );
    return `Quality of ${quantity}: ${words.join(", ")}`;
  });

const hazardLines = (result: HazardResult): readonly string[] => {
  const { hazard, alarms, alerts, blind, forecasts, unjudged, heldBack } = result;
  return [
    "",
    `${hazard}: ${count(alarms.length, "alarm")}, ${count(alerts.length, "alert")}, ${foretold(forecasts.length)}`,
    ...(alarms.length > 0
      ? []
      : [
          `  ${unjudged ? "No reading could be judged: the level is not known." : "The level stayed normal throughout."}`,
        ]),
    ...fireDangerLines(result),
    ...alarms.flatMap((alarm, index) => [
      "",
      ...alarmLines(alarm, index),
      ...alerts.filter(({ alert }) => alarm.alerts.includes(alert.identifier)).flatMap(alertLines),
    ]),
    ...blind.map(
      ({ from, to, level }) =>
        `  Blind at ${level} from ${when(from)} to ${to === undefined ? "the end" : when(to)}`,
    ),
    ...(heldBack === undefined
      ? []
      : [`  A change at the end was not told: ${heldBack.replaceAll("_", " ")}`]),
    "",
  ];
};

const foretold = (readings: number): string => `${count(readings, "reading")} foretold a level`;

const alarmLines = ({ from, to, highest, leadTimes }: Alarm, index: number): readonly string[] => [
  `  Alarm ${index + 1}: ${when(from)} to ${to === undefined ? "the end of the recording, still standing" : `${when(to)}, ${lasting(to - from)}`}; highest ${highest}`,
  ...leadTimes.map(
    ({ level, reachedAt, leadMinutes }) =>
      `    ${level} was reached at ${when(reachedAt)}, ${leadMinutes === undefined ? "and nobody was told" : leadWords(leadMinutes)}`,
  ),
];

/** `76 minutes`, `25 h 46 min`. */
const lasting = (ms: number): string => {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 120) return count(minutes, "minute");
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const leadWords = (leadMinutes: number): string => {
  const rounded = Math.round(leadMinutes * 10) / 10;
  if (rounded === 0) return "and told then";
  return rounded > 0 ? `told ${rounded} min before` : `told ${-rounded} min after`;
};

const alertLines = ({ alert, notifications, withheld }: AlertPlan): readonly string[] => {
  const { sent, messageType, level, previousLevel, assessment } = alert;
  return [
    `    ${when(sent)}  ${messageType} ${level}, from ${previousLevel}; score ${assessment.score}: ${assessment.evidence.map(evidenceWords).join("; ")}`,
    ...textLines(notifications),
    ...(withheld.length === 0
      ? []
      : [
          `      not told: ${withheld.map(({ recipientId, reason }) => `${recipientId} (${reason.replaceAll("_", " ")})`).join(", ")}`,
        ]),
  ];
};

/** Each text once, with everyone who gets it; of an e-mail the subject. */
const textLines = (notifications: readonly Notification[]): readonly string[] => {
  const groups = Map.groupBy(notifications, ({ channel, language }) => `${channel} ${language}`);
  return [...groups].flatMap(([name, group]) => {
    const text = group[0]?.text;
    const told = group.map(({ recipientId, role }) => `${recipientId} (${role.replaceAll("_", " ")})`);
    return [`      ${name} to ${told.join(", ")}`, `        ${text?.subject ?? text?.body ?? ""}`];
  });
};
