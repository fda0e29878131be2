import type { EpochMs } from "#shared/domain/time.ts";
import type { Wording } from "#shared/domain/wording.ts";
import type { HazardWords } from "../../hazard-definition.ts";
import { hongKongTime } from "../../texts/hong-kong-clock.ts";
import { type DumpingFacts, dumpingFacts, heapOf } from "../dumping-facts.ts";

const time = (instant: EpochMs): string => hongKongTime(instant, "d MMM HH:mm");

const heapText = ({ heapM, tiltDeg }: Pick<DumpingFacts, "heapM" | "tiltDeg">): string | undefined => {
  if (heapM !== undefined) return `heap about ${heapM.toFixed(1)} m high`;
  return tiltDeg === undefined ? undefined : `something leans on the sensor, ${tiltDeg} degrees`;
};

const visitText = ({ vehicle, isSensorDead }: DumpingFacts): string | undefined => {
  if (vehicle?.stayedMin !== undefined) return `left by a vehicle that stayed ${vehicle.stayedMin} min`;
  if (vehicle !== undefined) return "a vehicle was there";
  return isSensorDead ? "vehicle sensor dead, nobody could be seen" : undefined;
};

const details = (facts: DumpingFacts): Wording["details"] => {
  const { came, vehicle, dueAt, score } = facts;
  const [heap, visit] = [heapText(facts), visitText(facts)];
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

/** A heap that ended otherwise may lie there still: litter was left, or the sensor hangs anew. */
const endOf = ({ isRemoved }: DumpingFacts): Pick<Wording, "title" | "clauses" | "action"> =>
  isRemoved
    ? {
        title: "Illegal dumping case ended",
        clauses: [{ text: "the ground is as it was before" }],
        action: "What was dumped is gone, nothing more to do",
      }
    : {
        title: "Illegal dumping no longer watched",
        clauses: [{ text: "the sensor no longer tells the heap from the ground" }],
        action: "It was not seen to be removed: send somebody to see",
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
    return { ...known, tag: isRemoved ? "ALL CLEAR" : "ILLEGAL DUMPING UPDATE", ...endOf(facts) };
  }
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
  boardLine: (evidence) => heapText(heapOf(evidence)),
  lastSeen: (evidence) => heapText(heapOf(evidence)),
  keepAway: () => "do not touch what lies there",
};
