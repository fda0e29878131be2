import type { CaseOutcome } from "#shared/domain/case.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import { hongKongTime } from "../../texts/hong-kong-clock.ts";
import {
  type DumpingFacts,
  dumpingFacts,
  type HeapSize,
  heapOf,
  isUnseen,
  lastSightOf,
} from "../dumping-facts.ts";

const time = (instant: EpochMs): string => hongKongTime(instant, "M月d日HH:mm");

const heapText = ({ heapM, tiltDeg }: HeapSize): string | undefined => {
  if (heapM !== undefined) return `約${heapM.toFixed(1)}米高雜物`;
  return tiltDeg === undefined ? undefined : `雜物令感應器傾側${tiltDeg}度`;
};

const foundText = (facts: DumpingFacts): string | undefined => {
  const { further, heapM = 0 } = facts;
  if (further === undefined) return heapText(facts);
  return further.heapM === undefined
    ? `再有雜物，感應器再傾側${further.tiltDeg}度`
    : `再有雜物${further.heapM.toFixed(1)}米，現約${heapM.toFixed(1)}米高`;
};

const sightText = (evidence: readonly Evidence[]): string | undefined => {
  const [heap, seenAt] = [heapText(heapOf(evidence)), lastSightOf(evidence)];
  if (isUnseen(evidence)) {
    return `${heap === undefined ? "" : `${heap}，`}${seenAt === undefined ? "一日" : `自${time(seenAt)}`}未能看到：感應器失聯`;
  }
  return heap === undefined || seenAt === undefined ? heap : `${heap}，${time(seenAt)}最後看到`;
};

const visitText = ({ vehicle, isSensorDead }: DumpingFacts): string | undefined => {
  if (vehicle?.stayedMin !== undefined) return `車輛停留${vehicle.stayedMin}分鐘後留下`;
  if (vehicle !== undefined) return "有車輛到過";
  return isSensorDead ? "車輛感應器失靈，未知何人留下" : undefined;
};

const details = (facts: DumpingFacts): Wording["details"] => {
  const { came, vehicle, dueAt, score } = facts;
  const [heap, visit] = [foundText(facts), visitText(facts)];
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

const OUTCOMES: Readonly<Record<CaseOutcome, string>> = {
  no_violation: "並無違規",
  ticket: "已發告票",
  clean_up: "已清理",
  removed: "已清走",
  false_alarm: "誤報",
};

/** What was not seen to go may lie there still: the sensor is silent, or hangs anew. */
const endingOf = ({ end }: DumpingFacts): Pick<Wording, "tag" | "title" | "clauses" | "action"> => {
  if (typeof end === "object") {
    return {
      tag: "【個案完結】",
      title: "非法傾倒個案完結",
      clauses: [{ text: OUTCOMES[end.closedAs] }],
      action: "其後再有雜物將另立個案",
    };
  }
  switch (end) {
    case "removed":
      return {
        tag: "【解除】",
        title: "非法傾倒個案完結",
        clauses: [{ text: "地面已回復原狀" }],
        action: "感應器顯示雜物已不在，無需再處理",
      };
    case "unseen":
      return {
        tag: "【非法傾倒】",
        title: "非法傾倒未能監察",
        clauses: [{ text: "感應器失聯一日" }],
        action: "個案未完結，請派員查看",
      };
    case "lost":
      return {
        tag: "【非法傾倒】",
        title: "非法傾倒警報結束",
        clauses: [{ text: "感應器已無法分辨雜物與地面" }],
        action: "未能確認雜物已清走，請派員查看",
      };
  }
};

const wordingOf = (facts: DumpingFacts): Wording => {
  const { move, dueAt } = facts;
  const [heap, visit] = [foundText(facts), visitText(facts)];
  const known = {
    clauses: [
      ...(heap === undefined ? [] : [{ text: heap }]),
      ...(visit === undefined ? [] : [{ text: visit, part: "evidence" as const }]),
    ],
    details: details(facts),
  };
  if (move.kind === "cleared") return { ...known, ...endingOf(facts) };
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
  boardLine: sightText,
  lastSeen: (evidence) => heapText(heapOf(evidence)),
  keepAway: () => "請勿觸碰雜物",
};
