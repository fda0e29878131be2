import type { AlertChange, Comparison } from "#devices/backtest/compare-results.ts";
import { count, when } from "./report-words.ts";

const CHANGE_WORDS = { appears: "+ appears", vanishes: "- vanishes", moves: "~ moves" } as const;

/** How one configuration differs from another on the same recording, for people. */
export const compareLines = ({ changes, same, moreSms }: Comparison, against: string): readonly string[] => {
  const number = (change: AlertChange["change"]) => changes.filter((one) => one.change === change).length;
  return [
    "",
    `Against ${against}: ${number("appears")} alerts appear, ${number("vanishes")} vanish, ${number("moves")} move, ${same} stay; ${smsWords(moreSms)}`,
    ...changes.map(
      ({ change, hazard, level, previousLevel, at, byMinutes }) =>
        `  ${CHANGE_WORDS[change]}  ${when(at)}  ${hazard} ${level}, from ${previousLevel}${byMinutes === undefined ? "" : `: ${moveWords(byMinutes)}`}`,
    ),
  ];
};

const smsWords = (more: number): string =>
  more === 0
    ? "as many text messages"
    : `${count(Math.abs(more), "text message")} ${more > 0 ? "more" : "fewer"}`;

export const moveWords = (byMinutes: number): string =>
  `${Math.round(Math.abs(byMinutes) * 10) / 10} min ${byMinutes < 0 ? "earlier" : "later"}`;
