import { axisX, axisY, gridY, line, ruleX, text } from "@observablehq/plot";
import { staticSvg } from "#devices/backtest/chart/static-svg.ts";
import { leadMinutes, type StreetOutcome } from "./street-outcome.ts";

/** Floods of one kind, and how they are drawn. */
export interface LeadCurve {
  readonly name: string;
  readonly colour: string;
  readonly outcomes: readonly StreetOutcome[];
}

const LONGEST_LEAD_MIN = 60;
const SHOWN_MIN = Array.from({ length: LONGEST_LEAD_MIN + 1 }, (_, minute) => minute);

/** Which share of the floods that reached 305 mm was warned of so many minutes ahead, or more. */
export const shareAhead = (outcomes: readonly StreetOutcome[], minutes: number): number => {
  const leads = outcomes.flatMap(({ crossedAt, warnedAt }) =>
    crossedAt === undefined ? [] : [leadMinutes(crossedAt, warnedAt)],
  );
  return leads.length === 0 ? 0 : leads.filter((lead) => lead >= minutes).length / leads.length;
};

/** Where the names stand: both curves end at nothing, and their names would lie on each other there. */
const halfAt = (outcomes: readonly StreetOutcome[]): number =>
  SHOWN_MIN.find((minutes) => shareAhead(outcomes, minutes) < 0.5) ?? LONGEST_LEAD_MIN;

/** The curves as SVG that stands by itself: dark on white, whatever page it is on. */
export const leadCurves = (curves: readonly LeadCurve[]): string =>
  staticSvg(
    {
      width: 720,
      height: 320,
      marginLeft: 56,
      marginBottom: 44,
      marginRight: 90,
      style: { background: "white", color: "#222", fontSize: "12px" },
      x: { domain: [0, LONGEST_LEAD_MIN] },
      y: { domain: [0, 100] },
      marks: [
        gridY(),
        ruleX([10], { strokeDasharray: "3 3" }),
        axisX({ label: "minutes ahead, or more" }),
        axisY({ label: "% of the floods that reached 305 mm" }),
        ...curves.flatMap(({ name, colour, outcomes }) => [
          line(
            SHOWN_MIN.map((minutes) => ({ minutes, percent: 100 * shareAhead(outcomes, minutes) })),
            { x: "minutes", y: "percent", stroke: colour, strokeWidth: 2, curve: "step-after" },
          ),
          text([{ minutes: halfAt(outcomes), percent: 50 }], {
            x: "minutes",
            y: "percent",
            text: () => name,
            fill: colour,
            textAnchor: "start",
            dx: 6,
          }),
        ]),
      ],
    },
    "How long before 305 mm of water people in the street were warned",
  );
