import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts } from "#shared/domain/alert-facts.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { Wording } from "#shared/domain/wording.ts";
import type { HazardDefinition } from "#shared/rules/hazard-definition.ts";
import { hazardRule } from "#shared/rules/hazard-rule.ts";
import { closedRoadRule } from "./closed-road-rule.ts";

const vehiclesOf = (evidence: readonly Evidence[]): number =>
  evidence.find((item) => item.kind === "count")?.count ?? 0;
const vehiclesIn = ({ assessment }: Alert): number => vehiclesOf(assessment.evidence);

const english = (alert: Alert, { move }: AlertFacts): Wording => {
  const vehicles = vehiclesIn(alert);
  const said = vehicles === 1 ? "1 vehicle" : `${vehicles} vehicles`;
  return {
    title: "Vehicles on a closed road",
    tag: move.kind === "cleared" ? "ROAD CLEAR" : "CLOSED ROAD",
    clauses: [{ text: `${said} in 15 min` }],
    action: "Check the barrier",
    details: [{ label: "Vehicles", value: said }],
  };
};

const chinese = (alert: Alert, { move }: AlertFacts): Wording => ({
  title: "封閉道路有車輛",
  tag: move.kind === "cleared" ? "【解除】" : "【封路】",
  clauses: [{ text: `15分鐘內有${vehiclesIn(alert)}輛車駛過` }],
  action: "請檢查路障",
  details: [{ label: "車輛", value: `${vehiclesIn(alert)}輛` }],
});

/** A fifth hazard, whole: vehicles on a road that is closed. */
export const closedRoad: HazardDefinition = {
  rule: hazardRule(closedRoadRule),
  routes: [
    { role: "department", from: "warning" },
    { role: "village_office", from: "advisory" },
  ],
  codes: { category: "Transport", responseTypes: () => ["Monitor"] },
  words: {
    en: {
      event: "Vehicles on a closed road",
      wording: english,
      boardLine: (evidence) => `${vehiclesOf(evidence)} vehicles in 15 min`,
      keepAway: () => "keep off the closed road",
    },
    "zh-HK": {
      event: "封閉道路有車輛",
      wording: chinese,
      boardLine: (evidence) => `15分鐘內有${vehiclesOf(evidence)}輛車駛過`,
      keepAway: () => "請勿駛入封閉道路",
    },
  },
  ending: "quiet",
  lifetimeMin: { advisory: 60, warning: 60 },
};
