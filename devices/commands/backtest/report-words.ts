import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** As Hong Kong's clocks show it. */
export const when = (at: EpochMs): string => hongKongTime(at, "yyyy-MM-dd HH:mm:ss");

/** `1 alarm`, `2 alarms`. */
export const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

export const FLAG_WORDS: Readonly<Record<QualityFlag, string>> = {
  [QUALITY.good]: "good",
  [QUALITY.notEvaluated]: "not evaluated",
  [QUALITY.suspect]: "suspect",
  [QUALITY.fail]: "failed",
  [QUALITY.missing]: "missing",
};

const minutes = (value: number): string => `${Math.round(value * 10) / 10} min`;

/** No measurement is as large as an instant, ms since 1970. */
const FIRST_INSTANT = 1e11;
const factorValue = (value: number): string => (value >= FIRST_INSTANT ? when(value) : String(value));

const plain = (name: string): string => name.replaceAll("_", " ");

/** An item of evidence for an engineer, in the units of the catalogue. */
export const evidenceWords = (item: Evidence): string => {
  switch (item.kind) {
    case "value":
      return `${item.quantity} ${item.value} ${QUANTITIES[item.quantity].unit}`;
    case "threshold_reached":
      return `${item.quantity} ${item.value} >= ${item.threshold} ${QUANTITIES[item.quantity].unit} (${item.level})`;
    case "rate":
      return `${item.per10Min > 0 ? "+" : ""}${item.per10Min} ${QUANTITIES[item.quantity].unit} in 10 min`;
    case "forecast": {
      const { earliestMinutes, latestMinutes } = item;
      const between =
        earliestMinutes === undefined || latestMinutes === undefined
          ? ""
          : `, between ${minutes(earliestMinutes)} and ${minutes(latestMinutes)}`;
      return `${item.level} in ${minutes(item.inMinutes)}${between}`;
    }
    case "held":
      return `held at ${item.level} for ${minutes(item.ofMinutes)}, ${item.sinceMinutes} of them over`;
    case "needs":
      return `needs ${plain(item.what)}: ${item.have} of ${item.of}`;
    case "factor": {
      const said = [
        item.value === undefined ? undefined : factorValue(item.value),
        item.text?.replaceAll("_", " "),
      ];
      return [plain(item.name), ...said.filter((part) => part !== undefined)].join(" ");
    }
    case "anomaly":
      return `${item.quantity} ${item.value} ${QUANTITIES[item.quantity].unit}, usually ${item.median} (${item.deviations} deviations)`;
    case "neighbour":
      return `${plain(item.relation)} ${item.siteId} at ${item.level} ${item.minutesAgo} min ago`;
    case "percent_full":
      return `${item.percent} % full`;
    case "count":
      return `${plain(item.of)}: ${item.count}`;
    case "silence":
      return `silent for ${minutes(item.minutes)}`;
    case "ended":
      return `ended by itself: nothing more for ${minutes(item.afterMinutes)}`;
    default: {
      const { kind, contribution: _, ...facts } = item;
      return [kind, ...Object.values(facts)].join(" ").replaceAll("_", " ");
    }
  }
};
