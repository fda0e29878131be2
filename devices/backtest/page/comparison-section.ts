import type { AlertChange, Comparison } from "../compare-results.ts";
import { clock } from "./alarm-section.ts";
import { both, escapeHtml, levelTag, type Words } from "./page-words.ts";

const CHANGES: Readonly<Record<AlertChange["change"], Words>> = {
  appears: { zh: "新增", en: "appears" },
  vanishes: { zh: "消失", en: "vanishes" },
  moves: { zh: "改時", en: "moves" },
};

const COMPARED: Words = { zh: "比較", en: "Compared with" };
const STAY: Words = { zh: "不變", en: "alerts stay" };
const SMS: Words = { zh: "短訊增減", en: "text messages more or fewer" };

/** What a configuration does otherwise than another. */
export const comparisonSection = ({ changes, same, moreSms }: Comparison, against: string): string =>
  `<h2>${both(COMPARED)} ${escapeHtml(against)}</h2>
<div class="card"><p>${same} ${both(STAY)} · ${moreSms > 0 ? "+" : ""}${moreSms} ${both(SMS)}</p>
${changes.length === 0 ? "" : `<table><tbody>${changes.map(row).join("")}</tbody></table>`}</div>`;

const row = ({ change, level, at, byMinutes }: AlertChange): string =>
  `<tr><td>${both(CHANGES[change])}</td><td>${clock(at)}</td><td>${levelTag(level)}</td><td>${
    byMinutes === undefined ? "" : `${byMinutes > 0 ? "+" : ""}${Math.round(byMinutes * 10) / 10} min`
  }</td></tr>`;
