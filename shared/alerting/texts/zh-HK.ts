import { LEVELS_ZH } from "#shared/rules/texts/levels-zh-HK.ts";
import { hongKongTime } from "../hong-kong-time.ts";
import { oneLine } from "../place.ts";
import type { TextTable } from "./text-table.ts";

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * 60;

const ago = (minutes: number): string => {
  if (minutes < 2 * MINUTES_PER_HOUR) return `${minutes}分鐘前`;
  if (minutes < 2 * MINUTES_PER_DAY) return `${Math.floor(minutes / MINUTES_PER_HOUR)}小時前`;
  return `${Math.floor(minutes / MINUTES_PER_DAY)}日前`;
};

/** Written Chinese of Hong Kong. An SMS in it has 70 characters. */
export const zhHk: TextTable = {
  senderName: (villageName) => `${villageName}鄉村守望`,
  smsSpelling: oneLine,
  placeSeparator: "",
  exerciseMark: "【演習】",
  exerciseNotice: "這是演習，並非真實事故。",
  readingTime: ({ observedAt, isOtherDay }) => hongKongTime(observedAt, isOtherDay ? "M月d日HH:mm" : "HH:mm"),
  fullReadingTime: ({ observedAt, ageMinutes }) =>
    `${hongKongTime(observedAt, "yyyy年M月d日HH:mm")}${ageMinutes === undefined ? "" : `（${ago(ageMinutes)}）`}`,
  age: (ageMinutes) => `（${ago(ageMinutes)}）`,
  shortMessage: ({ tag, place, clauses, action, age, call, link }, facts) =>
    [
      `${tag}${place}${clauses.join("，")}。${action}。`,
      `${zhHk.readingTime(facts)}讀數${age}`,
      call === "" ? "" : `。查詢${call}`,
      link === "" ? "" : ` ${link}`,
    ].join(""),
  headline: (title, about) => `${title}：${about.join("，")}`,
  subject: (tag, place, clauses) => `${tag}${place}${clauses.length === 0 ? "" : "："}${clauses.join("，")}`,
  description: (place, clauses, readingTime) => `${place}${clauses.join("，")}。讀數時間：${readingTime}。`,
  sentence: (text) => `${text}。`,
  labels: {
    level: "級別",
    readingTime: "讀數時間",
    call: "查詢電話",
    link: "最新情況",
    reference: "訊息編號",
    colon: "：",
  },
  levelChange: ({ move, from }) => {
    if (move.kind === "cleared") return `由${LEVELS_ZH[from]}回復${LEVELS_ZH.normal}`;
    if (move.kind === "lowered") return `由${LEVELS_ZH[from]}降為${LEVELS_ZH[move.level]}`;
    return from === "normal" || from === move.level
      ? LEVELS_ZH[move.level]
      : `由${LEVELS_ZH[from]}升為${LEVELS_ZH[move.level]}`;
  },
  emergency: "如有生命危險，請致電999。",
  unverified: "以上讀數由感應器自動量度，未經人手核實。",
  areaDescription: (place) => `${place}一帶`,
};
