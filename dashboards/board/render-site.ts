import { element, setText } from "./element.ts";
import type { Item } from "./list.ts";
import { createGauge } from "./render-gauge.ts";
import { toneShape, trendArrow } from "./shapes.ts";
import type { SiteView } from "./site-view.ts";

type Part = Item<SiteView>;

const createHead = (): Part => {
  const exercise = element("span", "site-exercise");
  const name = element("h2", "site-name");
  const otherName = element("span", "site-other-name");
  const hazard = element("span", "site-hazard");
  const others = element("p", "site-others", [otherName, hazard]);
  return {
    node: element("header", "site-head", [element("div", "site-names", [name, others]), exercise]),
    show: (view) => {
      setText(exercise, view.exercise);
      setText(name, view.name);
      setText(otherName, view.otherName);
      otherName.lang = view.otherLanguage;
      setText(hazard, view.hazard);
    },
  };
};

const createLevel = (): Part => {
  const shape = toneShape();
  const word = element("span", "level-word");
  const otherWord = element("span", "level-other-word");
  const since = element("span", "level-since");
  return {
    node: element("p", "level", [shape.node, word, otherWord, since]),
    show: (view) => {
      shape.show(view.tone);
      setText(word, view.word);
      setText(otherWord, view.otherWord);
      otherWord.lang = view.otherLanguage;
      setText(since, view.since);
    },
  };
};

const createWater = (): Part => {
  const label = element("span", "water-label");
  const value = element("span", "water-value");
  const unit = element("span", "water-unit");
  const share = element("span", "water-share");
  const node = element("p", "water", [label, value, unit, share]);
  return {
    node,
    show: ({ water }) => {
      node.hidden = water === undefined;
      setText(label, water?.label);
      setText(value, water?.value);
      setText(unit, water?.unit);
      setText(share, water?.share);
    },
  };
};

const createTrend = (): Part => {
  const arrow = trendArrow();
  const text = element("span", "trend-text");
  const node = element("p", "trend", [arrow.node, text]);
  return {
    node,
    show: ({ trend }) => {
      node.hidden = trend === undefined;
      setText(text, trend?.text);
      if (trend !== undefined) arrow.show(trend.direction);
    },
  };
};

const createSentence = (className: string, pick: (view: SiteView) => string | undefined): Part => {
  const node = element("p", className);
  return { node, show: (view) => setText(node, pick(view)) };
};

/** At most one line for maintenance and one for each kind of trouble. */
const NOTES = 5;

const createNotes = (): Part => {
  const lines = Array.from({ length: NOTES }, () => element("li", "note"));
  const node = element("ul", "notes", lines);
  return {
    node,
    show: ({ notes }) => {
      node.hidden = notes.length === 0;
      lines.forEach((line, index) => {
        setText(line, notes[index]);
      });
    },
  };
};

/** One site's card: made once, then only what differs is written, so that the water rises where it stands. */
export const createSiteCard = (): Item<SiteView> => {
  const head = createHead();
  const level = createLevel();
  const shout = createSentence("shout", (view) => view.shout);
  const facts = [
    createSentence("says", (view) => view.says),
    createWater(),
    createTrend(),
    createSentence("forecast", (view) => view.forecast),
    createSentence("advice", (view) => view.advice),
    createSentence("explanation", (view) => view.explanation),
  ];
  const reading = createSentence("reading", (view) => view.reading);
  const notes = createNotes();
  const gauge = createGauge();
  const factsNode = element(
    "div",
    "facts",
    facts.map((fact) => fact.node),
  );
  const body = element("div", "site-body", [factsNode, gauge.node]);
  const node = element("article", "site", [
    head.node,
    level.node,
    shout.node,
    body,
    notes.node,
    reading.node,
  ]);
  return {
    node,
    show: (view) => {
      node.className = `site tone-${view.tone}${view.isOutdated ? " is-outdated" : ""}`;
      for (const part of [head, level, shout, ...facts, notes, reading]) part.show(view);
      gauge.show(view.gauge);
    },
  };
};
