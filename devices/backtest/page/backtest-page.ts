import type { QualityFlag } from "#shared/domain/observation.ts";
import type { Site } from "#shared/domain/site.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import type { BacktestResult, HazardResult, SiteResult } from "../backtest-result.ts";
import { alarmSection, clock } from "./alarm-section.ts";
import { drawnHazard } from "./drawn-hazard.ts";
import { figure, legend } from "./figure.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { both, escapeHtml, FLAGS, levelTag, WORDS, type Words } from "./page-words.ts";

/** More charts than these nobody looks at, and no telephone opens. */
const MOST_DRAWN_ALARMS = 24;

export interface PageSubject {
  /** With the settings that were tried. */
  readonly site: Site;
  readonly result: BacktestResult;
  /** Further parts of the page, as HTML. */
  readonly before?: string;
}

/** A back-test as one page that needs nothing else: no network, no script. */
export const backtestPage = ({ site, result, before = "" }: PageSubject): string => {
  const { span } = result;
  const when = span === undefined ? "" : `${clock(span.from)} – ${clock(span.to)}`;
  const title = `${WORDS.title.zh} ${WORDS.title.en}: ${site.name.en}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${both(WORDS.title)}: <span lang="zh-HK">${escapeHtml(site.name["zh-HK"])}</span> <span lang="en">${escapeHtml(site.name.en)}</span></h1>
<p class="soft">${when} · ${both(WORDS.clock)}</p>
${numbers(result)}
${before}
${result.sites.map((one) => siteSections(site, one, span)).join("\n")}
</main>
</body>
</html>
`;
};

const numbers = ({ rows, sites, sms }: BacktestResult): string => {
  const hazards = sites.flatMap((one) => one.hazards);
  const sum = (of: (hazard: HazardResult) => number) =>
    hazards.reduce((total, hazard) => total + of(hazard), 0);
  const doubted = sites
    .flatMap(({ readings }) => readings)
    .filter(({ flag, isDerived }) => !isDerived && (flag === 3 || flag === 4)).length;
  const item = (value: number, words: Words) => `<li><b>${value.toLocaleString("en")}</b>${both(words)}</li>`;
  return `<ul class="numbers">${[
    item(
      sum(({ alarms }) => alarms.length),
      WORDS.alarms,
    ),
    item(
      sum(({ alerts }) => alerts.length),
      WORDS.alerts,
    ),
    item(sms.messages, WORDS.messages),
    item(rows, WORDS.readings),
    item(doubted, WORDS.doubted),
    item(
      sum(({ blind }) => blind.length),
      WORDS.blind,
    ),
  ].join("")}</ul>`;
};

const siteSections = (
  site: Site,
  result: SiteResult,
  span: { readonly from: EpochMs; readonly to: EpochMs } | undefined,
): string =>
  result.hazards
    .map((hazard) => (span === undefined ? "" : hazardSection(site, result, hazard, span)))
    .join("\n") + qualityTable(result);

const nameOf = ({ hazard }: HazardResult): Words => {
  const { words } = hazardOf(hazard);
  return { zh: words["zh-HK"].event, en: words.en.event };
};

const hazardSection = (
  site: Site,
  result: SiteResult,
  hazard: HazardResult,
  span: { readonly from: EpochMs; readonly to: EpochMs },
): string => {
  const drawn = drawnHazard(site, result, hazard, span.to);
  const { alarms, alerts, blind, unjudged } = hazard;
  const label = `the whole recording, ${alarms.length} alarms`;
  return `<h2>${both(nameOf(hazard))}: ${both(WORDS.whole)}</h2>
<div class="card">${drawn.map((one) => figure(one, span, label)).join("\n")}${legend()}</div>
${alarms.length === 0 ? `<p>${both(unjudged ? WORDS.unjudged : WORDS.quiet)}</p>` : ""}
${blind.map(({ from, to, level }) => `<p>${both(WORDS.blind)} ${levelTag(level)}: ${clock(from)} – ${to === undefined ? both(WORDS.standing) : clock(to)}</p>`).join("\n")}
${alarms
  .map((alarm, index) =>
    alarmSection(
      alarm,
      index + 1,
      alerts.filter(({ alert }) => alarm.alerts.includes(alert.identifier)),
      { drawn, end: span.to, isDrawn: index < MOST_DRAWN_ALARMS },
    ),
  )
  .join("\n")}
${alarms.length > MOST_DRAWN_ALARMS ? `<p class="soft">${both(WORDS.notDrawn)}</p>` : ""}`;
};

const qualityTable = ({ flags }: SiteResult): string => {
  const shown = ([1, 3, 4, 2, 9] as const satisfies readonly QualityFlag[]).filter((flag) =>
    Object.values(flags).some((counts) => (counts[flag] ?? 0) > 0),
  );
  return `<h2>${both(WORDS.quality)}</h2>
<div class="card"><table><thead><tr><th scope="col">${both(WORDS.quantity)}</th>${shown.map((flag) => `<th scope="col">${both(FLAGS[flag])}</th>`).join("")}</tr></thead><tbody>${Object.entries(
    flags,
  )
    .map(
      ([quantity, counts]) =>
        `<tr><td>${quantity.replaceAll("_", " ")}</td>${shown.map((flag) => `<td>${(counts[flag] ?? 0).toLocaleString("en")}</td>`).join("")}</tr>`,
    )
    .join("")}</tbody></table></div>`;
};
