import { alarmChart } from "#devices/backtest/chart/alarm-chart.ts";
import { drawnHazard } from "#devices/backtest/page/drawn-hazard.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import { STREET } from "./flood-places.ts";
import { villageAt } from "./place.ts";
import type { StreetFlood } from "./street-floods.ts";
import { recordedRows } from "./street-outcome.ts";

/** The colours of a back-test's page by day: a picture in a README has no page around it. */
const COLOURS =
  "--ink:#10201f;--soft-ink:#435658;--card-line:#c3d0d0;--calm:#17654a;--water:#2f7fa6;--advisory:#f4c531;--advisory-line:#8a6a00;--warning:#f58a1f;--warning-line:#b65c00;--danger:#b00d1a;--danger-line:#b00d1a;--normal:#17654a";

/** The deepest of some floods. */
export const deepestOf = (floods: readonly StreetFlood[]): StreetFlood | undefined => {
  const depthOf = ({ profile }: StreetFlood) => Math.max(0, ...profile.map(({ depthMm }) => depthMm));
  return floods.toSorted((a, b) => depthOf(b) - depthOf(a))[0];
};

/** One flood with its thresholds, alarms, alerts and forecasts, as a back-test draws it; undefined where nothing can be drawn. */
export const floodFigure = (flood: StreetFlood): string | undefined => {
  const village = villageAt(STREET);
  const rows = recordedRows(flood);
  const [result] = runBacktest({ village, addressees: [], keepReadings: true }, rows).sites;
  const [site] = village.sites;
  const [hazard] = result?.hazards ?? [];
  const [from, to] = [rows[0]?.observedAt, rows.at(-1)?.observedAt];
  if (site === undefined || result === undefined || hazard === undefined) return undefined;
  if (from === undefined || to === undefined) return undefined;
  const drawn = drawnHazard(site, result, hazard, to).find(({ quantity }) => quantity === "water_level");
  if (drawn === undefined) return undefined;
  const svg = alarmChart(
    { ...drawn, from, to, label: "One flood in a street: water level, thresholds, alarms and alerts" },
    { width: 860, height: 340 },
  );
  return svg.replace('style="', `style="background:white;color:#10201f;${COLOURS};`);
};
