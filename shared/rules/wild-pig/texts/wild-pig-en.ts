import type { Clause, Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import { type WildPigFacts, wildPigFacts } from "../wild-pig-facts.ts";

const ACTION = "Keep calm, stay away, do not feed them or drive them away";
const CLEARED_ACTION = "Do not feed wild pigs";

const animals = ({ pigs, hasPiglets }: WildPigFacts): string => {
  if (pigs === undefined) return "probably wild pigs";
  const counted = pigs === 1 ? "1 wild pig" : `${pigs} wild pigs`;
  if (!hasPiglets) return counted;
  return pigs === 1 ? "wild pig, a piglet" : `${counted}, piglets among them`;
};

const NEAR = { near_school_path: "a school path", near_houses: "houses" } as const;

const nearText = ({ name, distanceM }: NonNullable<WildPigFacts["near"]>): string =>
  `${Math.round(distanceM)} m from ${NEAR[name]}`;

const nightsText = (nights: number): string =>
  nights === 1 ? "also 1 other night of the last 7" : `also ${nights} other nights of the last 7`;

const clausesOf = (facts: WildPigFacts): readonly Clause[] => [
  { text: animals(facts) },
  ...(facts.pigs === undefined ? [{ text: "by radar and motion", part: "evidence" } as const] : []),
  ...(facts.near === undefined ? [] : [{ text: nearText(facts.near), part: "evidence" } as const]),
  ...(facts.earlierNights === 0 ? [] : [{ text: nightsText(facts.earlierNights), part: "more" } as const]),
];

const detailsOf = (facts: WildPigFacts): Wording["details"] => [
  { label: "Seen", value: animals(facts) },
  ...(facts.confidencePercent === undefined
    ? [{ label: "Noticed by", value: "radar and motion sensors, not seen by a camera" }]
    : [{ label: "Camera's confidence", value: `${facts.confidencePercent}%` }]),
  ...(facts.near === undefined ? [] : [{ label: "Near", value: nearText(facts.near) }]),
  ...(facts.earlierNights === 0 ? [] : [{ label: "Repeated", value: nightsText(facts.earlierNights) }]),
];

export const wildPigEn: HazardWords = {
  event: "Wild pigs",
  boardLine: (evidence) => {
    const facts = wildPigFacts(evidence);
    if (facts.isUnconfirmed) return "perhaps a wild pig, not confirmed yet";
    return facts.pigs === undefined ? undefined : animals(facts);
  },
  keepAway: () => "stay away from wild pigs, do not feed them",
  wording: (alert, { move }) => {
    const facts = wildPigFacts(alert.assessment.evidence);
    if (move.kind === "cleared") {
      return {
        title: "Wild pigs: none seen any more",
        tag: "ALL CLEAR",
        clauses: [{ text: "no wild pigs seen any more" }],
        action: CLEARED_ACTION,
        details: [],
      };
    }
    return {
      title: move.level === "advisory" ? "Wild pigs about" : "Wild pigs near people",
      tag: move.level === "advisory" ? "WILD PIG ADVISORY" : "WILD PIGS",
      clauses: clausesOf(facts),
      action: ACTION,
      details: detailsOf(facts),
    };
  },
};
