import { hongKongTime } from "../../hong-kong-time.ts";
import type { NoticeFacts } from "../notice-facts.ts";
import type { DeviceTrouble, Found } from "./health-text-table.ts";
import { QUANTITY_NAMES, valueWithUnit } from "./quantity-names.ts";

export const lasting = (minutes: number): string => {
  if (minutes < 120) return `${minutes}分鐘`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)}小時` : `${Math.floor(minutes / 1_440)}日`;
};

export const sinceOf = ({ since, sinceOtherDay }: NoticeFacts): string =>
  `自${hongKongTime(since, sinceOtherDay ? "M月d日HH:mm" : "HH:mm")}起`;

const quantityOf = (quantity: keyof (typeof QUANTITY_NAMES)["zh-HK"]): string =>
  QUANTITY_NAMES["zh-HK"][quantity] ?? "其中一項";

const amount = (value: number, quantity: keyof (typeof QUANTITY_NAMES)["zh-HK"]): string =>
  valueWithUnit(value, quantity, "zh-HK");

/** What is found of a device, and what to do. */
export const troubleWords = (finding: DeviceTrouble, facts: NoticeFacts): Found => {
  const { lasted } = facts;
  const since = sinceOf(facts);
  switch (finding.kind) {
    case "silent_device":
      return finding.neverHeard
        ? { what: `${since}從未收到訊號`, action: "請檢查是否已開機及入網" }
        : { what: `${since}沒有訊號（已${lasting(lasted)}）`, action: "請檢查電池、天線及是否完好" };
    case "silent_quantity":
      return {
        what: `有訊號，但${since}欠缺${quantityOf(finding.quantity)}讀數`,
        action: "請檢查探頭及接線",
      };
    case "stuck_value": {
      const value = amount(finding.value, finding.quantity);
      return {
        what: `${since}${quantityOf(finding.quantity)}讀數停在${value}，或已失靈`,
        action: "請勿倚賴，檢查是否卡住或被遮擋",
      };
    }
    case "battery_low": {
      const level = finding.levelPercent === undefined ? "" : `（${Math.round(finding.levelPercent)}%）`;
      return { what: `電量低${level}`, action: "請盡快更換電池" };
    }
    case "battery_falling":
      return { what: `電量下跌，估計約${Math.round(finding.daysLeft)}日後耗盡`, action: "請安排更換電池" };
    case "link_loss":
      return { what: `約${Math.round(finding.lossPercent)}%資料收不到`, action: "請檢查天線及閘道位置" };
    case "link_margin":
      return {
        what: `訊號弱（餘量${finding.marginDb.toFixed(0)} dB），隨時中斷`,
        action: "請檢查天線及位置",
      };
    case "moved": {
      const { mark, before, after } = finding;
      return {
        what: `是否被移動或遮擋？${quantityOf(mark)}由${amount(before, mark)}變為${amount(after, mark)}`,
        action: "請到場查看，如屬正常無須理會",
      };
    }
  }
};
