import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { Language } from "#shared/domain/language.ts";
import { rank } from "#shared/domain/level.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import { type BoardClock, boardClock } from "./board-clock.ts";
import type { BoardInput } from "./board-input.ts";
import { isLost } from "./connection.ts";
import { timeOfDay, timeWithDate } from "./hong-kong-time.ts";
import { type Notice, notices } from "./notices.ts";
import { type SiteView, siteView, type Tone } from "./site-view.ts";
import { type Summary, summaryOf, titleOf } from "./summary.ts";
import { otherLanguage, textsOf } from "./texts/of-language.ts";
import type { Texts } from "./texts/texts.ts";

/** The whole page: finished words, nothing left to decide. */
export interface BoardView {
  readonly language: Language;
  readonly otherLanguage: Language;
  readonly otherLanguageName: string;
  readonly documentTitle: string;
  readonly productName: string;
  readonly place: string;
  readonly otherPlace: string;
  /** The time the board goes by, `23:41`. */
  readonly time: string;
  readonly tone: Tone;
  /** The document comes no more: even what is still fresh enough to be called normal is not to look it. */
  readonly isLost: boolean;
  readonly summary: Summary;
  readonly exercise?: {
    readonly word: string;
    readonly otherWord: string;
    readonly details: readonly string[];
  };
  readonly notices: readonly Notice[];
  readonly loading?: string;
  readonly sites: readonly SiteView[];
  readonly telephone?: { readonly label: string; readonly number: string; readonly href: string };
  readonly checked?: string;
}

/** Worst first; what is unknown comes before what is known to be normal. */
const severity = (tone: Tone): number => (tone === "unknown" ? 0.5 : rank(tone));

/** The board at one instant. Pure. */
export const boardView = (input: BoardInput): BoardView => {
  const { status, connection, language } = input;
  const texts = textsOf[language];
  const other = otherLanguage(language);
  const wall = input.deviceNow + input.offsetMs;
  const clock = boardClock(status?.exercise, wall);
  const sites = orderedSites(status, clock, language);
  const summary = status === undefined ? [] : summaryOf(sites, isLost(connection), texts);
  const worst = status === undefined ? "unknown" : (summary[0]?.tone ?? "unknown");
  return {
    language,
    otherLanguage: other,
    otherLanguageName: textsOf[other].languageName,
    documentTitle: titleOf(status, summary[0]?.text, texts, language),
    productName: texts.productName,
    place: status?.name[language] ?? texts.productName,
    otherPlace: status?.name[other] ?? textsOf[other].productName,
    time: timeOfDay(clock.now),
    tone: worst,
    isLost: isLost(connection),
    summary,
    notices: notices(input, wall),
    sites,
    ...exerciseMember(status?.exercise, clock, language),
    ...(status === undefined && connection.failures === 0 && input.isAddressGood
      ? { loading: texts.loading }
      : {}),
    ...(status === undefined ? {} : { telephone: telephoneOf(status.telephone, texts) }),
    ...(connection.heardAt === undefined
      ? {}
      : { checked: texts.checkedAt(timeWithDate(connection.heardAt, wall, texts)) }),
  };
};

const orderedSites = (
  status: VillageStatus | undefined,
  clock: BoardClock,
  language: Language,
): readonly SiteView[] =>
  (status?.sites ?? [])
    .map((site, index) => ({
      index,
      score: site.level === "normal" ? 0 : site.score,
      view: siteView(site, clock, language, status?.exercise !== undefined),
    }))
    .sort((a, b) => severity(b.view.tone) - severity(a.view.tone) || b.score - a.score || a.index - b.index)
    .map(({ view }) => view);

const exerciseMember = (
  exercise: ExerciseClock | undefined,
  clock: BoardClock,
  language: Language,
): Partial<BoardView> => {
  if (exercise === undefined) return {};
  const texts = textsOf[language];
  const runs = exercise.speed === 1 ? [] : [texts.exerciseSpeed(exercise.speed)];
  return {
    exercise: {
      word: texts.exercise,
      otherWord: textsOf[otherLanguage(language)].exercise,
      details: [
        texts.exerciseNotReal,
        ...(clock.isOver ? [texts.exerciseOver] : [texts.exerciseClock(timeOfDay(clock.now)), ...runs]),
      ],
    },
  };
};

const telephoneOf = (number: string, texts: Texts): { label: string; number: string; href: string } => ({
  label: texts.call,
  number,
  href: `tel:${number.replace(/[^+\d]/g, "")}`,
});
