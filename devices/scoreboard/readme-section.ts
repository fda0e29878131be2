import type { PeopleLine } from "./people-table.ts";

const BEGIN = "<!-- scoreboard: written by `npm run scoreboard -- --readme` -->";
const END = "<!-- end of the scoreboard -->";

/** The scoreboard as the README shows it: what has a target. */
export const readmeTable = (lines: readonly PeopleLine[]): string =>
  [
    "| dataset | case | metric | value | target | |",
    "|---|---|---|---|---|---|",
    ...lines
      .filter(({ target }) => target !== "")
      .map(
        ({ dataset, case: name, metric, value, target, verdict }) =>
          `| ${dataset} | ${name} | \`${metric}\` | ${value} | ${target} | ${verdict} |`,
      ),
  ].join("\n");

/** Puts a new scoreboard between the marks; undefined where a text has none. */
export const withSection = (text: string, section: string): string | undefined => {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  return from < 0 || to < from
    ? undefined
    : `${text.slice(0, from + BEGIN.length)}\n\n${section}\n\n${text.slice(to)}`;
};
