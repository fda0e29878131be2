import type { EpochMs } from "#shared/domain/time.ts";
import type { Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import { hongKongTime } from "../../texts/hong-kong-clock.ts";
import { type DumpingFacts, dumpingFacts, heapOf } from "../dumping-facts.ts";

const time = (instant: EpochMs): string => hongKongTime(instant, "M月d日HH:mm");

const heapText = ({ heapM, tiltDeg }: Pick<DumpingFacts, "heapM" | "tiltDeg">): string | undefined => {
  if (heapM !== undefined) return `約${heapM.toFixed(1)}米高雜物`;
  return tiltDeg === undefined ? undefined : `雜物令感應器傾側${tiltDeg}度`;
};

const visitText = ({ vehicle, isSensorDead }: DumpingFacts): string | undefined => {
  if (vehicle?.stayedMin !== undefined) return `車輛停留${vehicle.stayedMin}分鐘後留下`;
  if (vehicle !== undefined) return "有車輛到過";
  return isSensorDead ? "車輛感應器失靈，未知何人留下" : undefined;
};

const details = (facts: DumpingFacts): Wording["details"] => {
  const { came, vehicle, dueAt, score } = facts;
  const [heap, visit] = [heapText(facts), visitText(facts)];
  return [
    ...(heap === undefined ? [] : [{ label: "發現", value: heap }]),
    ...(came === undefined
      ? []
      : [{ label: "出現時間", value: `${time(came.after)}至${time(came.by)}之間` }]),
    ...(visit === undefined ? [] : [{ label: "車輛", value: visit }]),
    ...(vehicle === undefined ? [] : [{ label: "車輛離開", value: time(vehicle.leftAt) }]),
    { label: "證據分數", value: `${score}（100為滿分）` },
    ...(dueAt === undefined ? [] : [{ label: "處理期限", value: time(dueAt) }]),
  ];
};

/** A heap that ended otherwise may lie there still: litter was left, or the sensor hangs anew. */
const endOf = ({ isRemoved }: DumpingFacts): Pick<Wording, "title" | "clauses" | "action"> =>
  isRemoved
    ? {
        title: "非法傾倒個案完結",
        clauses: [{ text: "地面已回復原狀" }],
        action: "感應器顯示雜物已不在，無需再處理",
      }
    : {
        title: "非法傾倒警報結束",
        clauses: [{ text: "感應器已無法分辨雜物與地面" }],
        action: "未能確認雜物已清走，請派員查看",
      };

const wordingOf = (facts: DumpingFacts): Wording => {
  const { move, dueAt, isRemoved } = facts;
  const [heap, visit] = [heapText(facts), visitText(facts)];
  const known = {
    clauses: [
      ...(heap === undefined ? [] : [{ text: heap }]),
      ...(visit === undefined ? [] : [{ text: visit, part: "evidence" as const }]),
    ],
    details: details(facts),
  };
  if (move.kind === "cleared") {
    return { ...known, tag: isRemoved ? "【解除】" : "【非法傾倒】", ...endOf(facts) };
  }
  return move.level === "advisory"
    ? { ...known, title: "懷疑非法傾倒", tag: "【懷疑傾倒】", action: "未有足夠證據，請留意" }
    : {
        ...known,
        title: "非法傾倒個案",
        tag: "【非法傾倒】",
        action: dueAt === undefined ? "請派員查看處理" : `請於${hongKongTime(dueAt, "M月d日")}前派員處理`,
      };
};

export const dumpingZhHk: HazardWords = {
  event: "非法傾倒",
  wording: (alert, facts) => wordingOf(dumpingFacts(alert, facts)),
  boardLine: (evidence) => heapText(heapOf(evidence)),
  lastSeen: (evidence) => heapText(heapOf(evidence)),
  keepAway: () => "請勿觸碰雜物",
};
