import type { RaisedLevel } from "#shared/domain/level.ts";
import type { Clause, Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import { LEVELS_ZH } from "../../texts/levels-zh-HK.ts";
import {
  type FloodFacts,
  type ForecastFacts,
  floodFacts,
  floodReading,
  mustStandFor,
} from "../flood-facts.ts";

const TAGS = { advisory: "【留意水浸】", warning: "【水浸警告】", danger: "【水浸危險】" } as const;
const TITLES = { advisory: "留意水浸", warning: "水浸警告", danger: "水浸危險" } as const;

const RAISED_ACTIONS: Record<FloodFacts["surface"], Record<RaisedLevel, string>> = {
  channel: {
    advisory: "請留意水位變化，切勿靠近河邊",
    warning: "請離開河邊，移往高處",
    danger: "立即離開河邊，移往高處",
  },
  ground: {
    advisory: "道路積水，行車及步行請小心",
    warning: "道路水浸，請勿駛入或涉水",
    danger: "切勿駛入或涉水，移往高處",
  },
};

const LOWERED_ACTIONS = {
  channel: { warning: "仍未安全，請勿靠近河邊", advisory: "請繼續留意水位，切勿靠近河邊" },
  ground: { warning: "道路仍然水浸，請勿駛入或涉水", advisory: "道路仍有積水，行車及步行請小心" },
} as const;

const CLEARED_ACTION = "路面濕滑有淤泥，小心";

/** Below half a centimetre there is no water to measure. */
const DRY_M = 0.005;

/** Fallen so far that a road is bare, though the alarm may be held for a while yet. */
const isBare = ({ move, surface, waterM }: FloodFacts): boolean =>
  move.kind !== "raised" && surface === "ground" && waterM !== undefined && waterM < DRY_M;

const waterNoun = ({ surface }: FloodFacts): string => (surface === "channel" ? "水位" : "水深");

const metres = (waterM: number): string => `${waterM.toFixed(2)}米`;

const reading = (facts: FloodFacts): readonly Clause[] => {
  const { move, waterM, overflows, changeCm = 0 } = facts;
  const overflow = [{ text: "水道滿溢" }];
  if (waterM === undefined) return overflows ? overflow : [];
  if (isBare(facts)) return [{ text: "路面積水已退" }];
  const fallen = move.kind !== "raised" && changeCm <= 0 ? "回落至" : "";
  const text = `${waterNoun(facts)}${fallen}${metres(waterM)}`;
  return overflows ? [...overflow, { text, part: "reading" }] : [{ text }];
};

const fill = ({ percentFull, overflows, move }: FloodFacts): readonly Clause[] =>
  percentFull === undefined || overflows || move.kind === "cleared"
    ? []
    : [{ text: `水道已滿${percentFull}%`, part: "fill" }];

const changeText = (changeCm: number): string =>
  `10分鐘${changeCm > 0 ? "升" : "降"}${Math.abs(changeCm)}厘米`;

const change = ({ changeCm, move }: FloodFacts): readonly Clause[] =>
  changeCm === undefined || move.kind === "cleared" ? [] : [{ text: changeText(changeCm), part: "change" }];

const forecastText = ({ level, inMinutes, between }: ForecastFacts): string => {
  if ((between?.toMinutes ?? inMinutes) <= 0) return `或已達${LEVELS_ZH[level]}`;
  if (between === undefined) return `約${inMinutes}分鐘後達${LEVELS_ZH[level]}`;
  const { fromMinutes, toMinutes } = between;
  return fromMinutes === 0
    ? `料${toMinutes}分鐘內達${LEVELS_ZH[level]}`
    : `料${fromMinutes}至${toMinutes}分鐘後達${LEVELS_ZH[level]}`;
};

const forecast = (facts: FloodFacts): readonly Clause[] =>
  facts.forecast === undefined || facts.move.kind === "cleared"
    ? []
    : [{ text: forecastText(facts.forecast), part: "forecast" }];

const silence = ({ silentMinutes }: FloodFacts): readonly Clause[] =>
  silentMinutes === undefined ? [] : [{ text: `上升中水位計失聯${silentMinutes}分鐘` }];

const doubt = ({ mustStandMinutes, move }: FloodFacts): readonly Clause[] =>
  mustStandMinutes === undefined || move.kind === "cleared" ? [] : [{ text: "或屬誤測" }];

const outcome = ({ move }: FloodFacts): readonly Clause[] => {
  if (move.kind === "cleared") return [{ text: "水浸警告解除" }];
  return move.kind === "lowered" ? [{ text: `由${LEVELS_ZH[move.from]}降為${LEVELS_ZH[move.level]}` }] : [];
};

const details = (facts: FloodFacts): Wording["details"] => {
  const { waterM, percentFull, overflows, changeCm } = facts;
  const filled = overflows ? "（水道滿溢）" : percentFull === undefined ? "" : `（水道已滿${percentFull}%）`;
  return [
    ...(waterM === undefined ? [] : [{ label: waterNoun(facts), value: `${metres(waterM)}${filled}` }]),
    ...(changeCm === undefined ? [] : [{ label: "變化", value: changeText(changeCm) }]),
    ...(facts.forecast === undefined ? [] : [{ label: "預測", value: forecastText(facts.forecast) }]),
    ...(doubt(facts).length === 0
      ? []
      : [{ label: "村民", value: `水浸持續${facts.mustStandMinutes}分鐘後才通知` }]),
  ];
};

export const floodZhHk: HazardWords = {
  event: "水浸",
  boardLine: (evidence) => (mustStandFor(evidence) === undefined ? undefined : "或屬誤測，尚待證實"),
  lastSeen: (evidence) => {
    const { waterM } = floodReading(evidence);
    return waterM === undefined ? undefined : `最後讀數${metres(waterM)}`;
  },
  keepAway: (evidence) => (floodReading(evidence).surface === "channel" ? "請勿靠近河邊" : "請勿駛入或涉水"),
  wording: (alert, common) => {
    const facts = floodFacts(alert, common);
    const { move, surface } = facts;
    const known = {
      clauses: [
        ...reading(facts),
        ...fill(facts),
        ...change(facts),
        ...forecast(facts),
        ...silence(facts),
        ...doubt(facts),
        ...outcome(facts),
      ],
      details: details(facts),
    };
    switch (move.kind) {
      case "raised":
        return {
          ...known,
          title: TITLES[move.level],
          tag: TAGS[move.level],
          action: RAISED_ACTIONS[surface][move.level],
        };
      case "lowered":
        return {
          ...known,
          title: `水浸降為${LEVELS_ZH[move.level]}`,
          tag: "【水浸降級】",
          action: isBare(facts) ? CLEARED_ACTION : LOWERED_ACTIONS[surface][move.level],
        };
      case "cleared":
        return { ...known, title: "水浸警告解除", tag: "【解除】", action: CLEARED_ACTION };
    }
  },
};
