import { XMLBuilder } from "fast-xml-parser";
import type { Alert } from "#shared/domain/alert.ts";
import { LANGUAGES, type Language } from "#shared/domain/language.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { alertFacts } from "./alert-facts.ts";
import { certaintyOf, GRADES } from "./cap-codes.ts";
import { capParameters } from "./cap-parameters.ts";
import { capTime } from "./hong-kong-time.ts";
import { boardLink, oneLine, type Place, placeName } from "./place.ts";
import { TEXTS } from "./wording.ts";

/** A gauge speaks for the stream or road around it, not for the valley: this circle is what a map shades. */
const RADIUS_KM = 0.3;

/** CAP headlines are shorter than 140 characters; a name takes at most this many of them. */
const HEADLINE_NAME_ROOM = 60;

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, processEntities: true });

/**
 * The alert as a CAP 1.2 document (OASIS, schema `urn:oasis:names:tc:emergency:cap:1.2`): one `info` per language with the same
 * codes and different words, times in Hong Kong's offset, elements in the schema's order. An exercise has status Exercise, its
 * id in the note, and says so in every text.
 */
export const capDocument = (alert: Alert, place: Place): string => {
  const { exercise, references } = alert;
  const named = references.map((reference) =>
    [reference.sender, reference.identifier, capTime(reference.sent)].join(","),
  );
  return builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    alert: {
      "@_xmlns": "urn:oasis:names:tc:emergency:cap:1.2",
      identifier: alert.identifier,
      sender: alert.sender,
      sent: capTime(alert.sent),
      status: exercise === undefined ? "Actual" : "Exercise",
      msgType: alert.messageType,
      scope: "Public",
      ...(exercise === undefined ? {} : { note: `演習 EXERCISE ${exercise.exerciseId}` }),
      ...(named.length === 0 ? {} : { references: named.join(" ") }),
      info: LANGUAGES.map((language) => info(alert, place, language)),
    },
  });
};

const info = (alert: Alert, place: Place, language: Language): object => {
  const texts = TEXTS[language];
  const { codes, words } = hazardOf(alert.hazard);
  const facts = alertFacts(alert);
  const { title, clauses, action } = words[language].wording(alert, facts);
  const style = { language, separator: texts.placeSeparator };
  const mark = facts.isExercise ? texts.exerciseMark : "";
  const fullName = placeName(place, style);
  const shortName = placeName(place, { ...style, room: HEADLINE_NAME_ROOM });
  const essential = clauses.filter(({ part }) => part === undefined).map(({ text }) => text);
  const all = clauses.map(({ text }) => text);
  return {
    language,
    category: codes.category,
    event: words[language].event,
    responseType: codes.responseTypes(alert, facts),
    ...GRADES[alert.level],
    certainty: certaintyOf(alert.assessment),
    effective: capTime(alert.sent),
    expires: capTime(alert.expires),
    senderName: texts.senderName(oneLine(place.village.name[language])),
    headline: `${mark}${texts.headline(title, [shortName, ...essential.slice(0, 1)])}`,
    description: `${mark}${texts.description(fullName, all, texts.fullReadingTime(facts))}`,
    instruction: `${mark}${texts.sentence(action)}`,
    web: boardLink(place, alert.exercise?.exerciseId),
    contact: oneLine(place.village.telephone),
    parameter: capParameters(alert),
    area: { areaDesc: texts.areaDescription(fullName), circle: circleAround(place) },
  };
};

/** CAP wants latitude first; positions are GeoJSON, longitude first. */
const circleAround = ({ site }: Place): string => {
  const [longitude, latitude] = site.position;
  return `${latitude},${longitude} ${RADIUS_KM}`;
};
