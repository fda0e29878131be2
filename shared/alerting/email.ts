import type { Alert, NotificationText } from "#shared/domain/alert.ts";
import type { Language } from "#shared/domain/language.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { alertFacts } from "./alert-facts.ts";
import { boardLink, oneLine, type Place, placeName } from "./place.ts";
import { TEXTS } from "./wording.ts";

/** A subject line of some 120 characters is cut off by most mail programs; a name takes at most this much of it. */
const SUBJECT_NAME_ROOM = 60;

/** An e-mail: everything that is known, one fact on a line, with the number to call and the page behind it. Plain text. */
export const emailText = (alert: Alert, place: Place, language: Language): NotificationText => {
  const texts = TEXTS[language];
  const { labels } = texts;
  const facts = alertFacts(alert);
  const { words, case: clock } = hazardOf(alert.hazard);
  const isCase = clock !== undefined;
  const { title, tag, clauses, action, details } = words[language].wording(alert, facts);
  const style = { language, separator: texts.placeSeparator };
  const mark = facts.isExercise ? texts.exerciseMark : "";
  const line = (label: string, value: string) => `${label}${labels.colon}${value}`;
  const told = clauses.filter(({ part }) => part === undefined).map(({ text }) => text);
  const paragraphs = [
    facts.isExercise ? [`${mark}${texts.exerciseNotice}`] : [],
    [title, placeName(place, style)],
    [
      ...details.map(({ label, value }) => line(label, value)),
      line(labels.level, texts.levelChange(facts)),
      line(labels.readingTime, texts.fullReadingTime(facts)),
    ],
    [texts.sentence(action), ...(facts.move.kind === "raised" && !isCase ? [texts.emergency] : [])],
    [
      line(labels.call, oneLine(place.village.telephone)),
      line(labels.link, boardLink(place, alert.exercise?.exerciseId)),
      line(labels.reference, alert.identifier),
    ],
    [texts.unverified],
  ];
  return {
    subject: `${mark}${texts.subject(tag, placeName(place, { ...style, room: SUBJECT_NAME_ROOM }), told)}`,
    body: `${paragraphs
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join("\n"))
      .join("\n\n")}\n`,
  };
};
