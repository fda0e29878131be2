import type { Texts } from "./texts.ts";

export const zhHk: Texts = {
  languageName: "中文",
  productName: "鄉村守望",
  starting: "正在啟動。如一分鐘後仍見此句，代表本頁未能運作，並非平安，請致電村公所。",
  noScript: "本頁需要 JavaScript 才能顯示水位，請致電村公所查詢。",
  loading: "正在讀取資料…",
  frozen: "本頁出現故障，已停止更新。請重新載入。",

  levels: { normal: "正常", advisory: "留意", warning: "警告", danger: "危險" },
  unknown: "情況不明",
  noReadingYet: "未有讀數",
  beingChecked: "核實中",
  hazards: { flood: "水浸", hill_fire: "山火", wild_pig: "野豬", illegal_dumping: "非法棄置" },

  exercise: "演習",
  exerciseNotReal: "並非真實情況",
  exerciseClock: (time) => `演習時間 ${time}`,
  exerciseSpeed: (times) => `${times} 倍速度`,
  exerciseOver: "演習完結",

  allNormal: "全部正常",
  sitesAt: (word, count) => `${word} ${count} 處`,
  siteAt: (word, site) => `${site} ${word}`,

  noConnectionSince: (time) => `自 ${time} 起沒有連線，以下資料可能已過時。`,
  neverConnected: "未能連線，情況不明。本頁會繼續嘗試。",
  notPublished: "找不到這個看板的資料。本頁會繼續嘗試。",
  unreadable: "收到的資料無法讀取，以下資料可能已過時。",
  badAddress: "網址有誤：村落或演習的代號不正確。",
  clockFast: (minutes) => `此裝置的時鐘快了 ${minutes} 分鐘，本頁改用伺服器時間。`,
  clockSlow: (minutes) => `此裝置的時鐘慢了 ${minutes} 分鐘，本頁改用伺服器時間。`,

  weather: (said, time) => `天文台 ${time}：${said}`,
  weatherStale: (time) => `自 ${time} 起未收到天文台資料，警告情況不明。`,
  rainstorm: { amber: "黃色暴雨警告", red: "紅色暴雨警告", black: "黑色暴雨警告" },
  northernFlooding: "新界北部水浸特別報告",
  fireDanger: { yellow: "黃色火災危險警告", red: "紅色火災危險警告" },
  cyclone: (signal) => `熱帶氣旋${CYCLONE_SIGNALS[signal] ?? signal}`,
  thunderstorm: "雷暴警告",
  landslip: "山泥傾瀉警告",
  rainMeasured: (mm, time) => `至 ${time} 一小時雨量${mm}毫米`,

  waterLevel: "水位",
  waterDepth: "水深",
  metres: "米",
  percentFull: (percent) => `${percent}% 滿`,
  overflowing: "滿溢",
  gauge: (level, thresholds) => `${level}米。${thresholds}`,
  trend: { rising: "上升中", steady: "平穩", falling: "回落中" },
  trendBy: {
    rising: (cm) => `10分鐘升${cm}厘米`,
    falling: (cm) => `10分鐘降${cm}厘米`,
  },
  forecast: (level, minutes) => `約${minutes}分鐘後達${level}`,
  forecastBetween: (level, from, to) => `料${from}至${to}分鐘後達${level}`,
  forecastWithin: (level, minutes) => `料${minutes}分鐘內達${level}`,
  forecastAnyMoment: (level) => `隨時達${level}`,
  adviceAtDrain: {
    advisory: "請留意水位變化。",
    warning: "請離開河邊，移往高處。",
    danger: "立即離開河邊，移往高處，切勿涉水。",
  },
  adviceOnRoad: {
    advisory: "路面積水，行車小心。",
    warning: "請勿駛入或涉水。",
    danger: "切勿駛入或涉水，請改道。",
  },

  maintenance: (until) => `感應器維修中，至 ${until}：讀數或有異常`,
  troubles: {
    gateway_down: (since) => `閘道自 ${since} 起失去聯絡`,
    silent_device: (since) => `感應器自 ${since} 起沒有訊號`,
    battery_low: (since) => `感應器電量低（${since} 起）`,
    moved: (since) => `感應器可能被移動（${since} 起），待查`,
  },

  since: (time) => `自 ${time} 起`,
  readAt: (time, age) => `${time} 讀數 · ${age}`,
  lastSeen: (age) => `失去聯絡，最後讀數在${age}`,
  lastKnown: (level, time) => `${time} 時為${level}`,
  notAllClear: "沒有新讀數，不代表安全。",
  suspect: "最新讀數存疑，待下一個讀數核實。",
  readingAhead: (time) => `讀數時間（${time}）比現在還要遲，未能確定`,
  ago: (minutes) => {
    if (minutes < 1) return "剛剛";
    if (minutes < 120) return `${minutes}分鐘前`;
    if (minutes < 2880) return `${Math.floor(minutes / 60)}小時前`;
    return `${Math.floor(minutes / 1440)}日前`;
  },
  dated: (month, day, time) => `${month}月${day}日 ${time}`,

  call: "查詢電話",
  checkedAt: (time) => `最後更新 ${time}`,
  levelChanged: (site, level) => `${site}：${level}`,
  listSeparator: "，",
};

/** As the Observatory calls them. */
const CYCLONE_SIGNALS: Readonly<Record<string, string>> = {
  "1": "一號戒備信號",
  "3": "三號強風信號",
  "8NE": "八號東北烈風或暴風信號",
  "8SE": "八號東南烈風或暴風信號",
  "8SW": "八號西南烈風或暴風信號",
  "8NW": "八號西北烈風或暴風信號",
  "9": "九號烈風或暴風風力增強信號",
  "10": "十號颶風信號",
};
