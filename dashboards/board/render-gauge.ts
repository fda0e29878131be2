import { element, setAttribute, setText } from "./element.ts";
import type { GaugeMark, GaugeView } from "./gauge-view.ts";

interface Mark {
  readonly line: HTMLElement;
  readonly label: HTMLElement;
  readonly show: (mark: GaugeMark) => void;
}

const createMark = (): Mark => {
  const line = element("span", "gauge-line");
  const word = element("span", "gauge-word");
  const value = element("span", "gauge-value");
  const label = element("span", "gauge-label", [word, value]);
  return {
    line,
    label,
    show: (mark) => {
      label.className = mark.isReached ? "gauge-label is-reached" : "gauge-label";
      line.style.bottom = `${mark.percent}%`;
      label.style.bottom = `${mark.labelPercent}%`;
      setText(word, mark.word);
      setText(value, mark.value);
    },
  };
};

export interface Gauge {
  readonly node: HTMLElement;
  readonly show: (view: GaugeView | undefined) => void;
}

/** The drawn gauge: a channel, the water in it, and the thresholds at its side. */
export const createGauge = (): Gauge => {
  const marks = [createMark(), createMark(), createMark()];
  const water = element("span", "gauge-water");
  const channel = element("span", "gauge-channel", [water, ...marks.map((mark) => mark.line)]);
  const scale = element(
    "span",
    "gauge-scale",
    marks.map((mark) => mark.label),
  );
  const node = element("div", "gauge", [channel, scale]);
  node.setAttribute("role", "img");
  return {
    node,
    show: (view) => {
      node.hidden = view === undefined;
      if (view === undefined) return;
      setAttribute(node, "aria-label", view.description);
      node.className = view.isOverTop ? "gauge is-over-top" : "gauge";
      water.style.height = `${view.fillPercent}%`;
      marks.forEach((mark, index) => {
        const shown = view.marks[index];
        if (shown !== undefined) mark.show(shown);
      });
    },
  };
};
