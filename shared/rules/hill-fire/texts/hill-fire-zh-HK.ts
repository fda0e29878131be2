import type { AlertFacts, Move } from "#shared/domain/alert-facts.ts";
import type { RaisedLevel } from "#shared/domain/level.ts";
import type { Clause, Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import { LEVELS_ZH } from "../../texts/levels-zh-HK.ts";
import type { SmokeQuantity } from "../fire-memory.ts";
import { type HillFireFacts, hillFireFacts } from "../hill-fire-facts.ts";

const TAGS = { advisory: "【留意山火】", warning: "【山火警告】", danger: "【山火危險】" } as const;
const TITLES = { advisory: "留意山火", warning: "山火警告", danger: "山火危險" } as const;

const RAISED_ACTIONS: Record<RaisedLevel, string> = {
  advisory: "請留意山邊，如見火光或濃煙，致電999",
  warning: "請勿上山，關窗，準備撤離",
  danger: "立即離開山邊，關窗，聽從消防指示撤離",
};
const LOWERED_ACTIONS = { warning: "仍未安全，請勿上山", advisory: "請繼續留意山邊，切勿上山" } as const;
const CLEARED_ACTION = "如再見火光或濃煙，致電999";
const SMOKY_ACTION = "請關窗，減少戶外活動";
const CLEAR_AIR_ACTION = "可開窗通風";

const QUANTITIES: Readonly<Record<SmokeQuantity, readonly [label: string, unit: string]>> = {
  pm2_5: ["微細懸浮粒子（PM2.5）", "微克/立方米"],
  carbon_monoxide: ["一氧化碳", "ppm"],
  volatile_organic_compounds: ["揮發性有機物", "ppm"],
};
const WARNINGS = { yellow: "黃色", red: "紅色" } as const;

/** The signs in a few characters: `煙霧及高溫`. Empty when they are gone. */
const signs = ({ smoke, heatC, humidityFallPercent }: HillFireFacts): string => {
  const told = [
    ...(smoke.length > 0 ? ["煙霧"] : []),
    ...(heatC === undefined ? [] : ["高溫"]),
    ...(humidityFallPercent === undefined ? [] : ["濕度急降"]),
  ];
  return [told.slice(0, -1).join("、"), ...told.slice(-1)].filter((part) => part !== "").join("及");
};

const particles = ({ smokyUgPerM3 }: HillFireFacts): readonly Clause[] =>
  smokyUgPerM3 === undefined ? [] : [{ text: `PM2.5達每立方米${smokyUgPerM3}微克` }];

const fireClauses = (facts: HillFireFacts): readonly Clause[] => {
  const seen = signs(facts);
  return [
    ...(seen === "" ? [] : [{ text: `偵測到${seen}` }]),
    ...(facts.heatC === undefined ? [] : [{ text: `急升${facts.heatC}度`, part: "reading" } as const]),
    ...(facts.isNear ? [{ text: "附近感應器亦偵測到", part: "evidence" } as const] : []),
    ...(facts.silentMinutes === undefined ? [] : [{ text: "有感應器失去聯絡", part: "evidence" } as const]),
  ];
};

const details = (facts: HillFireFacts): Wording["details"] => [
  ...facts.smoke.map(({ quantity, value, median }) => {
    const [label, unit] = QUANTITIES[quantity];
    return { label, value: `${value}${unit}（平常${median}）` };
  }),
  ...(facts.heatC === undefined ? [] : [{ label: "40分鐘內急升", value: `${facts.heatC}°C` }]),
  ...(facts.humidityFallPercent === undefined
    ? []
    : [{ label: "濕度急降", value: `${facts.humidityFallPercent}%` }]),
  ...(facts.smokyUgPerM3 === undefined
    ? []
    : [{ label: "微細懸浮粒子（PM2.5）", value: `${facts.smokyUgPerM3}微克/立方米` }]),
  ...(facts.silentMinutes === undefined
    ? []
    : [{ label: "感應器失去聯絡", value: `${facts.silentMinutes}分鐘` }]),
  ...(facts.warning === undefined ? [] : [{ label: "火災危險警告", value: WARNINGS[facts.warning] }]),
];

const ofSmokyAir = (facts: HillFireFacts, move: Move): Omit<Wording, "details"> =>
  move.kind === "cleared"
    ? {
        title: "空氣已無煙霧",
        tag: "【解除】",
        clauses: [{ text: "空氣已無煙霧" }],
        action: CLEAR_AIR_ACTION,
      }
    : {
        title: "空氣中有煙霧",
        tag: "【空氣有煙】",
        clauses: [...particles(facts), { text: "未見附近有山火跡象" }],
        action: SMOKY_ACTION,
      };

const ofFire = (facts: HillFireFacts, move: Move): Omit<Wording, "details"> => {
  switch (move.kind) {
    case "raised":
      return {
        title: TITLES[move.level],
        tag: TAGS[move.level],
        clauses: fireClauses(facts),
        action: RAISED_ACTIONS[move.level],
      };
    case "lowered":
      return {
        title: `山火降為${LEVELS_ZH[move.level]}`,
        tag: "【山火降級】",
        clauses: [...fireClauses(facts), { text: `由${LEVELS_ZH[move.from]}降為${LEVELS_ZH[move.level]}` }],
        action: LOWERED_ACTIONS[move.level],
      };
    case "cleared":
      return {
        title: "山火警告解除",
        tag: "【解除】",
        clauses: [{ text: "不再偵測到山火跡象" }, { text: "山火警告解除" }],
        action: CLEARED_ACTION,
      };
  }
};

const wording = (facts: HillFireFacts, { move }: AlertFacts): Wording => ({
  ...(facts.alarmOf === "smoky_air" ? ofSmokyAir(facts, move) : ofFire(facts, move)),
  details: details(facts),
});

export const hillFireZhHk: HazardWords = {
  event: "山火",
  wording: (alert, common) => wording(hillFireFacts(alert.assessment.evidence), common),
  boardLine: (evidence) => {
    const facts = hillFireFacts(evidence);
    const seen = signs(facts);
    if (seen !== "") return seen;
    return facts.smokyUgPerM3 === undefined ? undefined : `空氣有煙，PM2.5 ${facts.smokyUgPerM3}`;
  },
  lastSeen: (evidence) => {
    const seen = signs(hillFireFacts(evidence));
    return seen === "" ? undefined : `最後偵測到${seen}`;
  },
  keepAway: () => "請勿上山",
};
