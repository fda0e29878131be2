import type { EpochMs } from "#shared/domain/time.ts";
import { alarmChart } from "../chart/alarm-chart.ts";
import type { DrawnQuantity } from "./drawn-hazard.ts";
import { both, escapeHtml, WORDS } from "./page-words.ts";

const WIDE = { width: 1040, height: 320 };
const NARROW = { width: 360, height: 260 };

/** One chart for wide screens and one for a telephone: letters must stay readable on both. */
export const figure = (
  drawn: DrawnQuantity,
  part: { readonly from: EpochMs; readonly to: EpochMs },
  label: string,
): string => {
  const chart = { ...drawn, ...part, label: escapeHtml(`${drawn.quantity.replaceAll("_", " ")}: ${label}`) };
  return `<figure><div class="wide">${alarmChart(chart, WIDE)}</div><div class="narrow">${alarmChart(chart, NARROW)}</div></figure>`;
};

const swatch = (style: string, words: { readonly zh: string; readonly en: string }): string =>
  `<li><i style="${style}"></i>${both(words)}</li>`;

/** What the signs of the charts mean. */
export const legend = (): string =>
  `<ul class="legend">${[
    swatch("background: var(--water)", WORDS.believed),
    `<li>○ ${both(WORDS.suspect)}</li>`,
    `<li>× ${both(WORDS.failed)}</li>`,
    `<li>▼ ${both(WORDS.sent)}</li>`,
    swatch("border: 0; border-top: 2px dashed var(--danger-line); height: 0", WORDS.threshold),
    swatch("border: 0; border-top: 2px dotted var(--soft-ink); height: 0", WORDS.forecast),
    swatch(
      "background: linear-gradient(90deg, var(--advisory), var(--warning), var(--danger)); opacity: .6",
      WORDS.alarm,
    ),
  ].join("")}</ul>`;
