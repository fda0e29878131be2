import { toGsm } from "../gsm7.ts";
import { hongKongTime } from "../hong-kong-time.ts";
import type { TextTable } from "./text-table.ts";

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * 60;

const ago = (minutes: number): string => {
  if (minutes < 2 * MINUTES_PER_HOUR) return `${minutes} min ago`;
  if (minutes < 2 * MINUTES_PER_DAY) return `${Math.floor(minutes / MINUTES_PER_HOUR)} h ago`;
  return `${Math.floor(minutes / MINUTES_PER_DAY)} days ago`;
};

const about = (place: string, clauses: readonly string[]): string =>
  clauses.length === 0 ? place : `${place}: ${clauses.join(", ")}`;

/** English as it is written in Hong Kong. An SMS in it has 160 septets as long as every character is in the GSM alphabet. */
export const en: TextTable = {
  senderName: (villageName) => `${villageName} Village Watch`,
  smsSpelling: toGsm,
  placeSeparator: ", ",
  exerciseMark: "EXERCISE ",
  exerciseNotice: "This is an exercise. It is not real.",
  readingTime: ({ observedAt, isOtherDay }) => hongKongTime(observedAt, isOtherDay ? "d MMM HH:mm" : "HH:mm"),
  fullReadingTime: ({ observedAt, ageMinutes }) =>
    `${hongKongTime(observedAt, "d MMMM yyyy HH:mm")}${ageMinutes === undefined ? "" : ` (${ago(ageMinutes)})`}`,
  age: (ageMinutes) => ` (${ago(ageMinutes)})`,
  shortMessage: ({ tag, place, clauses, action, age, call, link }, facts) =>
    [
      `${tag} ${about(place, clauses)}. ${action}. `,
      `Read ${en.readingTime(facts)}${age}`,
      call === "" ? "" : `. Call ${call}`,
      link === "" ? "" : `. ${link}`,
    ].join(""),
  headline: (title, clauses) => `${title}: ${clauses.join(", ")}`,
  subject: (tag, place, clauses) => `${tag} ${about(place, clauses)}`,
  description: (place, clauses, readingTime) => `${about(place, clauses)}. Read at ${readingTime}.`,
  sentence: (text) => `${text}.`,
  labels: {
    level: "Level",
    readingTime: "Read at",
    call: "Call",
    link: "Live board",
    reference: "Message no.",
    colon: ": ",
  },
  levelChange: ({ move, from }) => {
    if (move.kind === "cleared") return `normal (was ${from})`;
    if (move.kind === "lowered") return `${move.level} (lowered from ${from})`;
    return from === "normal" || from === move.level ? move.level : `${move.level} (raised from ${from})`;
  },
  emergency: "If lives are in danger, call 999.",
  unverified: "These readings come from a sensor and have not been checked by a person.",
  areaDescription: (place) => `Around ${place}`,
};
