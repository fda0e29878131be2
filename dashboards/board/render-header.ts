import type { BoardView } from "./board-model.ts";
import { element, setAttribute, setText } from "./element.ts";
import { createList, type Item } from "./list.ts";
import { toneShape } from "./shapes.ts";
import type { Summary } from "./summary.ts";

const createExercise = (): Item<BoardView> => {
  const word = element("strong", "exercise-word");
  const otherWord = element("strong", "exercise-word");
  const details = element("span", "exercise-details");
  const node = element("div", "exercise", [element("p", "exercise-plate", [word, otherWord, details])]);
  return {
    node,
    show: ({ exercise, otherLanguage }) => {
      node.hidden = exercise === undefined;
      setText(word, exercise?.word);
      setText(otherWord, exercise?.otherWord);
      otherWord.lang = otherLanguage;
      setText(details, exercise?.details.join(" · "));
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

const createTools = (onSwitch: () => void): Item<BoardView> => {
  const time = element("p", "time");
  const callLabel = element("span", "call-label");
  const callNumber = element("span", "call-number");
  const call = element("a", "call", [callLabel, callNumber]);
  const language = element("button", "language");
  language.type = "button";
  language.addEventListener("click", onSwitch);
  return {
    node: element("div", "tools", [time, call, language]),
    show: (view) => {
      setText(time, view.time);
      call.hidden = view.telephone === undefined;
      if (view.telephone !== undefined) setAttribute(call, "href", view.telephone.href);
      setText(callLabel, view.telephone?.label);
      setText(callNumber, view.telephone?.number);
      setText(language, view.otherLanguageName);
      language.lang = view.otherLanguage;
    },
  };
};

/** Which village, how bad, what time, whom to call, and the way to the other language. */
export const createHeader = (onSwitch: () => void): Item<BoardView> => {
  const exercise = createExercise();
  const parts = [createPlace(), createSummary(), createTools(onSwitch)];
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
