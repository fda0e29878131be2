import type { Alert } from "#shared/domain/alert.ts";
import type { Language } from "#shared/domain/language.ts";
import { OPTIONAL_PARTS, type OptionalPart } from "#shared/domain/wording.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { alertFacts } from "./alert-facts.ts";
import { fitsOneSms } from "./gsm7.ts";
import { boardLink, oneLine, type Place, placeName } from "./place.ts";
import { TEXTS } from "./wording.ts";

/** A name shorter than this says nothing; a text that still does not fit then goes out in two parts. */
const SHORTEST_NAME = 4;

/**
 * One SMS: what, where, how bad, what to do and when it was read, always; the rest, by priority, as far as one message holds it
 * (70 characters in Chinese, 160 septets in English). Only where even the necessary is too long is the place's name shortened.
 */
export const smsText = (alert: Alert, place: Place, language: Language): string => {
  const render = renderer(alert, place, language);
  const nothing: ReadonlySet<OptionalPart> = new Set();
  if (!fitsOneSms(render(nothing)))
    return render(
      nothing,
      roomForName((room) => render(nothing, room)),
    );
  const kept = new Set<OptionalPart>();
  for (const part of OPTIONAL_PARTS) {
    kept.add(part);
    if (!fitsOneSms(render(kept))) kept.delete(part);
  }
  return render(kept);
};

const roomForName = (render: (room: number) => string): number => {
  let room = render(Number.POSITIVE_INFINITY).length;
  while (room > SHORTEST_NAME && !fitsOneSms(render(room))) room -= 1;
  return room;
};

const renderer = (alert: Alert, place: Place, language: Language) => {
  const texts = TEXTS[language];
  const facts = alertFacts(alert);
  const { tag, clauses, action } = hazardOf(alert.hazard).words[language].wording(alert, facts);
  const { ageMinutes } = facts;
  const link = boardLink(place, alert.exercise?.exerciseId);
  const name = { language, separator: texts.placeSeparator, spelling: texts.smsSpelling };
  return (kept: ReadonlySet<OptionalPart>, room = Number.POSITIVE_INFINITY): string =>
    texts.shortMessage(
      {
        tag: facts.isExercise ? `${texts.exerciseMark}${tag}` : tag,
        place: texts.smsSpelling(placeName(place, { ...name, room })),
        clauses: clauses.filter(({ part }) => part === undefined || kept.has(part)).map(({ text }) => text),
        action,
        age: kept.has("age") && ageMinutes !== undefined ? texts.age(ageMinutes) : "",
        call: kept.has("call") ? texts.smsSpelling(oneLine(place.village.telephone)) : "",
        link: kept.has("link") ? link : "",
      },
      facts,
    );
};
