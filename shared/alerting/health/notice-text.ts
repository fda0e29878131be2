import type { NotificationText } from "#shared/domain/alert.ts";
import type { HealthNotice } from "#shared/domain/finding.ts";
import type { Language } from "#shared/domain/language.ts";
import type { Channel } from "#shared/domain/recipient.ts";
import { fitsOneSms } from "../gsm7.ts";
import { boardLink, oneLine, type Place, placeName } from "../place.ts";
import { TEXTS } from "../wording.ts";
import { type NoticeVillage, noticeFacts, noticePlace } from "./notice-facts.ts";
import { healthEn } from "./texts/health-en.ts";
import type { HealthTexts, NoticeWording } from "./texts/health-text-table.ts";
import { healthZhHk } from "./texts/health-zh-HK.ts";

const HEALTH_TEXTS: Readonly<Record<Language, HealthTexts>> = { "zh-HK": healthZhHk, en: healthEn };

/** A subject line of some 120 characters is cut off by most mail programs; a name takes at most this much of it. */
const SUBJECT_NAME_ROOM = 60;
/** A name shorter than this says nothing; a text that still does not fit then goes out in two parts. */
const SHORTEST_NAME = 10;

/** One or many notices as one recipient reads them. */
export interface NoticeInput {
  readonly notices: readonly HealthNotice[];
  readonly noticeId: string;
  readonly village: NoticeVillage;
  readonly boardUrl: string;
}

/** What a recipient reads: what, where, since when, for how long, what to do. More than one notice is a list. */
export const noticeText = (input: NoticeInput, language: Language, channel: Channel): NotificationText => {
  const [first, ...others] = input.notices;
  if (first === undefined) throw new Error("a message tells of one notice at least");
  const { village, boardUrl } = input;
  const texts = HEALTH_TEXTS[language];
  const wording =
    others.length === 0
      ? texts.wording(noticeFacts(first, village))
      : texts.list(first.change, countsOf(input.notices));
  const place = noticePlace(others.length === 0 ? first.finding : undefined, village, boardUrl);
  return channel === "sms"
    ? { body: shortText(wording, place, language) }
    : longText(input, wording, place, language);
};

const countsOf = (notices: readonly HealthNotice[]) =>
  [...Map.groupBy(notices, ({ finding }) => finding.kind)]
    .map(([kind, ofKind]) => ({ kind, count: ofKind.length }))
    .toSorted((a, b) => b.count - a.count);

const shortText = ({ tag, what, brief = what, action }: NoticeWording, place: Place, language: Language) => {
  const { placeSeparator: separator, smsSpelling } = TEXTS[language];
  const render = (text: string, room = Number.POSITIVE_INFINITY): string => {
    const name = placeName(place, { language, separator, spelling: smsSpelling, room });
    return HEALTH_TEXTS[language].message(tag, smsSpelling(name), smsSpelling(text), action);
  };
  if (fitsOneSms(render(what))) return withLink(render(what), place);
  let room = placeName(place, { language, separator, spelling: smsSpelling }).length;
  while (room > SHORTEST_NAME && !fitsOneSms(render(brief, room))) room -= 1;
  return withLink(render(brief, room), place);
};

/** The page behind it, where there is room. */
const withLink = (text: string, place: Place): string => {
  const linked = `${text} ${boardLink(place)}`;
  return fitsOneSms(linked) ? linked : text;
};

const longText = (
  { notices, noticeId, village }: NoticeInput,
  { tag, what, brief = what, action }: NoticeWording,
  place: Place,
  language: Language,
): NotificationText => {
  const { labels, placeSeparator: separator } = TEXTS[language];
  const texts = HEALTH_TEXTS[language];
  const line = (label: string, value: string) => `${label}${labels.colon}${value}`;
  const facts = ({ finding, at }: HealthNotice): readonly string[] => [
    line(texts.labels.since, texts.fullTime(finding.since)),
    line(texts.labels.foundAt, texts.fullTime(at)),
    ...("devEui" in finding ? [line(texts.labels.devEui, finding.devEui)] : []),
    ...("gatewayId" in finding ? [line(texts.labels.gateway, finding.gatewayId)] : []),
  ];
  const listed = notices.map((notice) => {
    const { site } = noticePlace(notice.finding, village, place.boardUrl);
    return texts.line(site.name[language], texts.wording(noticeFacts(notice, village)).what);
  });
  const paragraphs = [
    [texts.message(tag, placeName(place, { language, separator }), what, action)],
    notices.length === 1 ? notices.flatMap(facts) : listed,
    [
      line(labels.call, oneLine(village.telephone)),
      line(labels.link, boardLink(place)),
      line(labels.reference, noticeId),
    ],
    [texts.automatic],
  ];
  const name = placeName(place, { language, separator, room: SUBJECT_NAME_ROOM });
  return {
    subject: TEXTS[language].subject(tag, name, [brief]),
    body: `${paragraphs.map((lines) => lines.join("\n")).join("\n\n")}\n`,
  };
};
