import type { BlindInAlarm, Finding } from "#shared/domain/finding.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { hongKongTime } from "../../hong-kong-time.ts";
import type { NamedSensor, NoticeFacts } from "../notice-facts.ts";
import type { DeviceTrouble, Found, HealthTexts, NoticeWording } from "./health-text-table.ts";
import { lasting, sinceOf, troubleWords } from "./trouble-en.ts";

const NOUNS: Readonly<Record<NamedSensor["kind"], string>> = { water_gauge: "water gauge", sensor: "sensor" };
const TAG = { opened: "SENSOR", closed: "SENSOR BACK" } as const;
const NOTHING_TO_DO = "Nothing to do";

const KINDS: Readonly<Record<Finding["kind"], string>> = {
  silent_device: "silent",
  silent_quantity: "reading missing",
  stuck_value: "reading stuck",
  battery_low: "battery low",
  battery_falling: "battery running out",
  link_loss: "losing data",
  link_margin: "weak signal",
  moved: "may have moved",
  gateway_down: "gateway down",
  blind_in_alarm: "silent in an alarm",
};

const named = ({ kind, shortId }: NamedSensor): string => `${NOUNS[kind]} ${shortId}`;

const closedOf = (finding: DeviceTrouble, { unwatched, lasted }: NoticeFacts): Found => {
  if (unwatched) return { what: "no longer watched here", action: NOTHING_TO_DO };
  if (finding.kind !== "silent_device")
    return { what: `"${KINDS[finding.kind]}" no longer seen`, action: NOTHING_TO_DO };
  const what = finding.neverHeard ? "heard for the first time" : `heard again after about ${lasting(lasted)}`;
  return { what, action: NOTHING_TO_DO };
};

const blind = ({ change, sensors, lasted, unwatched }: NoticeFacts, finding: BlindInAlarm): NoticeWording => {
  const gauge = sensors.map(({ kind }) => NOUNS[kind]).join("");
  const evidence = finding.evidence ?? [];
  const words = hazardOf(finding.hazard).words.en;
  const keepOut = words.keepAway(evidence);
  const seen = words.lastSeen?.(evidence);
  if (change === "closed") {
    return {
      tag: "ATTENTION",
      what: `${gauge} is ${unwatched ? "no longer watched" : "back"}`,
      action: `Until you get an all clear, ${keepOut}`,
    };
  }
  const last = seen === undefined ? `last level: ${finding.level}` : `${seen} (${finding.level})`;
  return {
    tag: "ATTENTION",
    what: `no contact with ${gauge} for ${lasting(lasted)}, ${last}`,
    action: `Situation unknown, ${keepOut}`,
  };
};

const gateway = (facts: NoticeFacts, gatewayId: string): NoticeWording => {
  const { change, sensors, lasted } = facts;
  if (change === "closed")
    return {
      tag: "GATEWAY BACK",
      what: `gateway ${gatewayId} back after about ${lasting(lasted)}`,
      action: NOTHING_TO_DO,
    };
  const down = `gateway ${gatewayId} down ${sinceOf(facts)} (${lasting(lasted)})`;
  const names = sensors.map((sensor) => `${sensor.siteName.en} ${named(sensor)}`).join("; ");
  return {
    tag: "GATEWAY",
    what: sensors.length === 0 ? down : `${down}, so not heard: ${names}`,
    brief: sensors.length === 0 ? down : `${down}, ${sensors.length} sensors not heard`,
    action: "Check power and network",
  };
};

/** English as it is written in Hong Kong. */
export const healthEn: HealthTexts = {
  wording: (facts) => {
    const { finding, change, sensors } = facts;
    if (finding.kind === "gateway_down") return gateway(facts, finding.gatewayId);
    if (finding.kind === "blind_in_alarm") return blind(facts, finding);
    const { what, action } = change === "opened" ? troubleWords(finding, facts) : closedOf(finding, facts);
    return { tag: TAG[change], what: `${sensors.map(named).join()}: ${what}`, action };
  },
  list: (change, counts) => {
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const kinds = counts.map(({ kind, count }) => `${KINDS[kind]} ${count}`).join(", ");
    return change === "opened"
      ? {
          tag: TAG.opened,
          what: `${total} problems at once: ${kinds}`,
          brief: `${total} problems at once`,
          action: "See the e-mail or the board",
        }
      : {
          tag: TAG.closed,
          what: `${total} problems gone: ${kinds}`,
          brief: `${total} problems gone`,
          action: NOTHING_TO_DO,
        };
  },
  message: (tag, place, what, action) => `${tag} ${place}: ${what}. ${action}.`,
  line: (site, what) => `${site}: ${what}`,
  labels: { since: "Since", foundAt: "Found at", devEui: "Device", gateway: "Gateway" },
  automatic: "This message was made by the system and has not been checked by a person.",
  fullTime: (at: EpochMs) => hongKongTime(Math.floor(at / MINUTE_MS) * MINUTE_MS, "d MMMM yyyy HH:mm"),
};
