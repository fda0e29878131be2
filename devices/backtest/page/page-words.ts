import type { Level } from "#shared/domain/level.ts";
import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";

/** A label of the page, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const both = ({ zh, en }: Words): string =>
  `<span lang="zh-HK">${zh}</span> <span lang="en">${en}</span>`;

export const LEVEL_WORDS: Readonly<Record<Level, Words>> = {
  normal: { zh: "正常", en: "normal" },
  advisory: { zh: "留意", en: "advisory" },
  warning: { zh: "警告", en: "warning" },
  danger: { zh: "危險", en: "danger" },
};

export const levelTag = (level: Level): string =>
  `<span class="level ${level}">${both(LEVEL_WORDS[level])}</span>`;

export const FLAGS: Readonly<Record<QualityFlag, Words>> = {
  [QUALITY.good]: { zh: "良好", en: "good" },
  [QUALITY.notEvaluated]: { zh: "未評估", en: "not evaluated" },
  [QUALITY.suspect]: { zh: "存疑", en: "suspect" },
  [QUALITY.fail]: { zh: "無效", en: "failed" },
  [QUALITY.missing]: { zh: "缺失", en: "missing" },
};

export const WORDS = {
  title: { zh: "回溯測試", en: "Back-test" },
  alarms: { zh: "警報", en: "alarms" },
  alarm: { zh: "警報", en: "Alarm" },
  alerts: { zh: "通知", en: "alerts" },
  messages: { zh: "短訊", en: "text messages" },
  parts: { zh: "短訊段數", en: "message parts" },
  readings: { zh: "讀數", en: "rows" },
  doubted: { zh: "存疑或無效", en: "doubted readings" },
  whole: { zh: "整段記錄", en: "The whole recording" },
  believed: { zh: "採信讀數", en: "believed readings" },
  suspect: { zh: "存疑讀數", en: "suspect" },
  failed: { zh: "無效讀數", en: "failed" },
  sent: { zh: "發出通知", en: "alert sent" },
  forecast: { zh: "預測", en: "forecast" },
  threshold: { zh: "界線", en: "threshold" },
  reached: { zh: "到達", en: "reached" },
  lead: { zh: "預警時間（分鐘）", en: "told before, minutes" },
  level: { zh: "級別", en: "level" },
  time: { zh: "時間", en: "time" },
  told: { zh: "收件人", en: "told" },
  notTold: { zh: "沒有通知", en: "not told" },
  blind: { zh: "警報期間失去監測", en: "blind in alarm" },
  quality: { zh: "讀數品質", en: "Quality of readings" },
  quantity: { zh: "量", en: "quantity" },
  unjudged: { zh: "沒有讀數可供判斷，情況不明。", en: "No reading could be judged: the level is not known." },
  quiet: { zh: "沒有警報。", en: "No alarm." },
  standing: { zh: "記錄完結時仍未解除", en: "still standing at the end" },
  notDrawn: { zh: "其餘警報只列文字。", en: "Of further alarms there are words only." },
  clock: { zh: "時間為香港時間。", en: "Times are Hong Kong's." },
} as const satisfies Readonly<Record<string, Words>>;
