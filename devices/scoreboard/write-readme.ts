import { readFileSync, writeFileSync } from "node:fs";
import { deepestOf, floodFigure } from "./flood-figure.ts";
import { leadCurves } from "./lead-curves.ts";
import { peopleLines } from "./people-table.ts";
import { readmeTable, withSection } from "./readme-section.ts";
import { isUnscored } from "./recording.ts";
import type { ScoreRow } from "./score.ts";
import { readStreetFloods } from "./street-floods.ts";
import { outcomeOf } from "./street-outcome.ts";

const README = new URL("../../README.md", import.meta.url);
const PLOTS = {
  curves: new URL("warned-ahead.svg", import.meta.url),
  flood: new URL("one-flood.svg", import.meta.url),
};

/** Writes the scoreboard into the README, and its plots beside this file. */
export const writeReadme = (rows: readonly ScoreRow[], folder: string): void => {
  const floods = readStreetFloods(folder);
  if (!isUnscored(floods)) {
    const outcomes = floods.map((flood) => outcomeOf(flood));
    const isTidal = (wanted: boolean) => outcomes.filter(({ flood }) => flood.isTidal === wanted);
    const curves = [
      { name: "tides", colour: "#1f6fb2", outcomes: isTidal(true) },
      { name: "rain", colour: "#b2451f", outcomes: isTidal(false) },
    ];
    writeFileSync(PLOTS.curves, `${leadCurves(curves)}\n`);
    const deepest = deepestOf(floods.filter((flood) => !flood.isTidal));
    const drawn = deepest === undefined ? undefined : floodFigure(deepest);
    if (drawn !== undefined) writeFileSync(PLOTS.flood, `${drawn}\n`);
  }
  const text = withSection(readFileSync(README, "utf8"), `${readmeTable(peopleLines(rows))}\n\n${FIGURE}`);
  if (text === undefined) throw new Error("README.md has no place for the scoreboard");
  writeFileSync(README, text);
};

const FIGURE = `![Share of street floods that were warned of so many minutes before they reached 305 mm, tides and rain](devices/scoreboard/warned-ahead.svg)

Floods in streets of New York, recorded each minute (FloodNet NYC, NYC Open Data kb2e-tjy3): tides and rain, never pooled.

![The deepest rain flood: water level, thresholds, alarms, alerts and forecasts](devices/scoreboard/one-flood.svg)

The deepest of the rain floods, by Hong Kong's clocks, as a back-test draws it.`;
