import type { BlindInAlarm, Finding } from "#shared/domain/finding.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { LEVELS_ZH } from "#shared/rules/texts/levels-zh-HK.ts";
import { hongKongTime } from "../../hong-kong-time.ts";
import type { NamedSensor, NoticeFacts } from "../notice-facts.ts";
import type { DeviceTrouble, Found, HealthTexts, NoticeWording } from "./health-text-table.ts";
import { lasting, sinceOf, troubleWords } from "./trouble-zh-HK.ts";

const NOUNS: Readonly<Record<NamedSensor["kind"], string>> = { water_gauge: "水位計", sensor: "感應器" };
const TAG = { opened: "【感應器】", closed: "【感應器恢復】" } as const;
const NOTHING_TO_DO = "無須跟進";

const KINDS: Readonly<Record<Finding["kind"], string>> = {
  silent_device: "沒有訊號",
  silent_quantity: "欠缺讀數",
  stuck_value: "讀數不變",
  battery_low: "電量低",
  battery_falling: "電量將盡",
  link_loss: "資料流失",
  link_margin: "訊號弱",
  moved: "懷疑被移動",
  gateway_down: "閘道失聯",
  blind_in_alarm: "警報中失聯",
};

const named = ({ kind, shortId }: NamedSensor): string => `${NOUNS[kind]}（${shortId}）`;

const closedOf = (finding: DeviceTrouble, { unwatched, lasted }: NoticeFacts): Found => {
  if (unwatched) return { what: "已不再在此監察", action: NOTHING_TO_DO };
  if (finding.kind !== "silent_device")
    return { what: `「${KINDS[finding.kind]}」已不再出現`, action: NOTHING_TO_DO };
  const what = finding.neverHeard ? "已首次收到訊號" : `再次收到訊號，約中斷${lasting(lasted)}`;
  return { what, action: NOTHING_TO_DO };
};

const blind = ({ change, sensors, lasted, unwatched }: NoticeFacts, finding: BlindInAlarm): NoticeWording => {
  const gauge = sensors.map(({ kind }) => NOUNS[kind]).join("");
  const evidence = finding.evidence ?? [];
  const words = hazardOf(finding.hazard).words["zh-HK"];
  const keepOut = words.keepAway(evidence);
  const seen = words.lastSeen?.(evidence);
  if (change === "closed") {
    return {
      tag: "【留意】",
      what: `${gauge}${unwatched ? "已停止監察" : "恢復讀數"}`,
      action: `未收到解除訊息前，${keepOut}`,
    };
  }
  const level = LEVELS_ZH[finding.level];
  const last = seen === undefined ? `最後級別：${level}` : `${seen}（${level}）`;
  return {
    tag: "【留意】",
    what: `${gauge}失去聯絡${lasting(lasted)}，${last}`,
    action: `情況未明，${keepOut}`,
  };
};

const gateway = (facts: NoticeFacts, gatewayId: string): NoticeWording => {
  const { change, sensors, lasted } = facts;
  if (change === "closed")
    return {
      tag: "【閘道恢復】",
      what: `閘道${gatewayId}恢復聯絡，約中斷${lasting(lasted)}`,
      action: NOTHING_TO_DO,
    };
  const down = `閘道${gatewayId}${sinceOf(facts)}失去聯絡（已${lasting(lasted)}）`;
  const names = sensors.map((sensor) => `${sensor.siteName["zh-HK"]}${named(sensor)}`).join("、");
  return {
    tag: "【閘道】",
    what: sensors.length === 0 ? down : `${down}，因此收不到${names}`,
    brief: sensors.length === 0 ? down : `${down}，收不到${sensors.length}個感應器`,
    action: "請檢查電源及網絡",
  };
};

/** Written Chinese of Hong Kong. An SMS in it has 70 characters. */
export const healthZhHk: HealthTexts = {
  wording: (facts) => {
    const { finding, change, sensors } = facts;
    if (finding.kind === "gateway_down") return gateway(facts, finding.gatewayId);
    if (finding.kind === "blind_in_alarm") return blind(facts, finding);
    const { what, action } = change === "opened" ? troubleWords(finding, facts) : closedOf(finding, facts);
    return { tag: TAG[change], what: `${sensors.map(named).join()}${what}`, action };
  },
  list: (change, counts) => {
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const kinds = counts.map(({ kind, count }) => `${KINDS[kind]}${count}`).join("、");
    return change === "opened"
      ? {
          tag: TAG.opened,
          what: `同時有${total}項問題：${kinds}`,
          brief: `同時有${total}項問題`,
          action: "請看電郵或看板",
        }
      : {
          tag: TAG.closed,
          what: `${total}項問題已消失：${kinds}`,
          brief: `${total}項問題已消失`,
          action: NOTHING_TO_DO,
        };
  },
  message: (tag, place, what, action) => `${tag}${place}${what}。${action}。`,
  line: (site, what) => `${site}：${what}`,
  labels: { since: "開始時間", foundAt: "發現時間", devEui: "裝置編號", gateway: "閘道" },
  automatic: "本訊息由系統自動發出，未經人手核實。",
  fullTime: (at: EpochMs) => hongKongTime(Math.floor(at / MINUTE_MS) * MINUTE_MS, "yyyy年M月d日HH:mm"),
};
