import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import type { AlertPlan, Notification } from "#shared/domain/alert.ts";
import { type EpochMs, HOUR_MS } from "#shared/domain/time.ts";
import type { Alarm, LeadTime } from "../backtest-result.ts";
import type { DrawnQuantity } from "./drawn-hazard.ts";
import { figure } from "./figure.ts";
import { both, escapeHtml, levelTag, WORDS } from "./page-words.ts";

export const clock = (at: EpochMs): string => hongKongTime(at, "yyyy-MM-dd HH:mm");

const AROUND_MS = HOUR_MS;

/** One alarm: its chart, how long before each threshold the public knew, every alert with its texts. */
export const alarmSection = (
  alarm: Alarm,
  number: number,
  plans: readonly AlertPlan[],
  {
    drawn,
    end,
    isDrawn,
  }: { readonly drawn: readonly DrawnQuantity[]; readonly end: EpochMs; readonly isDrawn: boolean },
): string => {
  const until = alarm.to === undefined ? both(WORDS.standing) : clock(alarm.to);
  const part = { from: alarm.from - AROUND_MS, to: (alarm.to ?? end) + AROUND_MS };
  const label = `alarm ${number} from ${clock(alarm.from)}, highest ${alarm.highest}`;
  return `<section class="card"><h3>${both(WORDS.alarm)} ${number} ${levelTag(alarm.highest)}</h3>
<p>${clock(alarm.from)} – ${until}</p>
${isDrawn ? drawn.map((one) => figure(one, part, label)).join("\n") : ""}
${leadTable(alarm.leadTimes)}
${plans.map(alertEntry).join("\n")}
</section>`;
};

const leadTable = (leadTimes: readonly LeadTime[]): string =>
  leadTimes.length === 0
    ? ""
    : `<table><thead><tr><th scope="col">${both(WORDS.level)}</th><th scope="col">${both(WORDS.reached)}</th><th scope="col">${both(WORDS.lead)}</th></tr></thead><tbody>${leadTimes
        .map(
          ({ level, reachedAt, leadMinutes }) =>
            `<tr><td>${levelTag(level)}</td><td>${clock(reachedAt)}</td><td>${leadMinutes === undefined ? "–" : Math.round(leadMinutes * 10) / 10}</td></tr>`,
        )
        .join("")}</tbody></table>`;

const alertEntry = ({ alert, notifications, withheld }: AlertPlan): string =>
  `<details><summary>${clock(alert.sent)} ${levelTag(alert.level)}</summary><dl>${texts(notifications)}${
    withheld.length === 0
      ? ""
      : `<dt>${both(WORDS.notTold)}</dt><dd>${withheld.map(({ recipientId, reason }) => `${recipientId} (${reason.replaceAll("_", " ")})`).join(", ")}</dd>`
  }</dl></details>`;

/** Each text once, with everyone who gets it. */
const texts = (notifications: readonly Notification[]): string =>
  [...Map.groupBy(notifications, ({ channel, language }) => `${channel} ${language}`)]
    .map(([name, group]) => {
      const [first] = group;
      const text = first?.text.subject ?? first?.text.body ?? "";
      const who = group.map(({ recipientId }) => recipientId).join(", ");
      return `<dt>${name}: ${escapeHtml(who)}</dt><dd lang="${first?.language ?? "en"}">${escapeHtml(text)}</dd>`;
    })
    .join("");
