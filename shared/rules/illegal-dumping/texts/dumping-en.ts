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

const time = (instant: EpochMs): string => hongKongTime(instant, "d MMM HH:mm");

const heapText = ({ heapM, tiltDeg }: HeapSize): string | undefined => {
  if (heapM !== undefined) return `heap about ${heapM.toFixed(1)} m high`;
  return tiltDeg === undefined ? undefined : `something leans on the sensor, ${tiltDeg} degrees`;
};

const foundText = (facts: DumpingFacts): string | undefined => {
  const { further, heapM = 0 } = facts;
  if (further === undefined) return heapText(facts);
  return further.heapM === undefined
    ? `a further heap, the sensor leans ${further.tiltDeg} degrees more`
    : `a further heap, ${further.heapM.toFixed(1)} m; about ${heapM.toFixed(1)} m in all`;
};

const sightText = (evidence: readonly Evidence[]): string | undefined => {
  const [heap, seenAt] = [heapText(heapOf(evidence)), lastSightOf(evidence)];
  if (isUnseen(evidence)) {
    return `${heap === undefined ? "" : `${heap}, `}not seen ${seenAt === undefined ? "for a day" : `since ${time(seenAt)}`}: sensor silent`;
  }
  return heap === undefined || seenAt === undefined ? heap : `${heap}, last seen ${time(seenAt)}`;
};

const visitText = ({ vehicle, isSensorDead }: DumpingFacts): string | undefined => {
  if (vehicle?.stayedMin !== undefined) return `left by a vehicle that stayed ${vehicle.stayedMin} min`;
  if (vehicle !== undefined) return "a vehicle was there";
  return isSensorDead ? "vehicle sensor dead, nobody could be seen" : undefined;
};

const details = (facts: DumpingFacts): Wording["details"] => {
  const { came, vehicle, dueAt, score } = facts;
  const [heap, visit] = [foundText(facts), visitText(facts)];
  return [
    ...(heap === undefined ? [] : [{ label: "Found", value: heap }]),
    ...(came === undefined
      ? []
      : [{ label: "Came there", value: `between ${time(came.after)} and ${time(came.by)}` }]),
    ...(visit === undefined ? [] : [{ label: "Vehicle", value: visit }]),
    ...(vehicle === undefined ? [] : [{ label: "Vehicle left", value: time(vehicle.leftAt) }]),
    { label: "Evidence", value: `${score} of 100` },
    ...(dueAt === undefined ? [] : [{ label: "Due by", value: time(dueAt) }]),
  ];
};

const OUTCOMES: Readonly<Record<CaseOutcome, string>> = {
  no_violation: "no violation",
  ticket: "ticket issued",
  clean_up: "cleaned up",
  removed: "removed",
  false_alarm: "false alarm",
};

/** What was not seen to go may lie there still: the sensor is silent, or hangs anew. */
const endingOf = ({ end }: DumpingFacts): Pick<Wording, "tag" | "title" | "clauses" | "action"> => {
  if (typeof end === "object") {
    return {
      tag: "DUMPING CASE CLOSED",
      title: "Illegal dumping case closed",
      clauses: [{ text: OUTCOMES[end.closedAs] }],
      action: "What comes from now on is a new case",
    };
  }
  switch (end) {
    case "removed":
      return {
        tag: "ALL CLEAR",
        title: "Illegal dumping case ended",
        clauses: [{ text: "the ground is as it was before" }],
        action: "What was dumped is gone, nothing more to do",
      };
    case "unseen":
      return {
        tag: "ILLEGAL DUMPING UPDATE",
        title: "Illegal dumping out of sight",
        clauses: [{ text: "sensor silent for a day" }],
        action: "The case stays open: send somebody to see",
      };
    case "lost":
      return {
        tag: "ILLEGAL DUMPING UPDATE",
        title: "Illegal dumping no longer watched",
        clauses: [{ text: "the sensor no longer tells the heap from the ground" }],
        action: "It was not seen to be removed: send somebody to see",
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
    ? {
        ...known,
        title: "Dumping suspected",
        tag: "DUMPING SUSPECTED",
        action: "Too little evidence for a case",
      }
    : {
        ...known,
        title: "Illegal dumping case",
        tag: "ILLEGAL DUMPING",
        action:
          dueAt === undefined
            ? "Send somebody to see"
            : `Please deal with it by ${hongKongTime(dueAt, "d MMM")}`,
      };
};

export const dumpingEn: HazardWords = {
  event: "Illegal dumping",
  wording: (alert, facts) => wordingOf(dumpingFacts(alert, facts)),
  boardLine: sightText,
  lastSeen: (evidence) => heapText(heapOf(evidence)),
  keepAway: () => "do not touch what lies there",
};
