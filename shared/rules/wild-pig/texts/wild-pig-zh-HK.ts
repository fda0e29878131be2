import type { Clause, Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import { type WildPigFacts, wildPigFacts } from "../wild-pig-facts.ts";

const ACTION = "保持冷靜，遠離，切勿餵飼或驅趕";
const CLEARED_ACTION = "切勿餵飼野豬";

const animals = ({ pigs, hasPiglets }: WildPigFacts): string => {
  if (pigs === undefined) return "疑有野豬";
  if (!hasPiglets) return `有${pigs}隻野豬`;
  return pigs === 1 ? "有1隻小野豬" : `有${pigs}隻野豬（有小野豬）`;
};

const NEAR = { near_school_path: "上學路徑", near_houses: "民居" } as const;

const nearText = ({ name, distanceM }: NonNullable<WildPigFacts["near"]>): string =>
  `距${NEAR[name]}${Math.round(distanceM)}米`;

const nightsText = (nights: number): string => `過去7晚另有${nights}晚出沒`;

const clausesOf = (facts: WildPigFacts): readonly Clause[] => [
  { text: animals(facts) },
  ...(facts.pigs === undefined ? [{ text: "雷達及紅外感應", part: "evidence" } as const] : []),
  ...(facts.near === undefined ? [] : [{ text: nearText(facts.near), part: "evidence" } as const]),
  ...(facts.earlierNights === 0 ? [] : [{ text: nightsText(facts.earlierNights), part: "more" } as const]),
];

const detailsOf = (facts: WildPigFacts): Wording["details"] => [
  { label: "發現", value: animals(facts) },
  ...(facts.confidencePercent === undefined
    ? [{ label: "依據", value: "雷達及紅外感應，鏡頭未有拍到" }]
    : [{ label: "鏡頭辨識把握", value: `${facts.confidencePercent}%` }]),
  ...(facts.near === undefined ? [] : [{ label: "位置", value: nearText(facts.near) }]),
  ...(facts.earlierNights === 0 ? [] : [{ label: "重複", value: nightsText(facts.earlierNights) }]),
];

export const wildPigZhHk: HazardWords = {
  event: "野豬出沒",
  boardLine: (evidence) => {
    const facts = wildPigFacts(evidence);
    if (facts.isUnconfirmed) return "疑似野豬，待確認";
    return facts.pigs === undefined ? undefined : animals(facts);
  },
  keepAway: () => "請遠離野豬，切勿餵飼",
  wording: (alert, { move }) => {
    const facts = wildPigFacts(alert.assessment.evidence);
    if (move.kind === "cleared") {
      return {
        title: "野豬已不再出現",
        tag: "【解除】",
        clauses: [{ text: "未再見野豬" }],
        action: CLEARED_ACTION,
        details: [],
      };
    }
    return {
      title: move.level === "advisory" ? "留意野豬" : "野豬出沒",
      tag: move.level === "advisory" ? "【留意野豬】" : "【野豬】",
      clauses: clausesOf(facts),
      action: ACTION,
      details: detailsOf(facts),
    };
  },
};
