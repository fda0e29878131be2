import type { AlertFacts, Move } from "#shared/domain/alert-facts.ts";
import type { RaisedLevel } from "#shared/domain/level.ts";
import type { Clause, Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import type { SmokeQuantity } from "../fire-memory.ts";
import { type HillFireFacts, hillFireFacts } from "../hill-fire-facts.ts";

const RAISED_ACTIONS: Record<RaisedLevel, string> = {
  advisory: "Watch the hillside, call 999 if you see flames or thick smoke",
  warning: "Keep off the hill, close windows, be ready to leave",
  danger: "Leave the hillside now, close windows, follow the firefighters",
};
const LOWERED_ACTIONS = {
  warning: "Still unsafe: keep off the hill",
  advisory: "Keep off the hill, watch it",
} as const;
const CLEARED_ACTION = "Call 999 if you see flames or thick smoke";
const SMOKY_ACTION = "Close windows, do less outdoors";
const CLEAR_AIR_ACTION = "Windows can be opened";

const QUANTITIES: Readonly<Record<SmokeQuantity, readonly [label: string, unit: string]>> = {
  pm2_5: ["Particles (PM2.5)", "ug/m3"],
  carbon_monoxide: ["Carbon monoxide", "ppm"],
  volatile_organic_compounds: ["Organic gases", "ppm"],
};

/** The signs in a few words: `smoke and heat`. Empty when they are gone. */
const signs = ({ smoke, heatC, humidityFallPercent }: HillFireFacts): string => {
  const told = [
    ...(smoke.length > 0 ? ["smoke"] : []),
    ...(heatC === undefined ? [] : ["heat"]),
    ...(humidityFallPercent === undefined ? [] : ["a sharp fall of humidity"]),
  ];
  return [told.slice(0, -1).join(", "), ...told.slice(-1)].filter((part) => part !== "").join(" and ");
};

const particles = ({ smokyUgPerM3 }: HillFireFacts): readonly Clause[] =>
  smokyUgPerM3 === undefined ? [] : [{ text: `PM2.5 at ${smokyUgPerM3} ug/m3` }];

const fireClauses = (facts: HillFireFacts): readonly Clause[] => {
  const seen = signs(facts);
  return [
    ...(seen === "" ? [] : [{ text: `${seen} detected` }]),
    ...(facts.heatC === undefined ? [] : [{ text: `up ${facts.heatC} C`, part: "reading" } as const]),
    ...(facts.isNear ? [{ text: "a sensor near by agrees", part: "evidence" } as const] : []),
    ...(facts.silentMinutes === undefined
      ? []
      : [{ text: "a sensor has gone silent", part: "evidence" } as const]),
  ];
};

const details = (facts: HillFireFacts): Wording["details"] => [
  ...facts.smoke.map(({ quantity, value, median }) => {
    const [label, unit] = QUANTITIES[quantity];
    return { label, value: `${value} ${unit} (usually ${median})` };
  }),
  ...(facts.heatC === undefined ? [] : [{ label: "Warmer within 40 min by", value: `${facts.heatC} C` }]),
  ...(facts.humidityFallPercent === undefined
    ? []
    : [{ label: "Humidity fell by", value: `${facts.humidityFallPercent}%` }]),
  ...(facts.smokyUgPerM3 === undefined
    ? []
    : [{ label: "Particles (PM2.5)", value: `${facts.smokyUgPerM3} ug/m3` }]),
  ...(facts.silentMinutes === undefined
    ? []
    : [{ label: "A sensor is silent for", value: `${facts.silentMinutes} min` }]),
  ...(facts.warning === undefined ? [] : [{ label: "Fire danger warning", value: facts.warning }]),
];

const ofSmokyAir = (facts: HillFireFacts, move: Move): Omit<Wording, "details"> =>
  move.kind === "cleared"
    ? {
        title: "Air clear of smoke",
        tag: "AIR CLEAR",
        clauses: [{ text: "no more smoke in the air" }],
        action: CLEAR_AIR_ACTION,
      }
    : {
        title: "Smoke in the air",
        tag: "SMOKE IN THE AIR",
        clauses: [...particles(facts), { text: "no sign of a hill fire near by" }],
        action: SMOKY_ACTION,
      };

const ofFire = (facts: HillFireFacts, move: Move): Omit<Wording, "details"> => {
  switch (move.kind) {
    case "raised":
      return {
        title: `Hill fire ${move.level}`,
        tag: `HILL FIRE ${move.level.toUpperCase()}`,
        clauses: fireClauses(facts),
        action: RAISED_ACTIONS[move.level],
      };
    case "lowered":
      return {
        title: `Hill fire lowered to ${move.level}`,
        tag: "HILL FIRE UPDATE",
        clauses: [...fireClauses(facts), { text: `${move.from} lowered to ${move.level}` }],
        action: LOWERED_ACTIONS[move.level],
      };
    case "cleared":
      return {
        title: "Hill fire warning ended",
        tag: "ALL CLEAR",
        clauses: [{ text: "no sign of a fire any more" }, { text: "hill fire warning ended" }],
        action: CLEARED_ACTION,
      };
  }
};

const wording = (facts: HillFireFacts, { move }: AlertFacts): Wording => ({
  ...(facts.alarmOf === "smoky_air" ? ofSmokyAir(facts, move) : ofFire(facts, move)),
  details: details(facts),
});

export const hillFireEn: HazardWords = {
  event: "Hill fire",
  wording: (alert, common) => wording(hillFireFacts(alert.assessment.evidence), common),
  boardLine: (evidence) => {
    const facts = hillFireFacts(evidence);
    const seen = signs(facts);
    if (seen !== "") return seen;
    return facts.smokyUgPerM3 === undefined ? undefined : `smoky air, PM2.5 ${facts.smokyUgPerM3}`;
  },
  lastSeen: (evidence) => {
    const seen = signs(hillFireFacts(evidence));
    return seen === "" ? undefined : `${seen} detected last`;
  },
  keepAway: () => "keep off the hill",
};
