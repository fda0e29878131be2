import type { Clause, Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import {
  type FloodFacts,
  type ForecastFacts,
  floodFacts,
  floodReading,
  mustStandFor,
} from "../flood-facts.ts";
import { BARE_ACTION, CLEARED_ACTION, LOWERED_ACTIONS, RAISED_ACTIONS } from "./flood-actions-en.ts";

/** Below half a centimetre there is no water to measure. */
const DRY_M = 0.005;

/** Fallen so far that a road is bare, though the alarm may be held for a while yet. */
const isBare = ({ move, surface, waterM }: FloodFacts): boolean =>
  move.kind !== "raised" && surface === "ground" && waterM !== undefined && waterM < DRY_M;

const metres = (waterM: number): string => `${waterM.toFixed(2)} m`;

const waterText = ({ move, surface, changeCm = 0 }: FloodFacts, waterM: number): string => {
  const isLower = move.kind !== "raised" && changeCm <= 0;
  if (surface === "channel") return isLower ? `down to ${metres(waterM)}` : metres(waterM);
  return isLower ? `water down to ${metres(waterM)}` : `water ${metres(waterM)} deep`;
};

const reading = (facts: FloodFacts): readonly Clause[] => {
  const { waterM, overflows } = facts;
  const overflow = [{ text: "channel overflowing" }];
  if (waterM === undefined) return overflows ? overflow : [];
  if (isBare(facts)) return [{ text: "no water on the road" }];
  const text = waterText(facts, waterM);
  return overflows ? [...overflow, { text, part: "reading" }] : [{ text }];
};

const fill = ({ percentFull, overflows, move }: FloodFacts): readonly Clause[] =>
  percentFull === undefined || overflows || move.kind === "cleared"
    ? []
    : [{ text: `channel ${percentFull}% full`, part: "fill" }];

const changeText = (changeCm: number): string =>
  `${changeCm > 0 ? "up" : "down"} ${Math.abs(changeCm)} cm in 10 min`;

const change = ({ changeCm, move }: FloodFacts): readonly Clause[] =>
  changeCm === undefined || move.kind === "cleared" ? [] : [{ text: changeText(changeCm), part: "change" }];

const forecastText = ({ level, inMinutes, between }: ForecastFacts): string => {
  if ((between?.toMinutes ?? inMinutes) <= 0) return `${level} level may have been reached`;
  if (between === undefined) return `${level} level in about ${inMinutes} min`;
  const { fromMinutes, toMinutes } = between;
  return fromMinutes === 0
    ? `${level} level within ${toMinutes} min`
    : `${level} level in ${fromMinutes}-${toMinutes} min`;
};

const forecast = (facts: FloodFacts): readonly Clause[] =>
  facts.forecast === undefined || facts.move.kind === "cleared"
    ? []
    : [{ text: forecastText(facts.forecast), part: "forecast" }];

const silence = ({ silentMinutes }: FloodFacts): readonly Clause[] =>
  silentMinutes === undefined ? [] : [{ text: `gauge silent for ${silentMinutes} min while the water rose` }];

const doubt = ({ mustStandMinutes, move }: FloodFacts): readonly Clause[] =>
  mustStandMinutes === undefined || move.kind === "cleared" ? [] : [{ text: "may be an echo" }];

const outcome = ({ move }: FloodFacts): readonly Clause[] => {
  if (move.kind === "cleared") return [{ text: "flood warning ended" }];
  return move.kind === "lowered" ? [{ text: `${move.from} lowered to ${move.level}` }] : [];
};

const details = (facts: FloodFacts): Wording["details"] => {
  const { waterM, percentFull, overflows, changeCm, surface } = facts;
  const filled = overflows
    ? " (channel overflowing)"
    : percentFull === undefined
      ? ""
      : ` (channel ${percentFull}% full)`;
  const label = surface === "channel" ? "Water level" : "Water depth";
  return [
    ...(waterM === undefined ? [] : [{ label, value: `${metres(waterM)}${filled}` }]),
    ...(changeCm === undefined ? [] : [{ label: "Change", value: changeText(changeCm) }]),
    ...(facts.forecast === undefined ? [] : [{ label: "Forecast", value: forecastText(facts.forecast) }]),
    ...(doubt(facts).length === 0
      ? []
      : [{ label: "Villagers", value: `told once the water has stayed for ${facts.mustStandMinutes} min` }]),
  ];
};

export const floodEn: HazardWords = {
  event: "Flood",
  boardLine: (evidence) =>
    mustStandFor(evidence) === undefined ? undefined : "may be an echo, not confirmed yet",
  lastSeen: (evidence) => {
    const { waterM } = floodReading(evidence);
    return waterM === undefined ? undefined : `last reading ${metres(waterM)}`;
  },
  keepAway: (evidence) =>
    floodReading(evidence).surface === "channel"
      ? "keep away from the riverside"
      : "do not drive or walk into water",
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
          title: `Flood ${move.level}`,
          tag: `FLOOD ${move.level.toUpperCase()}`,
          action: RAISED_ACTIONS[surface][move.level],
        };
      case "lowered":
        return {
          ...known,
          title: `Flood lowered to ${move.level}`,
          tag: "FLOOD UPDATE",
          action: isBare(facts) ? BARE_ACTION : LOWERED_ACTIONS[surface][move.level],
        };
      case "cleared":
        return { ...known, title: "Flood warning ended", tag: "ALL CLEAR", action: CLEARED_ACTION };
    }
  },
};
