import type { BoardView } from "./board-model.ts";
import { element, setAttribute, setText } from "./element.ts";
import { createList, type Item } from "./list.ts";
import { toneShape } from "./shapes.ts";
import type { Summary } from "./summary.ts";

const createDetail = (): Item<string> => {
  const node = element("span", "exercise-detail");
  return { node, show: (text) => setText(node, text) };
};

const createExercise = (): Item<BoardView> => {
  const word = element("strong", "exercise-word");
  const otherWord = element("strong", "exercise-word");
  const details = createList<string>(
    element("span", "exercise-details"),
    (_, index) => `${index}`,
    createDetail,
  );
  const node = element("div", "exercise", [element("p", "exercise-plate", [word, otherWord, details.node])]);
  return {
    node,
    show: ({ exercise, otherLanguage }) => {
      node.hidden = exercise === undefined;
      setText(word, exercise?.word);
      setText(otherWord, exercise?.otherWord);
      otherWord.lang = otherLanguage;
      details.show(exercise?.details ?? []);
    },
  };
};

const createPlace = (): Item<BoardView> => {
  const name = element("h1", "place-name");
  const otherName = element("p", "place-other-name");
  return {
    node: element("div", "place", [name, otherName]),
    show: (view) => {
      setText(name, view.place);
      setText(otherName, view.otherPlace);
      otherName.lang = view.otherLanguage;
    },
  };
};

const createSummaryItem = (): Item<Summary[number]> => {
  const shape = toneShape();
  const text = element("span", "summary-text");
  const node = element("li", "summary-item", [shape.node, text]);
  return {
    node,
    show: (view) => {
      node.className = `summary-item tone-${view.tone}`;
      shape.show(view.tone);
      setText(text, view.text);
    },
  };
};

const createSummary = (): Item<BoardView> => {
  const list = createList<Summary[number]>(element("ul", "summary"), (view) => view.tone, createSummaryItem);
  return { node: list.node, show: (view) => list.show(view.summary) };
};

const createTime = (): Item<BoardView> => {
  const node = element("p", "time");
  return { node, show: (view) => setText(node, view.time) };
};

const createCall = (): Item<BoardView> => {
  const label = element("span", "call-label");
  const number = element("span", "call-number");
  const node = element("a", "call", [label, number]);
  return {
    node,
    show: ({ telephone }) => {
      node.hidden = telephone === undefined;
      if (telephone !== undefined) setAttribute(node, "href", telephone.href);
      setText(label, telephone?.label);
      setText(number, telephone?.number);
    },
  };
};

const createLanguageButton = (onSwitch: () => void): Item<BoardView> => {
  const node = element("button", "language");
  node.type = "button";
  node.addEventListener("click", onSwitch);
  return {
    node,
    show: (view) => {
      setText(node, view.otherLanguageName);
      node.lang = view.otherLanguage;
    },
  };
};

/** Which village, how bad, what time, whom to call, and the way to the other language. */
export const createHeader = (onSwitch: () => void): Item<BoardView> => {
  const exercise = createExercise();
  const parts = [createPlace(), createSummary(), createTime(), createCall(), createLanguageButton(onSwitch)];
  const bar = element(
    "div",
    "bar",
    parts.map((part) => part.node),
  );
  return {
    node: element("header", "header", [exercise.node, bar]),
    show: (view) => {
      for (const part of [exercise, ...parts]) part.show(view);
    },
  };
};
